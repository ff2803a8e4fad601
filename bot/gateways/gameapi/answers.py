"""What the game's API answers, as far as this project reads it. More in an answer is passed over, but for facts.

What the API leaves out now and then is optional here: one odd entry shall not cost all the others.
"""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel, ConfigDict


class Answer(BaseModel):
    """What all answers share."""

    model_config = ConfigDict(frozen=True, extra="ignore")


WHOLE: Final = ConfigDict(extra="allow")
"""Keeps what the models do not name: the facts, which come in two dozen shapes (see `gamedata/fact_words.py`)."""


class Entry(Answer):
    """A thing that the API knows under an id."""

    id: int | str


class BuildAnswer(Answer):
    """`/v2/build`."""

    id: int


class NamedEntry(Entry):
    """Any thing, for its name alone."""

    name: str = ""


class NumberedEntry(Answer):
    """A thing with a number and a name."""

    id: int
    name: str = ""


class WeaponEntry(Answer):
    """How a profession wields a weapon type; its skills have slots such as "Weapon_1"."""

    flags: tuple[str, ...] = ()
    specialization: int | None = None
    skills: tuple["PlacedSkill", ...] = ()


class PlacedSkill(Answer):
    """A skill in a place of a profession's bars."""

    model_config = WHOLE

    id: int
    slot: str
    type: str = "Weapon"


class ProfessionEntry(NamedEntry):
    """`/v2/professions`, of a schema from 2019-12-19 on: before that there are no palettes."""

    model_config = WHOLE

    id: str
    code: int
    specializations: tuple[int, ...]
    weapons: Mapping[str, WeaponEntry]
    skills: tuple[PlacedSkill, ...]
    skills_by_palette: tuple[tuple[int, int], ...]
    icon_big: str = ""


class SpecializationEntry(NumberedEntry):
    """`/v2/specializations`."""

    profession: str
    elite: bool
    minor_traits: tuple[int, ...]
    major_traits: tuple[int, ...]
    profession_icon_big: str = ""
    """Of elite specializations only."""


class TraitEntry(NumberedEntry):
    """`/v2/traits`."""

    model_config = WHOLE

    specialization: int
    tier: int
    slot: str


class SkillEntry(NumberedEntry):
    """`/v2/skills`."""

    model_config = WHOLE

    type: str | None = None
    slot: str | None = None
    specialization: int | None = None
    professions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


class LegendEntry(Entry):
    """`/v2/legends`; it has no name of its own, the skill that swaps to it has."""

    id: str
    code: int | None = None
    swap: int
    heal: int
    elite: int
    utilities: tuple[int, ...]


class AttributeEntry(Answer):
    """One attribute of a combination."""

    attribute: str
    multiplier: float
    value: int


class StatEntry(NumberedEntry):
    """`/v2/itemstats`."""

    attributes: tuple[AttributeEntry, ...] = ()


class ItemEntry(NumberedEntry):
    """`/v2/items`."""

    type: str
    rarity: str
    game_types: tuple[str, ...] = ()
    details: Mapping[str, Any] = {}
