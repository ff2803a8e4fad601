"""Raids that recur: each date is planned and posted by itself, some days ahead, until somebody ends the series.

A job plans the next date, with the series held and one raid for a day by the database's own word: whoever dies half-way
leaves nothing behind, and whoever begins again finds what is done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from uuid_utils.compat import uuid7

from bot.domain.ids import RaidId, SeriesId
from bot.domain.raid_series import Pattern, RaidSeries
from bot.domain.raids import Raid, RaidSeat, RaidStatus, Roster
from bot.domain.viewer import Viewer
from bot.domain.when.reader import WhenReader
from bot.domain.when.recurring import RepeatReader
from bot.domain.when.repeats import Occurrence, Repeat
from bot.errors import ConflictError, NotAllowedError, NotFoundError, ZoneMissingError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_raids import Step
from bot.services.raids.planning import DRAW, PLAN_NEXT, SURROUND, hold_led, require_raid
from bot.services.raids.timetable import set_timetable
from bot.services.rulebook import find_zone
from bot.services.short_ids import add_under_new_id
from bot.services.zones import require_zone

SHOWN = 8
"""Coming dates that are shown to choose from."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """A series with the dates that follow those planned already."""

    raid: Raid
    series: RaidSeries
    dates: tuple[Occurrence, ...]


class SeriesPlanner:
    """The series of raids. A `ref` names one of its raids, by short id or title."""

    def __init__(
        self, units: UnitFactory, reader: RepeatReader, whens: WhenReader, clock: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._reader = reader
        self._whens = whens
        self._clock = clock

    def read(self, text: str) -> Repeat:
        """Return the rule that a text names for something that begins today; raises RepeatUnreadError."""
        return self._reader.read(text, self._clock().date())

    async def repeat(self, viewer: Viewer, ref: str, text: str) -> Outlook:
        """Let a raid recur as `text` says, beginning with itself; one that does already recurs so from here on.

        A raid planned in UTC because nobody had said a zone moves to the zone said since, and begins when it did.

        Raises RepeatUnreadError, NotFoundError("raid"), NotAllowedError("raids"), ZoneMissingError.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await _zoned(unit, viewer, await hold_led(unit, viewer, ref, now))
            day = raid.wall.date()
            repeat = self._reader.read(text, day)
            seats = (await unit.raids.find_roster(raid)).seats
            former = None if raid.series is None else await unit.series.find(raid.series, hold=True)
            series = RaidSeries(
                id=SeriesId(uuid7()) if former is None else former.id,
                guild=raid.guild,
                leader=raid.leader,
                repeat=repeat,
                first=raid.wall,
                zone=raid.zone,
                pattern=Pattern.of(raid, seats),
                planned=day,
                created_at=now,
            )
            await (unit.series.add if former is None else unit.series.save)(series)
            raid = replace(raid, series=series.id, series_day=day, revision=raid.revision + 1, updated_at=now)
            await unit.raids.save(raid)
            await self._ask(unit, raid, series)
            return self._outlook(raid, series)

    async def require(self, viewer: Viewer, ref: str) -> Outlook:
        """Return the series of a raid; NotFoundError("series") where it has none, or one that was ended."""
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, self._clock())
            if not raid.can_lead(viewer):
                raise NotAllowedError("raids")
            series = None if raid.series is None else await unit.series.find(raid.series)
            if series is None or series.ended:
                raise NotFoundError("series", ref)
            return self._outlook(raid, series)

    async def skip(self, viewer: Viewer, ref: str, days: Sequence[date], among: Sequence[date]) -> Outlook:
        """Call off `days` and no other of the dates `among`, none of which is planned yet."""

        def skipped(_raid: Raid, series: RaidSeries) -> RaidSeries:
            kept = {day: wall for day, wall in series.changes.items() if wall is not None or day not in among}
            return replace(series, changes=MappingProxyType(kept | dict.fromkeys(days, None)))

        return await self._change(viewer, ref, skipped)

    async def move(self, viewer: Viewer, ref: str, day: date, text: str, seen: datetime) -> Outlook:
        """Let one date that is not planned yet begin when `text` says; empty, when the rule says.

        It keeps its place in the series. Raises ConflictError where it does not begin at `seen` any more, was planned
        meanwhile or is over, and what times raise.
        """

        def moved(_raid: Raid, series: RaidSeries) -> RaidSeries:
            now = self._clock()
            shown = {one.day: one.starts.astimezone(UTC) for one in series.following(now, SHOWN)}
            if series.ended or shown.get(day) != seen.astimezone(UTC):
                raise ConflictError
            zone = ZoneInfo(series.zone)
            return series.with_date_at(day, self._whens.read(text, now, zone) if text.strip() else None)

        return await self._change(viewer, ref, moved)

    async def follow(self, viewer: Viewer, ref: str) -> Outlook:
        """Plan all dates after this raid as it is now: its time, day, template, notes, options and wishes."""
        now = self._clock()
        async with self._units() as unit:
            raid, series = await self._hold(unit, viewer, ref, now)
            seats = (await unit.raids.find_roster(raid)).seats
            day = raid.series_day or raid.wall.date()
            changed = replace(series.moved(day, raid.wall), pattern=Pattern.of(raid, seats), leader=raid.leader)
            changed = replace(changed, planned=max(changed.planned, series.planned))
            await unit.series.save(changed)
            await self._ask(unit, raid, changed)
            return self._outlook(raid, changed)

    async def end(self, viewer: Viewer, ref: str) -> Raid:
        """Plan no more dates; again changes nothing. What is planned already stays."""

        def ended(_raid: Raid, series: RaidSeries) -> RaidSeries:
            return replace(series, ended=True)

        return (await self._change(viewer, ref, ended)).raid

    async def plan_next(self, key: str) -> bool:
        """Plan the date that is due, or ask for the job again when it is; `key` is the series' id."""
        now = self._clock()
        async with self._units() as unit:
            series = await unit.series.find(SeriesId(UUID(key)), hold=True)
            coming = None if series is None else series.next_date(now)
            if series is None or coming is None:
                return True
            if series.due(coming) > now:
                await unit.jobs.put(PLAN_NEXT, key, series.due(coming))
                return True
            if await unit.series.find_raid(series.id, coming.day) is None:
                await _plan(unit, series, coming, now)
            planned = replace(series, planned=coming.day)
            await unit.series.save(planned)
            await unit.jobs.put(PLAN_NEXT, key, now)
            return True

    async def _change(self, viewer: Viewer, ref: str, change: Callable[[Raid, RaidSeries], RaidSeries]) -> Outlook:
        now = self._clock()
        async with self._units() as unit:
            raid, series = await self._hold(unit, viewer, ref, now)
            changed = change(raid, series)
            if changed != series:
                await unit.series.save(changed)
                await unit.raids.add_step(Step(raid.id, viewer.user, "series", now))
            await self._ask(unit, raid, changed)
            return self._outlook(raid, changed)

    async def _hold(self, unit: UnitOfWork, viewer: Viewer, ref: str, now: datetime) -> tuple[Raid, RaidSeries]:
        raid = await hold_led(unit, viewer, ref, now)
        series = None if raid.series is None else await unit.series.find(raid.series, hold=True)
        if series is None:
            raise NotFoundError("series", ref)
        return raid, series

    async def _ask(self, unit: UnitOfWork, raid: Raid, series: RaidSeries) -> None:
        """Ask for the job that plans the next date; a draft's waits until it is posted."""
        await unit.jobs.drop(PLAN_NEXT, str(series.id))
        if raid.status is not RaidStatus.DRAFT and not series.ended:
            await unit.jobs.put(PLAN_NEXT, str(series.id), self._clock())

    def _outlook(self, raid: Raid, series: RaidSeries) -> Outlook:
        return Outlook(raid, series, series.following(self._clock(), SHOWN))


async def _zoned(unit: UnitOfWork, viewer: Viewer, raid: Raid) -> Raid:
    """Return a raid in the zone of who leads it, where it stands in UTC and recurs not yet."""
    if raid.series is not None or raid.zone != "UTC":
        return raid
    of_leader = None if raid.leader is None else await unit.accounts.find_zone(raid.leader)
    kept = of_leader or await find_zone(unit, viewer)
    if kept is None:
        raise ZoneMissingError
    starts = raid.starts_at.astimezone(require_zone(kept))
    return replace(raid, zone=kept, wall=starts.replace(tzinfo=None, fold=0), starts_at=starts)


async def _plan(unit: UnitOfWork, series: RaidSeries, coming: Occurrence, now: datetime) -> None:
    """Plan and open one date; the jobs that are left behind post it."""
    pattern = series.pattern

    def make(short_id: str) -> Raid:
        return Raid(
            id=RaidId(uuid7()),
            short_id=short_id,
            guild=series.guild,
            leader=series.leader,
            title=pattern.title,
            content=pattern.content,
            template=pattern.template,
            subgroups=pattern.subgroups,
            size=pattern.size,
            wall=coming.starts.astimezone(ZoneInfo(series.zone)).replace(tzinfo=None, fold=0),
            zone=series.zone,
            starts_at=coming.starts,
            closes_at=None if pattern.closes_before is None else coming.starts - pattern.closes_before,
            status=RaidStatus.OPEN,
            locale=pattern.locale,
            channel=pattern.channel,
            notes=pattern.notes,
            options=pattern.options,
            series=series.id,
            series_day=coming.day,
            created_at=now,
            updated_at=now,
        )

    raid = await add_under_new_id(unit.raids.add, make)
    wishes = [RaidSeat(*at, wants=wanted) for at, wanted in pattern.wants if at in set(raid.places())]
    await unit.raids.set_seats(Roster(raid), wishes)
    await unit.raids.add_step(Step(raid.id, None, "planned", now))
    await set_timetable(unit, raid, now)
    await unit.jobs.put(DRAW, raid.short_id, now)
    if raid.has_surroundings():
        await unit.jobs.put(SURROUND, raid.short_id, now)
