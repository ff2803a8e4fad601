"""Raids that recur: what each date is planned with, and when the next one is due to be planned."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import islice
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.ids import ChannelId, GuildId, SeriesId, UserId
from bot.domain.raid_options import PLAIN, Options
from bot.domain.raids import Raid, RaidSeat
from bot.domain.seating import At
from bot.domain.teams import Content
from bot.domain.viewer import Viewer
from bot.domain.when.clocks import settled
from bot.domain.when.repeats import MonthlyDay, MonthlyWeekday, Occurrence, Repeat, Weekly, nth_of

OVER_AFTER: Final = timedelta(hours=3)
"""How long a raid is taken to last: nobody says when it ends."""
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
    """Dates, by the day that the rule gives, that are called off (None) or moved before they were planned."""
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
        zone, time = ZoneInfo(self.zone), self.first.time()
        days = (day for day in self.repeat.dates(self.first.date()) if day > self.planned)
        dates = (Occurrence(day, settled(self.changes.get(day) or datetime.combine(day, time), zone)) for day in days)
        return tuple(islice((one for one in dates if one.starts > now), limit))

    def next_date(self, now: datetime) -> Occurrence | None:
        """Return the next date that a raid is to be planned for; None where the series is over."""
        if self.ended:
            return None
        called_off = {day for day, wall in self.changes.items() if wall is None}
        coming = (one for one in self.following(now, len(called_off) + 1) if one.day not in called_off)
        return next(coming, None)

    def due(self, occurrence: Occurrence) -> datetime:
        """Return when a date is to be planned: see AHEAD."""
        former = settled(datetime.combine(self.planned, self.first.time()), ZoneInfo(self.zone))
        return min(former + OVER_AFTER, occurrence.starts - AHEAD)

    def moved(self, day: date, to: datetime) -> "RaidSeries":
        """Return the series as it is when its date `day` and all that follow are held as at the wall time `to`."""
        repeat = self.repeat if day == to.date() else shifted(self.repeat, day, to.date())
        return replace(self, repeat=repeat, first=to, changes=MappingProxyType({}), planned=to.date())


def shifted(repeat: Repeat, day: date, to: date) -> Repeat:
    """Return the rule that gives `to` where the other gives `day`: another weekday, or another day of the month."""
    if isinstance(repeat, Weekly):
        days = {to.weekday() if one == day.weekday() else one for one in repeat.weekdays}
        return Weekly(tuple(sorted(days)), repeat.every)
    if isinstance(repeat, MonthlyDay):
        return MonthlyDay(to.day, repeat.every)
    return MonthlyWeekday(nth_of(to), to.weekday(), repeat.every)
