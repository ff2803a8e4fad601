"""What is wrong with a text about a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from bot.errors.root import UserError


class WhenError(UserError):
    """A text about a time names no one moment. `candidates` are what may be meant, in order, in the writer's zone."""

    def __init__(self, text: str, *, candidates: Sequence[datetime] = ()) -> None:
        self.text = text
        self.candidates = tuple(candidates)
        super().__init__(f"{text!r} names no one moment; candidates: {[str(moment) for moment in self.candidates]}")


class WhenUnreadError(WhenError):
    """Nothing is understood of a text about a time or the `days` of a period, or nothing from `part` on."""

    def __init__(self, text: str, *, part: str, days: bool = False) -> None:
        self.part = part
        self.days = days
        super().__init__(text)


class RepeatUnreadError(WhenUnreadError):
    """A part of a text that says how something recurs is not understood."""


class WhenMissingError(WhenError):
    """A text about a time lacks something; `missing` is "time"."""

    def __init__(self, text: str, *, missing: Literal["time"]) -> None:
        self.missing = missing
        super().__init__(text)


class WhenTooFarError(WhenError):
    """A moment is more than `days` ahead."""

    def __init__(self, text: str, *, days: int) -> None:
        self.days = days
        super().__init__(text)


class AmbiguousWhenError(WhenError):
    """A text about a time can be understood in several ways."""


class PastWhenError(WhenError):
    """The moment is over; `candidates` are later ones that may be meant."""


class ClockChangeError(WhenError):
    """Clocks are turned: the wall time is "skipped", or comes "twice"."""

    def __init__(self, text: str, *, change: Literal["skipped", "twice"], candidates: Sequence[datetime]) -> None:
        self.change = change
        super().__init__(text, candidates=candidates)


class UnknownZoneError(UserError):
    """No time zone has this name; `near` are names that exist and are perhaps meant."""

    def __init__(self, zone: str, *, near: Sequence[str] = ()) -> None:
        self.zone = zone
        self.near = tuple(near)
        super().__init__(f"no time zone {zone!r}")


class ZoneMissingError(UserError):
    """A time was written by somebody who never said in which zone."""
