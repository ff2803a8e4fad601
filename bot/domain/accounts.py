"""What the bot knows of a person, in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.holdings import Subject


@dataclass(frozen=True, slots=True)
class AccountSummary:
    """What belongs to one person; all zero, and no date, for somebody who never kept anything."""

    created_at: datetime | None = None
    builds: int = 0
    """Kept now, without the deleted ones."""
    published: int = 0
    """How many of `builds` are public in at least one guild."""
    teams: int = 0
    seats: int = 0
    """Places in teams, their own and others', that name this person."""
    deleted: int = 0
    """Builds and teams that can still be restored."""
    answers: int = 0
    """Raids that this person signed up for or answered otherwise."""
    attended: int = 0
    """Raids for which a leader noted whether this person came."""
    learns_since: datetime | None = None
    """When this person let the bot learn from what they like; None for no."""
    held: Mapping[Subject, int] = field(default_factory=dict)
    """How much is kept of each subject, with what is deleted, without what is empty."""
