"""What a person prefers, in every guild and in direct messages."""

from dataclasses import dataclass

from bot.domain.modes import GameMode
from bot.domain.reminders import Way


@dataclass(frozen=True, slots=True)
class Taste:
    """The part that every answer asks for."""

    language: str | None = None
    """Of what only they read ("fr"); None for the one that Discord is set to."""
    mode: GameMode | None = None
    """The one meant wherever they could choose a mode and chose none."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """All of it; somebody who never said anything has these defaults."""

    taste: Taste = Taste()
    zone: str | None = None
    """The time zone that they write times in, by its IANA name."""
    way: Way = Way.CHANNEL


ANY_TASTE = Taste()
