"""What a line says. No id of Discord's, no name and no words of people can stand in one: each field is checked.

A field that is new and may be left out needs no new version: an older reader passes a line over that it cannot read,
and counts it. What is said differently needs one.
"""

from enum import StrEnum
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode

VERSION: Final = 1
HOURS: Final = 7 * 24

Pseudonym = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
"""Of a closed set of ours, as a role or a content."""
Name = Annotated[str, StringConstraints(pattern=r"^[A-Z][a-z]{2,31}$")]
"""Of the game's, in English."""

Part = Annotated[float, Field(ge=0, le=1)]


class Deed(StrEnum):
    """What was done."""

    SAVED = "saved"
    PUBLISHED = "published"
    COPIED = "copied"
    LIKED = "liked"
    SIGNED_UP = "signed_up"
    SEATED = "seated"
    THUMBED = "thumbed"
    """Something that was recommended was found good or bad."""
    JUDGED = "judged"
    """A lineup was found to have worked or not."""


class Outcome(StrEnum):
    """What came of it, where one thing or another may."""

    SEATED = "seated"
    WAITS = "waits"
    """Somebody wants a seat and has none."""
    UP = "up"
    DOWN = "down"


class Level(StrEnum):
    """What a line may be used for, and how its file is called."""

    COUNTS = "counts"
    """Nobody stands in it."""
    TASTE = "taste"
    """It tells what belongs to one person, who said yes to that; not who that is."""


class LineupTraits(BaseModel):
    """What a lineup had; see `bot/domain/lineup/traits.py`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int
    combos: dict[Name, Annotated[float, Field(ge=0, lt=1_000)]]
    """By type of finisher."""
    needs: dict[Word, Part]
    seated: Part
    spread: Part


class Event(BaseModel):
    """One line. The day stands in the name of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    v: Literal[1] = VERSION
    deed: Deed
    guild: Pseudonym | None = None
    """Where; None in a direct message."""
    person: Pseudonym | None = None
    """Who, at the level taste alone."""
    hour: Annotated[int, Field(ge=0, lt=HOURS)] | None = None
    """Of the week in UTC, from Monday 0:00; at the level counts alone, for who knows a person's hours knows them."""
    mode: GameMode | None = None
    profession: Name | None = None
    elite: Name | None = None
    roles: tuple[Word, ...] = ()
    content: Word | None = None
    """Of a raid or team; "own" for a template of the guild's own."""
    outcome: Outcome | None = None
    traits: LineupTraits | None = None
    """Of a lineup: what it had."""

    @model_validator(mode="after")
    def _is_of_one_level(self) -> Self:
        if (self.person is None) is (self.hour is None):
            msg = "expected a person or an hour, and not both"
            raise ValueError(msg)
        return self

    @property
    def level(self) -> Level:
        """What it may be used for."""
        return Level.COUNTS if self.person is None else Level.TASTE

    @property
    def build(self) -> BuildKind:
        """The kind of build that it is about."""
        return BuildKind(self.mode, self.profession, self.elite, self.roles)

    def to_line(self) -> bytes:
        """Return the line, with its end."""
        return self.model_dump_json(exclude_none=True).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Self:
        """Read a line; raises ValueError."""
        return cls.model_validate_json(line)
