"""Raids as one person sees them in a list: with what they answered and where they sit."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.domain.raids import Choice, Entry, Raid, RaidSeat

SHOWN_AFTER: Final = timedelta(hours=12)
"""How long after its start a raid is still listed."""
PAGE: Final = 6
"""Raids on one page of a list: with titles of 80 characters they fit one message."""
FILED_BEFORE: Final = timedelta(days=31)
"""How long after its start a raid still stands in calendar files."""
FILED: Final = 500
"""Raids in one calendar file, at most."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A raid, and what one person has to do with it."""

    raid: Raid
    entry: Entry | None = None
    seat: RaidSeat | None = None

    @property
    def choice(self) -> Choice | None:
        """What the person plays in their place, where they named it."""
        if self.entry is None or self.seat is None or self.seat.rank >= len(self.entry.choices):
            return None
        return self.entry.choices[self.seat.rank]
