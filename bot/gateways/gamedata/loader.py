"""Reads the bundled snapshot into the domain's GameData."""

import json
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final, TypeVar

from bot.domain.gamedata import (
    GameData,
    Legend,
    Pet,
    ProfessionFacts,
    Skill,
    Specialization,
    Stat,
    Trait,
    Upgrade,
    Weapon,
    WeaponUse,
)
from bot.domain.professions import Profession

SNAPSHOT: Final = "snapshot.json"
"""The file's name, in this package."""

_T = TypeVar("_T")
_Row = list[Any]


def load_game_data() -> GameData:
    """Return the game data that this package brings along. Reads one file; call it once, at the start."""
    return parse_game_data(files(__package__).joinpath(SNAPSHOT).read_bytes())


def parse_game_data(snapshot: bytes) -> GameData:
    """Return the game data in a snapshot made by `build_snapshot`. Raises ValueError if it is damaged."""
    try:
        content = json.loads(snapshot)
        return _game_data(content["build"], content["kinds"])
    except (KeyError, TypeError, IndexError) as exc:
        raise ValueError(f"no snapshot of game data: {exc!r}") from exc


def _game_data(build: int, kinds: Mapping[str, Any]) -> GameData:
    rows = {kind: table["rows"] for kind, table in kinds.items()}
    skills = _index(rows["skills"], _skill)
    legends = _index(rows["legends"], lambda row: _legend(row, skills))
    return GameData(
        build=build,
        dates=MappingProxyType({kind: table["date"] for kind, table in kinds.items()}),
        professions=MappingProxyType({Profession(row[0]): _profession(row) for row in rows["professions"]}),
        specializations=_index(rows["specializations"], _specialization),
        traits=_index(rows["traits"], lambda row: Trait(*row)),
        skills=skills,
        palettes=_palettes(rows["palettes"], skills),
        legend_palettes=frozenset(palette for legend in legends.values() for palette in legend.skills),
        weapons=_index(rows["weapons"], lambda row: Weapon(*row)),
        legends=legends,
        pets=_index(rows["pets"], lambda row: Pet(*row)),
        stats=_index(rows["stats"], _stat),
        runes=_index(rows["runes"], _upgrade),
        sigils=_index(rows["sigils"], _upgrade),
        relics=_index(rows["relics"], _upgrade),
    )


def _index(rows: Iterable[_Row], make: Callable[[_Row], _T]) -> Mapping[int, _T]:
    return MappingProxyType({row[0]: make(row) for row in rows})


def _profession(row: _Row) -> ProfessionFacts:
    number, specializations, weapons, *icon = row
    uses = {name: WeaponUse(tuple(flags), gate) for name, (flags, gate) in weapons.items()}
    return ProfessionFacts(Profession(number), tuple(specializations), MappingProxyType(uses), *icon)


def _specialization(row: _Row) -> Specialization:
    number, name, profession, elite, minor, major, *icon = row
    return Specialization(number, name, Profession(profession), bool(elite), tuple(minor), tuple(major), *icon)


def _skill(row: _Row) -> Skill:
    number, name, kind, slot, gate, professions, flags = row
    return Skill(number, name, kind, slot, gate, tuple(professions), tuple(flags))


def _legend(row: _Row, skills: Mapping[int, Skill]) -> Legend:
    number, name, gate, swap, pairs = row
    return Legend(number, name, gate, swap, MappingProxyType({palette: skills[number] for palette, number in pairs}))


def _palettes(rows: Iterable[_Row], skills: Mapping[int, Skill]) -> Mapping[Profession, Mapping[int, Skill]]:
    found: dict[int, dict[int, Skill]] = {number: {} for number in Profession}
    for profession, palette, skill in rows:
        found[profession][palette] = skills[skill]
    return MappingProxyType({Profession(number): MappingProxyType(found[number]) for number in found})


def _stat(row: _Row) -> Stat:
    number, name, attributes = row
    return Stat(number, name, tuple((attribute, multiplier, value) for attribute, multiplier, value in attributes))


def _upgrade(row: _Row) -> Upgrade:
    number, name, rarity, pvp = row
    return Upgrade(number, name, rarity, bool(pvp))
