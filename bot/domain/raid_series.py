"""Raids that recur: what each date is planned with, and when the next one is due to be planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.ids import ChannelId, GuildId, SeriesId, UserId
from bot.domain.raid_options import PLAIN, Options
from bot.domain.raids import OVER_AFTER, Raid, RaidSeat
from bot.domain.seating import At
from bot.domain.teams import Content
from bot.domain.viewer import Viewer
from bot.domain.when.clocks import settled, wall_of
from bot.domain.when.repeats import MonthlyDay, MonthlyWeekday, Occurrence, Repeat, Weekly, nth_of

AHEAD: Final = timedelta(days=6)
"""The next date is planned when the former one is over, and so long before it at the latest.

So a weekly raid is posted once the last one is over, and with two raids a week people still have the better part of a
week to answer.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What every date of a series is planned with."""

    title: str
    content: str
    subgroups: int
    size: int
    channel: ChannelId | None
    locale: str
    notes: str = ""
    options: Options = PLAIN
    closes_before: timedelta | None = None
    """How long before the start sign-ups end, where that is before it."""
    wants: tuple[tuple[At, str], ...] = ()
    """The roles that places are wished for."""
    template: Content | None = None
    """What is played, where that is the guild's own."""

    @classmethod
    def of(cls, raid: Raid, seats: tuple[RaidSeat, ...] = ()) -> "Pattern":
        """Return what a raid is planned with."""
        return cls(
            title=raid.title,
            content=raid.content,
            template=raid.template,
            subgroups=raid.subgroups,
            size=raid.size,
            channel=raid.channel,
            locale=raid.locale,
            notes=raid.notes,
            options=raid.options,
            closes_before=None if raid.closes_at is None else raid.starts_at - raid.closes_at,
            wants=tuple((seat.at, seat.wants) for seat in seats if seat.wants is not None),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RaidSeries:
    """A rule by which raids of a guild are planned, until it is ended."""

    id: SeriesId
    guild: GuildId
    leader: UserId | None
    repeat: Repeat
    first: datetime
    """The wall time of the first date."""
    zone: str
    pattern: Pattern
    changes: Mapping[date, datetime | None] = field(default_factory=lambda: MappingProxyType({}))
    """Dates, by the day that the rule gives, that are called off (None) or moved before they were planned.

    A wall time has its offset where that hour comes twice.
    """
    planned: date
    """The last day, as the rule gives it, that a raid was planned for."""
    ended: bool = False
    created_at: datetime

    def can_lead(self, viewer: Viewer) -> bool:
        """Tell whether `viewer` may change it: whoever leads it, and the leaders of its guild."""
        return viewer.user == self.leader or (viewer.guild == self.guild and viewer.is_leader())

    def following(self, now: datetime, limit: int) -> tuple[Occurrence, ...]:
        """Return the next dates of the rule that no raid was planned for and that are still to come.

        Those called off are among them, with the time that they would have had.
        """
        days = (day for day in self.repeat.dates(self.first.date()) if day > self.planned)
        dates = (Occurrence(day, self.starts(day)) for day in days)
        return tuple(islice((one for one in dates if one.starts > now), limit))

    def starts(self, day: date) -> datetime:
        """Return when the date that the rule gives as `day` begins; if called off, when it would have begun."""
        return settled(self.changes.get(day) or self._usual(day), ZoneInfo(self.zone))

    def is_moved(self, day: date) -> bool:
        """Tell whether that date begins at another time than the rule gives it."""
        return self.changes.get(day) is not None

    def with_date_at(self, day: date, to: datetime | None) -> "RaidSeries":
        """Return the series with one date at another moment, or as the rule gives it; called off, it takes place."""
        changes = {one: wall for one, wall in self.changes.items() if one != day}
        usual = settled(self._usual(day), ZoneInfo(self.zone))
        if to is not None and to.astimezone(UTC) != usual.astimezone(UTC):
            changes[day] = wall_of(to.astimezone(ZoneInfo(self.zone)))
        return replace(self, changes=MappingProxyType(changes))

    def next_date(self, now: datetime) -> Occurrence | None:
        """Return the next date that a raid is to be planned for; None where the series is over."""
        if self.ended:
            return None
        called_off = {day for day, wall in self.changes.items() if wall is None}
        coming = (one for one in self.following(now, len(called_off) + 1) if one.day not in called_off)
        return next(coming, None)

    def due(self, occurrence: Occurrence) -> datetime:
        """Return when a date is to be planned: see AHEAD.

        Dates are planned in the order of the rule: one that is moved keeps its place among them, and those before it
        are planned along with it at the latest.
        """
        moved = (self.starts(day) for day in self.changes if day > occurrence.day and self.is_moved(day))
        usual = settled(self._usual(occurrence.day), ZoneInfo(self.zone))
        return min(self.starts(self.planned) + OVER_AFTER, min(occurrence.starts, usual, *moved) - AHEAD)

    def moved(self, day: date, to: datetime) -> "RaidSeries":
        """Return the series as it is when its date `day` and all that follow are held as at the wall time `to`."""
        if day == to.date():  # dates that were called off or moved are the same ones
            return replace(self, first=to, planned=day)
        repeat = shifted(self.repeat, day, to.date())
        return replace(self, repeat=repeat, first=to, changes=MappingProxyType({}), planned=to.date())

    def _usual(self, day: date) -> datetime:
        return datetime.combine(day, self.first.time())


def shifted(repeat: Repeat, day: date, to: date) -> Repeat:
    """Return the rule that gives `to` where the other gives `day`: another weekday, or another day of the month."""
    if isinstance(repeat, Weekly):
        days = {to.weekday() if one == day.weekday() else one for one in repeat.weekdays}
        return Weekly(tuple(sorted(days)), repeat.every)
    if isinstance(repeat, MonthlyDay):
        return MonthlyDay(to.day, repeat.every)
    return MonthlyWeekday(nth_of(to), to.weekday(), repeat.every)
