"""Lays what the API tells of combinations, runes, sigils, relics, food and infusions over the bundled equipment.

Budgets are not asked for: they are counted from thousands of pieces. Nothing that was known is forgotten.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from bot.gateways.gameapi.answers import Answer, StatEntry
from bot.gateways.gameapi.fetch import Answers
from bot.gateways.gamedata.equipment_build import coefficients, consumable_rows, infusion_rows, upgrade_rows

Row = list[Any]
Entry = dict[str, Any]
_Make = Callable[[list[Entry]], Iterable[Row]]
_ODD = (LookupError, TypeError, ValueError, AttributeError)
"""What an item of a shape that is not known raises; it is passed over then."""
_FEWEST: Final = 3
"""Attributes of a combination of today: those with fewer are of lower levels."""
_FLAT_SOURCE: Final = 0
"""The addend of combinations for armor and weapons; those for trinkets have more."""


def merge_equipment(tables: Mapping[str, Any], stats: Iterable[Row], answers: Answers, day: str) -> dict[str, Any]:
    """Return the bundled tables with the answers in them, whose `day` it is; `stats` are the bundled item stats."""
    kinds = dict(tables["kinds"])
    entries = _raw(answers.items)
    upgrades = [entry for entry in entries if entry["type"] == "UpgradeComponent"]
    fresh = {
        "runes": _made(upgrades, lambda found: upgrade_rows(found, "Rune")),
        "sigils": _made(upgrades, lambda found: upgrade_rows(found, "Sigil")),
        "relics": [[one["id"], one["name"], [], {}, {}, [], [], 1] for one in entries if one["type"] == "Relic"],
        "food": _made(_consumables(entries, "Food"), _eaten),
        "utility": _made(_consumables(entries, "Utility"), _eaten),
    }
    if entries:
        for name, told in fresh.items():
            kinds[name] = {**kinds[name], "date": day, "rows": _regrouped(kinds[name]["rows"], told)}
        infusions = {row[0]: row for row in (*kinds["infusions"]["rows"], *_made(upgrades, infusion_rows))}
        kinds["infusions"] = {**kinds["infusions"], "date": day, "rows": _sorted(infusions.values())}
    if answers.stats:
        rows = _combinations(kinds["combinations"]["rows"], list(stats), answers.stats)
        kinds["combinations"] = {**kinds["combinations"], "date": day, "rows": _sorted(rows)}
    return {**tables, "kinds": kinds}


def _raw(entries: Iterable[Answer]) -> list[Entry]:
    return [entry for entry in (one.model_dump(mode="json") for one in entries) if entry["name"]]


def _made(entries: Iterable[Entry], make: _Make) -> list[Row]:
    """Return the rows that `make` makes of all entries of one name, for each name; odd ones are passed over."""
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        named[entry["name"]].append(entry)
    rows: list[Row] = []
    for found in named.values():
        try:
            rows += make(found)
        except _ODD:
            continue
    return rows


def _consumables(entries: Iterable[Entry], kind: str) -> list[Entry]:
    return [one for one in entries if one["type"] == "Consumable" and one["details"].get("type") == kind]


def _eaten(entries: Iterable[Entry]) -> Iterator[Row]:
    return consumable_rows(
        {one["id"]: (one["name"], one["details"].get("description"), one["details"].get("name")) for one in entries}
    )


def _regrouped(known: Iterable[Row], told: Iterable[Row]) -> list[Row]:
    """Return one row a name: what is told of an id goes before what was known of it."""
    before = {number: row for row in known for number in (row[0], *row[2])}
    now = {number: row for row in told for number in (row[0], *row[2])}
    named: defaultdict[str, list[int]] = defaultdict(list)
    for number, row in {**before, **now}.items():
        named[row[1]].append(number)
    return _sorted(_row(sorted(numbers), before, now) for numbers in named.values())


def _row(numbers: list[int], before: Mapping[int, Row], now: Mapping[int, Row]) -> Row:
    told = next((now[number] for number in numbers if number in now), None) or before[numbers[0]]
    return [numbers[0], told[1], numbers[1:], *told[3:]]


def _combinations(known: Iterable[Row], stats: list[Row], answers: Iterable[StatEntry]) -> Iterator[Row]:
    """Yield the known ones with their numbers of today, then those whose names are new.

    The tables do not tell which item stat a combination's numbers are of: it is the first with its name and numbers.
    """
    told = {entry.id: entry.model_dump() for entry in answers if entry.name}
    for number, name, *places in known:
        found = [next((one for one in _alike(name, place, stats) if one in told), 0) for place in places]
        now = [_numbers(told[one]) if one else place for one, place in zip(found, places, strict=True)]
        yield [number, told[number]["name"] if number in told else name, *now]
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in told.values():
        if len(entry["attributes"]) >= _FEWEST:
            named[entry["name"]].append(entry)
    old = {row[1] for row in stats} | {told[row[0]]["name"] for row in stats if row[0] in told}
    for name in named.keys() - old:
        yield from _new_combination(name, sorted(named[name], key=lambda entry: entry["id"]))


def _alike(name: str, place: Row, stats: Iterable[Row]) -> list[int]:
    return [row[0] for row in stats if place and row[1] == name and _of_stat(row) == place]


def _of_stat(row: Row) -> Row:
    return _numbers({"attributes": [{"attribute": one, "multiplier": by, "value": plus} for one, by, plus in row[2]]})


def _new_combination(name: str, entries: list[Entry]) -> Iterator[Row]:
    armor = next((one for one in entries if all(of["value"] == _FLAT_SOURCE for of in one["attributes"])), None)
    trinket = next((one for one in entries if all(of["value"] > _FLAT_SOURCE for of in one["attributes"])), None)
    numbers = [one["id"] for one in (armor, trinket) if one]
    places = [_numbers(one) for one in (armor, trinket)]
    if any(places):
        yield [min(numbers), name, *places]


def _numbers(entry: Entry | None) -> Row:
    """Return the coefficients; none for a combination with an attribute that we do not know."""
    try:
        return coefficients(entry)
    except LookupError:
        return []


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: row[:2])
