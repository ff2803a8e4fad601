"""What skills and traits do, in numbers: the facts that `supplies`, `support` and `combos` are read from.

Each fact is a word and two numbers. The words are ours, one for each thing that a group of players cares about; what
the game tells beyond that (damage, ranges, conditions) is left out. A trait's name in a fact means that the fact is
there only for those who took the trait, in the place of the fact that it overrides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from bot.domain.professions import Profession

NOTHING: Mapping[str, float | None] = MappingProxyType({})


class Fact(NamedTuple):
    """One fact of a skill or a trait."""

    what: str
    """A word such as "might", "healing", "field.Fire" or "allied targets"."""
    amount: float
    """Seconds for what lasts, points for healing and barrier, percent for finishers, else a number of things."""
    times: int = 1
    """Stacks of might, applications of other boons."""
    trait: int = 0
    """The trait without which the fact is not there; 0 for none."""
    overrides: int = -1
    """The place of the fact whose place this one takes; -1 for none."""


class Hint(StrEnum):
    """Whether the game's own text speaks of allies where it describes a skill or trait."""

    ALLIES = "allies"
    SELF = "self"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ThingFacts:
    """The facts of one skill or one trait."""

    id: int
    hint: Hint
    facts: tuple[Fact, ...]
    split: bool = False
    """Whether the facts are those of WvW, because the game tells none: a skill too new or too hollow."""
    wvw: Mapping[str, float | None] = field(default_factory=lambda: NOTHING)
    """Seconds that differ in WvW, by word; None for what is not there in WvW at all."""
    follows: tuple[int, ...] = ()
    """Skills that come with this one: what it turns into, a kit's or a shroud's bar, the tool belt's skill; of a trait
    what it sets off."""
    toolbelt: int = 0
    """The one of them that stands on the tool belt; 0 for none."""


class Placed(NamedTuple):
    """A skill in a place of a weapon's or a profession's own bar."""

    skill: int
    slot: str
    attunement: str = ""
    offhand: str = ""
    """What the other hand must hold, for a thief's dual skills."""
    gate: int = 0
    """The elite specialization without which the profession does not have it; 0 for none. Not told of weapons."""
    weapon: str = ""
    """The weapon type that a profession's own skill belongs to, such as a warrior's burst."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GameFacts:
    """All facts, by id."""

    dates: Mapping[str, str]
    """For skills, traits and WvW numbers the day they were read, as YYYY-MM-DD."""
    skills: Mapping[int, ThingFacts]
    traits: Mapping[int, ThingFacts]
    weapons: Mapping[tuple[Profession, str], tuple[Placed, ...]]
    """The skills of each weapon type in each profession's hands."""
    mechanics: Mapping[Profession, tuple[Placed, ...]]
    """The skills on F1 to F5, in shroud and the like; with every elite specialization's."""

    def __repr__(self) -> str:
        return f"<GameFacts of {len(self.skills)} skills and {len(self.traits)} traits>"
