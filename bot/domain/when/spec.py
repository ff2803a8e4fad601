"""What one reading of a text says about a time, before it is known which day it is today."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import Self


class Part(Enum):
    """A part of the day; the value is the hours that belong to it, from and to, both included."""

    MORNING = (0, 11)
    AFTERNOON = (12, 20)
    EVENING = (16, 23)

    def holds(self, hour: int) -> bool:
        """Tell whether `hour` (0-23) belongs to it."""
        first, last = self.value
        return bool(first <= hour <= last)


class Which(Enum):
    """Which of the days of a name."""

    COMING = auto()
    NEXT = auto()
    """Said as "next": some mean the coming one, some the one after."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day as it was named; what was not said is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    """Of the month, without a month when only "the 5th" was said."""
    offset: int | None = None
    """Days from today."""
    weekday: int | None = None
    which: Which | None = None
    weeks: int | None = None
    """Weeks from the present one, which begins on Monday."""

    def merged(self, other: "Day") -> Self | None:
        """Return both said of the same day; None when they say the same thing twice."""
        given = {name: getattr(other, name) for name in Day.__slots__ if getattr(other, name) is not None}
        if any(getattr(self, name) is not None for name in given):
            return None
        both = replace(self, **given)
        dated = both.day is not None
        return None if (dated + (both.offset is not None) > 1) or (both.weeks is not None and dated) else both

    def is_named(self) -> bool:
        """Tell whether anything was said that makes it one day."""
        return self.day is not None or self.offset is not None or self.weekday is not None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: the hours (0-24) that are possible."""

    hours: tuple[int, ...]
    minute: int = 0
    is_fixed: bool = False
    """Whether the half of the day was said: am, noon. Else a part of the day moves 8 to 20."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One reading."""

    day: Day = Day()
    clock: Clock | None = None
    part: Part | None = None
    midnight: bool = False
    """The clock was said as the word: the beginning or the end of the day."""
    utc_offset: int | None = None
    """Minutes east of UTC, where that was written; it counts in place of the writer's zone."""
    after: timedelta | None = None
    """A span from now, to the minute; then nothing else is said."""

    def hours(self) -> tuple[int, ...]:
        """Return the hours that are possible in the part of the day that was named."""
        assert self.clock is not None  # noqa: S101 - asked of complete readings only
        part, said = self.part, self.clock.hours
        if part is None:
            return said
        moved = () if self.clock.is_fixed else tuple(hour + 12 for hour in said if 1 <= hour < 12)  # noqa: PLR2004
        return tuple(hour for hour in dict.fromkeys((*said, *moved)) if part.holds(hour % 24))
