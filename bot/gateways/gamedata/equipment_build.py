"""Makes the bundled `equipment.json` out of answers of the game's API. The same files give the same bytes.

Facts only: of what an item's text says, numbers are kept, and how many other effects there are. The text is not.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.gateways.gamedata import sources
from bot.gateways.gamedata.equipment_effects import ATTRIBUTES, read_effects
from bot.gateways.gamedata.sources import Sources

FORMAT: Final = 1
"""Changes when an older reader could not read the file any more."""
LEVEL: Final = 80
LEGAL_STATS: Final = "check/squaded/itemstat-legal-ids.json"
"""Which of the API's many item stats with one name are those of today's armor and trinkets."""
NEWER_FOOD: Final = "check/squaded/food.json"
NEWER_UTILITY: Final = "check/squaded/utility.json"
ITEMS_DATE: Final = "2024-11-01"
"""The dump of items does not tell its day; this is the month of its newest items."""

Row = list[Any]
Table = dict[str, Any]


def build_equipment(folder: Path) -> bytes:
    """Return the snapshot of equipment made of the files in `folder`.

    Raises OSError where a file is missing, ValueError or KeyError where it is not of the API's shape.
    """
    source = Sources(folder)
    api_date = source.read_json(sources.API_BUILD)["import_timestamp"][:10]
    newer_date = source.read_json(sources.NEWER_DATE)["fetchedAt"][:10]
    items = source.read_lines(sources.ITEMS)
    upgrades = source.read_json(sources.UPGRADES)
    kinds = {
        "budgets": _table(ITEMS_DATE, _BUDGET_COLUMNS, _budget_rows(items)),
        "combinations": _table(api_date, _COMBINATION_COLUMNS, _combination_rows(source)),
        "runes": _table(api_date, _ITEM_COLUMNS, upgrade_rows(upgrades, "Rune")),
        "sigils": _table(api_date, _ITEM_COLUMNS, upgrade_rows(upgrades, "Sigil")),
        "relics": _table(newer_date, _ITEM_COLUMNS, _relic_rows(source)),
        "food": _table(newer_date, _ITEM_COLUMNS, _consumable_rows(source, items, "Food", NEWER_FOOD)),
        "utility": _table(newer_date, _ITEM_COLUMNS, _consumable_rows(source, items, "Utility", NEWER_UTILITY)),
        "infusions": _table(api_date, _INFUSION_COLUMNS, infusion_rows(upgrades)),
    }
    return format_equipment(kinds)


_BUDGET_COLUMNS: Final = ("rarity", "slot", "adjustment", "defense")
_COMBINATION_COLUMNS: Final = ("id", "name", "armor", "trinket")
_ITEM_COLUMNS: Final = ("id", "name", "also", "flat", "shares", "conversions", "extras", "effects")
_INFUSION_COLUMNS: Final = ("id", "name", "attribute", "amount")
_WEIGHTS: Final = {"Heavy": "heavy", "Medium": "medium", "Light": "light"}
_SLOTS: Final = {name: name.lower() for name in ("Helm", "Shoulders", "Coat", "Gloves", "Leggings", "Boots")} | {
    "Amulet": "amulet",
    "Ring": "ring",
    "Accessory": "accessory",
    "Back": "back",
    "Sword": "one-hand",
    "Greatsword": "two-hand",
    "Shield": "shield",
}
"""Weapons of one and of two hands have the same numbers as these two; a shield has defense besides."""


def _budget_rows(items: Iterable[Any]) -> Iterator[Row]:
    """Take what most pieces of level 80 have: a few oddities differ."""
    adjustments: defaultdict[tuple[str, str], Counter[float]] = defaultdict(Counter)
    defenses: defaultdict[tuple[str, str, str], Counter[int]] = defaultdict(Counter)
    for item in items:
        slot = _SLOTS.get(item["details"].get("type", item["type"])) if item["type"] in _WORN else None
        if slot is None or item["level"] != LEVEL or item["rarity"] not in {"Ascended", "Exotic"}:
            continue
        key = (item["rarity"].lower(), slot)
        adjustments[key][item["details"].get("attribute_adjustment", 0)] += 1
        if item["details"].get("defense"):
            weight = _WEIGHTS.get(item["details"].get("weight_class", ""), "any")
            defenses[*key, weight][item["details"]["defense"]] += 1
    for key, found in adjustments.items():
        weights = {weight: _commonest(count) for (*of, weight), count in defenses.items() if tuple(of) == key}
        yield [*key, _commonest(found), dict(sorted(weights.items()))]


_WORN: Final = frozenset({"Armor", "Trinket", "Back", "Weapon"})


def _commonest(found: Counter[Any]) -> Any:
    return max(sorted(found), key=lambda value: found[value])


def _combination_rows(source: Sources) -> Iterator[Row]:
    """Join what one name has for armor with what it has for trinkets. The id is the smaller of the two."""
    stats = {entry["id"]: entry for entry in source.read_json(sources.STATS)}
    legal = source.read_json(LEGAL_STATS)
    named: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for place, numbers in legal.items():
        for number in numbers:
            named[stats[number]["name"]][place] = stats[number]
    for name, places in named.items():
        number = min(entry["id"] for entry in places.values())
        yield [number, name, *(coefficients(places.get(place)) for place in ("armorWeapon", "trinket"))]


def coefficients(entry: Any) -> Row:
    """Return what an entry of item stats gives; raises LookupError for an attribute that we do not know."""
    attributes = entry["attributes"] if entry else []
    return [[ATTRIBUTES[one["attribute"]], one["multiplier"], one["value"]] for one in attributes]


def upgrade_rows(upgrades: Iterable[Any], kind: str) -> Iterator[Row]:
    """Take the superior ones of PvE and WvW, the legendary form under the same name as another id."""
    named: defaultdict[str, list[Any]] = defaultdict(list)
    for item in upgrades:
        if item["details"]["type"] == kind and item["name"].startswith("Superior "):
            named[item["name"]].append(item)
    for name, found in named.items():
        first, *others = sorted(found, key=lambda item: item["id"])
        texts = first["details"].get("bonuses") or [first["details"]["infix_upgrade"]["buff"]["description"]]
        lines = [line for text in texts for line in text.splitlines()]
        yield [first["id"], name, [item["id"] for item in others], *read_effects(lines)]


def _relic_rows(source: Sources) -> Iterator[Row]:
    """All that a relic does is an effect of its own."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for entry in source.read_json(sources.RELICS):
        named[entry["name"]].append(entry["id"])
    for name, numbers in named.items():
        first, *others = sorted(numbers)
        yield [first, name, others, {}, {}, [], [], 1]


def _consumable_rows(source: Sources, items: Iterable[Any], kind: str, newer_name: str) -> Iterator[Row]:
    """Take what puts an effect on the character that matters in a fight; of what shares its name, the first."""
    texts = {
        entry["id"]: (entry["name"], entry["description"], entry["effectName"]) for entry in _newer(source, newer_name)
    }
    for item in items:
        if item["type"] == "Consumable" and item["details"].get("type") == kind:
            details = item["details"]
            texts.setdefault(item["id"], (item["name"], details.get("description"), details.get("name")))
    yield from consumable_rows(texts)


def consumable_rows(texts: Mapping[int, tuple[str, str | None, str | None]]) -> Iterator[Row]:
    """Yield the rows of what is eaten; `texts` are the name, the description and the effect's name of each id."""
    named: defaultdict[str, list[int]] = defaultdict(list)
    for number, (name, text, effect) in sorted(texts.items()):
        if name and text and effect and any(read_effects(text.splitlines())):
            named[name].append(number)
    for name, (first, *others) in named.items():
        yield [first, name, others, *read_effects((texts[first][1] or "").splitlines())]


def _newer(source: Sources, name: str) -> list[Any]:
    entries: list[Any] = source.read_json(name)
    return entries


def infusion_rows(upgrades: Iterable[Any]) -> Iterator[Row]:
    """Take the plain ones, of WvW and with nine points of agony resistance: all others have their numbers."""
    for item in upgrades:
        if item["name"].endswith((" WvW Infusion", " +9 Agony Infusion")):
            given = item["details"].get("infix_upgrade", {}).get("attributes", [])
            for one in given:
                if one["attribute"] in ATTRIBUTES:
                    yield [item["id"], item["name"], ATTRIBUTES[one["attribute"]], one["modifier"]]


def _table(date: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Table:
    return {"date": date, "columns": list(columns), "rows": sorted(rows, key=lambda row: row[:2])}


def format_equipment(kinds: Mapping[str, Table]) -> bytes:
    """Write one row per line, as the snapshot of the game data does."""
    tables = ",\n".join(f'"{name}": {_format_table(table)}' for name, table in kinds.items())
    return f'{{\n"format": {FORMAT},\n"kinds": {{\n{tables}\n}}}}\n'.encode()


def _format_table(table: Table) -> str:
    head = ", ".join(f'"{key}": {json.dumps(value)}' for key, value in table.items() if key != "rows")
    rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in table["rows"]]
    return "{" + head + ', "rows": [\n' + ",\n".join(rows) + "\n]}"
