"""What a character of the game plays and wears, tab by tab, as far as builds and their gear can hold it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.gear.gear import Gear
from bot.domain.template import BuildTemplate


class Lack(StrEnum):
    """What of a tab is not in what was made of it; the value is a stable name that words can be looked up by."""

    TRAITS = "traits"
    """Traits and lines that our facts of the game do not know."""
    SKILLS = "skills"
    """Likewise skills, legends and pets."""
    PIECES = "pieces"
    """Pieces of which the game does not tell which attributes they give."""
    WEAPONS = "weapons"
    """Weapons of a type that build codes do not know."""
    RUNES = "runes"
    """Runes that are not the same in all pieces: gear holds one kind."""
    INFUSIONS = "infusions"
    """Infusions that give no attribute that gear counts."""
    RARITY = "rarity"
    """Pieces that are neither of the rarity of most others nor counted as it."""


Lacks = Mapping[Lack, int]
"""How many of each."""


@dataclass(frozen=True, slots=True)
class BuildTab:
    """One of a character's builds, without weapons: those are in equipment tabs."""

    number: int
    name: str
    """As its owner calls it; empty where they do not."""
    is_active: bool
    template: BuildTemplate
    lacks: Lacks = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EquipmentTab:
    """One of a character's sets of equipment; what is for underwater or structured PvP is left out."""

    number: int
    name: str
    is_active: bool
    gear: Gear
    lacks: Lacks = field(default_factory=dict)

    @property
    def weapons(self) -> tuple[int, ...]:
        """Weapon types in the order of sets and hands, each once, as build codes have them."""
        held = (weapon for one in self.gear.sets for weapon in one.weapons if weapon)
        return tuple(dict.fromkeys(held))


@dataclass(frozen=True, slots=True)
class CharacterTabs:
    """All tabs of a character."""

    character: str
    builds: tuple[BuildTab, ...]
    equipment: tuple[EquipmentTab, ...]
