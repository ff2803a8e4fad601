"""The numbers that attributes are computed with. Whoever starts the program reads them from `config/game`."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.slots import Weight
from bot.domain.modes import GameMode
from bot.domain.professions import Profession


@dataclass(frozen=True, slots=True)
class ProfessionRules:
    """What a profession has without any equipment."""

    health: int
    weight: Weight


@dataclass(frozen=True, slots=True)
class ModeRules:
    """What differs between game modes."""

    fury_pct: int
    """Critical chance that fury gives."""
    celestial_without: frozenset[Attribute]
    """What combinations of nine attributes lack there."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Damage of one stack of a condition: `base` + `factor` x condition damage."""

    base: Fraction
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Jewel:
    """What the jewel in an exotic trinket adds; its attributes are those of the trinket's combination."""

    major: int
    minor: int
    without: frozenset[Attribute]


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeRules:
    """The formulas' constants, at level 80."""

    base: int
    """Of power, precision, toughness and vitality; the others begin at zero."""
    critical_from: int
    """The precision that would give no critical chance at all."""
    precision_per_pct: int
    critical_damage_pct: int
    ferocity_per_pct: int
    concentration_per_pct: int
    expertise_per_pct: int
    duration_cap_pct: int
    health_per_vitality: int
    reference_armor: int
    infusion_slots: int
    jewels: Mapping[int, Jewel]
    """By how many attributes the combination has."""
    professions: Mapping[Profession, ProfessionRules]
    modes: Mapping[GameMode, ModeRules]
    ticks: Mapping[GameMode, Mapping[str, Tick]]
    """By the condition's stable name."""
