"""What attributes are computed with, read from `config/game/attributes.toml` and checked before it is relied on."""

import tomllib
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.rules import AttributeRules, Jewel, ModeRules, ProfessionRules, Tick
from bot.domain.gear.slots import Weight
from bot.domain.modes import GameMode
from bot.domain.professions import Profession

FILE = "game/attributes.toml"

Amount = Annotated[int, Field(ge=0)]
Decimal = Annotated[str, Field(pattern=r"^\d+(\.\d+)?$")]


class Entry(BaseModel):
    """What every entry has."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[str, Field(min_length=10)]
    checked: date


class NumberEntry(Entry):
    """One constant."""

    id: str
    value: Annotated[int, Field(ge=1)]


class ProfessionEntry(Entry):
    """One profession."""

    id: str
    health: Amount
    weight: Weight


class ModeEntry(Entry):
    """One game mode."""

    id: GameMode
    fury_pct: Amount
    celestial_without: frozenset[Attribute]


class JewelEntry(Entry):
    """What exotic trinkets get from their jewel."""

    attributes: Amount
    major: Amount
    minor: Amount
    without: frozenset[Attribute]


class TickEntry(Entry):
    """One condition in one mode."""

    id: str
    mode: GameMode
    base: Decimal
    factor: Decimal


class AttributeFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: list[NumberEntry]
    profession: list[ProfessionEntry]
    mode: list[ModeEntry]
    jewel: list[JewelEntry]
    tick: list[TickEntry]


class _Named(Protocol):
    @property
    def id(self) -> str: ...


@cache
def load_attribute_rules() -> AttributeRules:
    """Return the constants; raises ValueError, which says what is wrong with the file."""
    return parse_attribute_rules(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_attribute_rules(text: str) -> AttributeRules:
    """Read the constants from TOML; raises ValueError for what is missing, impossible or there twice."""
    file = AttributeFile.model_validate(tomllib.loads(text))
    _check_once("number", file.number, {name.replace("_", "-") for name in NUMBERS})
    _check_once("profession", file.profession, {one.name.lower() for one in Profession})
    _check_once("mode", file.mode, set(GameMode))
    numbers = {entry.id.replace("-", "_"): entry.value for entry in file.number}
    return AttributeRules(
        jewels=MappingProxyType({one.attributes: Jewel(one.major, one.minor, one.without) for one in file.jewel}),
        professions=MappingProxyType(
            {Profession[one.id.upper()]: ProfessionRules(one.health, one.weight) for one in file.profession}
        ),
        modes=MappingProxyType({one.id: ModeRules(one.fury_pct, one.celestial_without) for one in file.mode}),
        ticks=MappingProxyType({mode: _ticks(file.tick, mode) for mode in (GameMode.PVE, GameMode.WVW)}),
        **numbers,
    )


NUMBERS = (
    "base",
    "critical_from",
    "precision_per_pct",
    "critical_damage_pct",
    "ferocity_per_pct",
    "concentration_per_pct",
    "expertise_per_pct",
    "duration_cap_pct",
    "health_per_vitality",
    "reference_armor",
    "infusion_slots",
)


def _ticks(entries: Sequence[TickEntry], mode: GameMode) -> MappingProxyType[str, Tick]:
    of_mode = [entry for entry in entries if entry.mode is mode]
    _check_once(f"tick in {mode}", of_mode, {entry.id for entry in entries})
    return MappingProxyType({entry.id: Tick(Fraction(entry.base), Fraction(entry.factor)) for entry in of_mode})


def _check_once(kind: str, entries: Sequence[_Named], wanted: set[str]) -> None:
    found = [str(entry.id) for entry in entries]
    if sorted(found) != sorted(map(str, wanted)):
        raise ValueError(f"{FILE}: each {kind} once, of {sorted(map(str, wanted))}: {found}")
