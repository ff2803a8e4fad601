"""Standing absences: days on which somebody comes to no raid, said once for all of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.ids import UserId
from bot.domain.raids import Answer, Raid
from bot.domain.when.periods import Period

LIMIT = 20
"""Absences that one person keeps at once."""


@dataclass(frozen=True, slots=True)
class Absence:
    """Days in a zone, from the beginning of the first to the end of the last one."""

    id: UUID
    user: UserId
    period: Period
    zone: str

    @property
    def begins_at(self) -> datetime:
        """The beginning of the first day."""
        return self.period.begins_at(ZoneInfo(self.zone))

    @property
    def ends_at(self) -> datetime:
        """The end of the last day, which does not belong to it."""
        return self.period.ends_at(ZoneInfo(self.zone))

    def covers(self, raid: Raid) -> bool:
        """Tell whether the raid begins on these days."""
        return self.begins_at <= raid.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Applied:
    """That an absence spoke for somebody in a raid; so it does that once, and can be taken back."""

    absence: Absence
    raid: Raid
    before: Answer | None
    """What they had answered."""
    at: datetime
