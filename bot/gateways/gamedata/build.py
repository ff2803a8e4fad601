"""Makes the bundled snapshot out of answers of the game's API. The same files give the same bytes.

Facts only: no description, no text but names. What two files tell differently is taken from the newer one.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.domain.professions import Profession
from bot.gateways.gamedata import sources
from bot.gateways.gamedata.sources import Sources

FORMAT: Final = 1
"""Changes when an older reader could not read the snapshot any more."""

Row = list[Any]
Table = dict[str, Any]


def build_snapshot(source: Sources) -> bytes:
    """Return the snapshot made of the files of `source`.

    Raises OSError where a file is missing, ValueError or KeyError where it is not of the API's shape.
    """
    build = source.read_json(sources.API_BUILD)
    api_date = build["import_timestamp"][:10]
    newer_date = source.read_json(sources.NEWER_DATE)["fetchedAt"][:10]
    code_date = source.read_json(sources.PALETTES)["snapshot"]
    kinds = {
        "professions": _table(api_date, _PROFESSION_COLUMNS, _profession_rows(source)),
        "specializations": _table(newer_date, _SPECIALIZATION_COLUMNS, _specialization_rows(source)),
        "traits": _table(sources.TRAIT_NAMES_DATE, _TRAIT_COLUMNS, _trait_rows(source)),
        "skills": _table(sources.SKILL_NAMES_DATE, _SKILL_COLUMNS, _skill_rows(source)),
        "palettes": _table(code_date, ("profession", "palette", "skill"), _palette_rows(source)),
        "weapons": _table(code_date, ("id", "name"), _weapon_rows(source)),
        "legends": _table(newer_date, _LEGEND_COLUMNS, _legend_rows(source)),
        "pets": _table(newer_date, ("id", "name"), _named_rows(source.read_json(sources.PETS))),
        "stats": _table(api_date, ("id", "name", "attributes"), _stat_rows(source)),
        "runes": _table(api_date, _UPGRADE_COLUMNS, _upgrade_rows(source, "Rune")),
        "sigils": _table(api_date, _UPGRADE_COLUMNS, _upgrade_rows(source, "Sigil")),
        "relics": _table(newer_date, _UPGRADE_COLUMNS, _relic_rows(source)),
    }
    return format_snapshot({"format": FORMAT, "build": build["build_id"], "kinds": kinds})


_PROFESSION_COLUMNS: Final = ("id", "specializations", "weapons")
_SPECIALIZATION_COLUMNS: Final = ("id", "name", "profession", "elite", "minor", "major")
_TRAIT_COLUMNS: Final = ("id", "name", "specialization", "tier", "slot")
_SKILL_COLUMNS: Final = ("id", "name", "type", "slot", "specialization", "professions", "flags")
_LEGEND_COLUMNS: Final = ("id", "name", "specialization", "swap", "skills")
_UPGRADE_COLUMNS: Final = ("id", "name", "rarity", "pvp")
_NUMBERS: Final = {profession.display: int(profession) for profession in Profession}
_PLACEHOLDER: Final = re.compile(r"\(\(\d+\)\)")
"""What the game shows instead of a text that it has none for."""


def _profession_rows(source: Sources) -> Iterable[Row]:
    for entry in source.read_json(sources.PROFESSIONS):
        weapons = {
            name: [sorted(use["flags"]), use.get("specialization")] for name, use in sorted(entry["weapons"].items())
        }
        yield [_NUMBERS[entry["id"]], sorted(entry["specializations"]), weapons]


def _specialization_rows(source: Sources) -> Iterable[Row]:
    names = {entry["id"]: entry["name"] for entry in source.read_json(sources.SPECIALIZATION_NAMES)}
    newer = {entry["id"]: entry for entry in source.read_json(sources.NEWER_SPECIALIZATIONS)}
    for entry in source.read_json(sources.SPECIALIZATIONS):
        now = newer.get(entry["id"], {})
        minor = now.get("minorTraitIds", entry["minor_traits"])
        major = now.get("majorTraitIds", entry["major_traits"])
        name = names.get(entry["id"], entry["name"])
        yield [entry["id"], name, _NUMBERS[entry["profession"]], int(entry["elite"]), minor, major]


def _trait_rows(source: Sources) -> Iterable[Row]:
    newer = {entry["id"]: entry for entry in source.read_json(sources.TRAIT_NAMES)}
    for entry in source.read_json(sources.TRAITS):
        now = newer.get(entry["id"], entry)
        yield [entry["id"], now["name"], entry["specialization"], now["tier"], now["slot"]]


def _skill_rows(source: Sources) -> Iterable[Row]:
    """Join what the API says of skills with the newer list of names, bars and gates.

    The slot of a skill that is too new for the API's answer comes from the professions' lists or from its legend.
    """
    known = {entry["id"]: entry for entry in source.read_json(sources.SKILLS)}
    names = source.read_names(sources.NEWER_SKILL_NAMES)
    listed, of_profession = _listed_skills(source)
    gates = _skill_gates(source)
    palettes = source.read_json(sources.PALETTES)["palette"].values()
    for number in {*known, *names, *listed, *(skill for pairs in palettes for _, skill in pairs)}:
        entry = {**listed.get(number, {}), **known.get(number, {})}
        professions = [_NUMBERS[name] for name in entry.get("professions", [])] or of_profession.get(number, [])
        yield [
            number,
            _clean(names.get(number) or entry.get("name")),
            entry.get("type"),
            entry.get("slot"),
            entry.get("specialization") or gates.get(number),
            sorted(professions),
            sorted(entry.get("flags", [])),
        ]


def _listed_skills(source: Sources) -> tuple[dict[int, Table], dict[int, list[int]]]:
    listed: dict[int, Table] = {}
    owners: dict[int, list[int]] = {}
    for profession in source.read_json(sources.PROFESSIONS):
        weapons = [{**skill, "type": "Weapon"} for use in profession["weapons"].values() for skill in use["skills"]]
        for skill in [*profession["skills"], *weapons]:
            listed[skill["id"]] = {"type": skill["type"], "slot": skill["slot"]}
            owners.setdefault(skill["id"], []).append(_NUMBERS[profession["id"]])
    for legend in source.read_json(sources.LEGENDS):
        for slot, skills in (
            ("Heal", [legend["heal"]]),
            ("Utility", legend["utilities"]),
            ("Elite", [legend["elite"]]),
        ):
            for number in skills:
                listed.setdefault(number, {"type": slot, "slot": slot})
                owners.setdefault(number, [int(Profession.REVENANT)])
    return listed, {number: sorted(set(numbers)) for number, numbers in owners.items()}


def _skill_gates(source: Sources) -> dict[int, int]:
    return {int(number): gate for number, gate in source.read_json(sources.SKILL_GATES).items()}


def _palette_rows(source: Sources) -> Iterable[Row]:
    overrides = source.read_json(sources.CODE_TABLES)["palette_overrides"]
    users = {entry["id"]: entry.get("professions") for entry in source.read_json(sources.SKILLS)}
    for number, pairs in source.read_json(sources.PALETTES)["palette"].items():
        own = {palette: skill for palette, skill in pairs}  # noqa: C416 - a pair is a list here
        name = Profession(int(number)).display
        # Revenants have no skills of races.
        racial = {key: skill for key, skill in overrides["*racial*"].items() if name in (users.get(skill) or [name])}
        added = {**racial, **overrides.get(number, {})}
        for palette, skill in {**{int(key): skill for key, skill in added.items()}, **own}.items():
            yield [int(number), palette, skill]


def _weapon_rows(source: Sources) -> Iterable[Row]:
    for number, name in source.read_json(sources.CODE_TABLES)["weapon_type_ids"].items():
        yield [int(number), name]


def _legend_rows(source: Sources) -> Iterable[Row]:
    """The skills come from the code table: the API names another skill than the slot's own for one legend's heal."""
    skills = source.read_json(sources.CODE_TABLES)["revenant"]
    for entry in source.read_json(sources.LEGENDS):
        number = entry["id"].removeprefix("Legend")
        pairs = sorted([int(palette), skill] for palette, skill in skills[number]["palette_to_skill"].items())
        yield [int(number), entry["name"], entry["specializationId"], entry["swap"], pairs]


def _stat_rows(source: Sources) -> Iterable[Row]:
    for entry in source.read_json(sources.STATS):
        if entry["name"]:
            attributes = [[one["attribute"], one["multiplier"], one["value"]] for one in entry["attributes"]]
            yield [entry["id"], entry["name"], attributes]


def _upgrade_rows(source: Sources, kind: str) -> Iterable[Row]:
    for entry in source.read_json(sources.UPGRADES):
        if entry["details"]["type"] == kind and entry["name"]:
            yield _upgrade_row(entry)


def _relic_rows(source: Sources) -> Iterable[Row]:
    rows = {entry["id"]: [entry["id"], entry["name"], None, 0] for entry in source.read_json(sources.RELICS)}
    items = (item for item in source.read_lines(sources.ITEMS) if item["type"] == "Relic")
    return {**rows, **{item["id"]: _upgrade_row(item) for item in items}}.values()


def _upgrade_row(item: Mapping[str, Any]) -> Row:
    return [item["id"], item["name"], item["rarity"], int(set(item["game_types"]) <= {"Pvp", "PvpLobby"})]


def _named_rows(entries: Iterable[Mapping[str, Any]]) -> Iterable[Row]:
    return ([entry["id"], entry["name"]] for entry in entries)


def _clean(name: str | None) -> str | None:
    return name if name and not _PLACEHOLDER.fullmatch(name) else None


def _table(date: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Table:
    return {"date": date, "columns": list(columns), "rows": sorted(rows, key=lambda row: row[:2])}


def format_snapshot(snapshot: Mapping[str, Any]) -> bytes:
    """Write one row per line, so that a newer snapshot differs from an older one in the lines that changed."""
    head = [f'"{key}": {json.dumps(value)},' for key, value in snapshot.items() if key != "kinds"]
    kinds = ",\n".join(f'"{name}": {_format_table(table)}' for name, table in snapshot["kinds"].items())
    return "\n".join(["{", *head, '"kinds": {', kinds, "}}", ""]).encode()


def _format_table(table: Table) -> str:
    head = ", ".join(f'"{key}": {json.dumps(value)}' for key, value in table.items() if key != "rows")
    rows = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in table["rows"]]
    return "{" + head + ', "rows": [\n' + ",\n".join(rows) + "\n]}"
