"""The game's own things: professions, skills, traits and so on, as one immutable value.

Facts alone: ids, names, numbers, types, flags. Where they come from is the business of `bot.gateways.gamedata`,
what may be combined that of `legality.py`. A name that no source knows is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.ids import PetId, SkillId, SpecializationId, TraitId, WeaponId
from bot.domain.professions import Profession


@dataclass(frozen=True, slots=True)
class Specialization:
    """A trait line."""

    id: SpecializationId
    name: str
    profession: Profession
    elite: bool
    minor: tuple[int, ...]
    """Three traits that are always on."""
    major: tuple[int, ...]
    """Nine traits, tier by tier and top to bottom: choice c (1-3) of tier t (0-2) stands at 3t + c - 1."""
    icon: str = ""
    """Address of an elite specialization's emblem; empty where none was fetched."""


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait, minor or major."""

    id: TraitId
    name: str
    specialization: SpecializationId
    tier: int
    """1 adept, 2 master, 3 grandmaster; 0 for minor traits that come with the line itself."""
    slot: str
    """"Minor" or "Major"."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill of any kind."""

    id: SkillId
    name: str | None
    type: str | None
    """As the API has it, such as "Heal", "Weapon" or "Pet"; None where no source tells."""
    slot: str | None
    """As the API has it: "Heal", "Utility", "Elite", "Weapon_1" and so on; None where no source tells."""
    specialization: SpecializationId | None
    """The elite specialization without which the skill cannot be had."""
    professions: tuple[int, ...]
    """By number; empty where everyone may have it or no source tells."""
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon type that a build code can name."""

    id: WeaponId
    name: str


@dataclass(frozen=True, slots=True)
class WeaponUse:
    """How a profession wields a weapon type."""

    flags: tuple[str, ...]
    """"Mainhand", "Offhand", "TwoHand", "Aquatic"."""
    specialization: SpecializationId | None
    """The elite specialization that brought the weapon; by Weaponmaster Training the others wield it too."""


@dataclass(frozen=True, slots=True)
class ProfessionFacts:
    """What a profession has."""

    profession: Profession
    specializations: tuple[int, ...]
    weapons: Mapping[str, WeaponUse]
    """By the name of the weapon type; aquatic ones among them, which have no number in build codes."""
    icon: str = ""
    """Address of its emblem; empty where none was fetched."""


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend that a revenant invokes; it decides what the five palette ids of its bar mean."""

    id: int
    name: str
    specialization: SpecializationId | None
    """The elite specialization without which the legend cannot be had."""
    swap: SkillId
    skills: Mapping[int, Skill]
    """By palette id."""


@dataclass(frozen=True, slots=True)
class Pet:
    """A ranger's pet."""

    id: PetId
    name: str


@dataclass(frozen=True, slots=True)
class Stat:
    """A combination of attributes that equipment can have."""

    id: int
    name: str
    attributes: tuple[tuple[str, float, int], ...]
    """Attribute, multiplier of the item's budget, and a fixed addend."""


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A rune, a sigil or a relic."""

    id: int
    name: str
    rarity: str | None
    pvp: bool
    """Whether it exists in structured PvP alone."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GameData:
    """Everything above, by id."""

    build: int
    """The game build that the API's answers on professions, specializations, stats and items were of.

    Other parts may be older or newer, without a number of their own; `dates` tells their days.
    """
    dates: Mapping[str, str]
    """For every kind of thing the day its newest facts were read, as YYYY-MM-DD."""
    professions: Mapping[Profession, ProfessionFacts]
    specializations: Mapping[int, Specialization]
    traits: Mapping[int, Trait]
    skills: Mapping[int, Skill]
    palettes: Mapping[Profession, Mapping[int, Skill]]
    """A profession's skills by palette id. For the ids in `legend_palettes` ask the legend instead."""
    legend_palettes: frozenset[int]
    weapons: Mapping[int, Weapon]
    legends: Mapping[int, Legend]
    pets: Mapping[int, Pet]
    stats: Mapping[int, Stat]
    runes: Mapping[int, Upgrade]
    sigils: Mapping[int, Upgrade]
    relics: Mapping[int, Upgrade]

    def __repr__(self) -> str:
        return f"<GameData of game build {self.build}>"

    def get_skill(self, profession: Profession, palette: int, legend: int = 0) -> Skill | None:
        """Return what a palette id means on a bar of `profession`; for revenants with `legend` in that place.

        None if nothing is known to have this id, also for a legend's slot where there is no such legend.
        """
        if profession is Profession.REVENANT and palette in self.legend_palettes:
            owner = self.legends.get(legend)
            return owner.skills.get(palette) if owner else None
        return self.palettes[profession].get(palette)

    def get_trait(self, specialization: int, tier: int, choice: int) -> Trait | None:
        """Return the trait that a choice (1-3) in a tier (0-2) means; None for choice 0 or an unknown line."""
        line = self.specializations.get(specialization)
        return self.traits.get(line.major[3 * tier + choice - 1]) if line and choice else None
