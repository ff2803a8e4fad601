"""Changing a raid that is planned: its title, time and notes, its size, and what its leader chose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.edits import Seen, merge
from bot.domain.ids import UserId
from bot.domain.names import clean_name
from bot.domain.notes import clean_notes
from bot.domain.raid_options import NOTES_LIMIT, POST_FAULTS, News, Options, RoleGroup, Standing
from bot.domain.raid_resize import Resized, reseated, resized
from bot.domain.raids import Entry, Raid, RaidStatus, Roster
from bot.domain.sizes import PLACES
from bot.domain.viewer import Viewer
from bot.domain.when.clocks import format_wall
from bot.domain.when.reader import WhenReader
from bot.errors import ConflictError, EditedMeanwhileError, InvalidSizeError, NotAllowedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_raids import Step
from bot.services.manners import check_manners
from bot.services.own_contents import own_content
from bot.services.raids.planning import DRAW, NEWS, SURROUND, Raids, hold_led, next_drawing, require_raid
from bot.services.raids.signups import TELL, demands_of
from bot.services.raids.timetable import set_timetable

FORM = ("title", "when", "notes")
"""What the form shows, by the names in Raid."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A raid after a change, and what it did to others."""

    roster: Roster
    elsewhere: tuple[str, ...] = ()
    """Fields of the form that another hand changed meanwhile; they stay so."""
    displaced: int = 0
    """Members who lost a place, and wait now."""
    guests: tuple[str, ...] = ()
    """Guests who lost theirs."""

    @property
    def raid(self) -> Raid:
        """The raid itself."""
        return self.roster.raid


class RaidEditor:
    """Changes raids, for who planned them and the leaders of their guild; a `ref` is a short id or a title.

    Every method but `edit` names the `revision` that its leader saw: where another hand changed the raid since, nothing
    is done and a ConflictError says so. NotFoundError("raid"), NotAllowedError("raids").
    """

    def __init__(self, units: UnitFactory, raids: Raids, reader: WhenReader, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._raids = raids
        self._reader = reader
        self._clock = clock

    async def require(self, viewer: Viewer, ref: str) -> Roster:
        """Return a raid that the viewer may change."""
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, self._clock())
            if not raid.can_lead(viewer):
                raise NotAllowedError("raids")
            return await unit.raids.find_roster(raid)

    async def edit(self, viewer: Viewer, ref: str, typed: Mapping[str, str], seen: Seen) -> Changed:
        """Change what was typed into a form that showed the raid as `seen`; any of FORM.

        What only one hand changed is kept; what both did is an EditedMeanwhileError, and nothing is written. A raid
        that is moved keeps its answers and the distance of its deadline, and those who answered are told once. Raises
        what names, notes and times raise, ImitationError and LinkForbiddenError.
        """
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            before = await unit.raids.find_roster(raid)
            starts = self._read(typed.get("when"), raid, now)
            merged = merge(raid, seen, _cleaned(typed, starts))
            if merged.conflicts:
                raise EditedMeanwhileError(merged.conflicts)
            changes = {name: value for name, value in merged.changes.items() if name != "when"}
            await check_manners(unit, (raid.guild,), (changes.get("title", ""),), changes.get("notes", ""))
            moved = moved_to(raid, starts) if starts is not None and "when" in merged.changes else raid
            after = replace(before, raid=replace(moved, **changes))
            roster = await self._keep(unit, viewer, before, after, now)
            return Changed(roster, merged.elsewhere)

    async def set_options(self, viewer: Viewer, ref: str, revision: int, options: Options) -> Changed:
        """Change what the leader chose; without approval those who asked are let in, with wider limits more may sit."""

        def chosen(before: Roster) -> Resized:
            after = replace(before, entries=tuple(_let_in(before))) if not options.approval else before
            # what was refused is tried again
            raid = replace(before.raid, options=options, faults=before.raid.faults & POST_FAULTS)
            return Resized(reseated(after, raid, demands_of(self._raids.get_content(raid), options.limits)))

        return await self._change(viewer, ref, revision, chosen)

    async def set_deadline(self, viewer: Viewer, ref: str, revision: int, before_start: timedelta | None) -> Changed:
        """End sign-ups so long before the start; with the start where it is None."""

        def closed(before: Roster) -> Resized:
            raid = before.raid
            closes = None if before_start is None else raid.starts_at - before_start
            return Resized(replace(before, raid=replace(raid, closes_at=closes)))

        return await self._change(viewer, ref, revision, closed)

    async def set_size(
        self, viewer: Viewer, ref: str, revision: int, size: int, limits: tuple[tuple[RoleGroup, int], ...] = ()
    ) -> Changed:
        """Let so many take part, and so many of each group of roles at most; InvalidSizeError."""

        def sized(before: Roster) -> Resized:
            most = self._raids.get_content(before.raid).subgroups * PLACES
            if not 1 <= size <= most:
                raise InvalidSizeError("raid", most)
            options = replace(before.raid.options, limits=limits)
            raid = replace(before.raid, size=size, subgroups=-(-size // PLACES), options=options)
            return self._resized(before, raid)

        return await self._change(viewer, ref, revision, sized)

    async def set_content(self, viewer: Viewer, ref: str, revision: int, content: str) -> Changed:
        """Plan it for another template, with all of its places; UnknownContentError."""
        kind = await self._raids.find_content(viewer, content)

        def played(before: Roster) -> Resized:
            size = kind.subgroups * PLACES
            raid = replace(
                before.raid, content=kind.id, template=own_content(kind), subgroups=kind.subgroups, size=size
            )
            return self._resized(before, raid)

        return await self._change(viewer, ref, revision, played)

    async def take_over(self, viewer: Viewer, ref: str) -> Changed:
        """Lead a raid from now on; again changes nothing. The former leader stays a member like others."""
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            before = await unit.raids.find_roster(raid)
            after = replace(before, raid=replace(raid, leader=viewer.user))
            return Changed(await self._keep(unit, viewer, before, after, now))

    async def _change(self, viewer: Viewer, ref: str, revision: int, apply: Callable[[Roster], Resized]) -> Changed:
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            if raid.revision != revision:
                raise ConflictError
            before = await unit.raids.find_roster(raid)
            change = apply(before)
            roster = await self._keep(unit, viewer, before, change.roster, now, change.displaced)
            return Changed(roster, displaced=len(change.displaced), guests=change.guests)

    def _resized(self, before: Roster, raid: Raid) -> Resized:
        return resized(before, raid, demands_of(self._raids.get_content(raid), raid.options.limits))

    def _read(self, when: str | None, raid: Raid, now: datetime) -> datetime | None:
        """Return the start that was typed; a text that is as the form showed it is no wish, though it be past."""
        if when is None or when.strip() == raid.when:
            return None if when is None else raid.starts_at
        return self._reader.read(when, now, ZoneInfo(raid.zone))

    @staticmethod
    async def _keep(
        unit: UnitOfWork,
        viewer: Viewer,
        before: Roster,
        after: Roster,
        now: datetime,
        displaced: tuple[UserId, ...] = (),
    ) -> Roster:
        """Write what changed and leave behind the jobs that show and tell it; without a change, nothing."""
        raid = after.raid
        if raid == before.raid and after.seats == before.seats:
            return before
        raid = replace(raid, revision=raid.revision + 1, updated_at=now, news=_news(before, after, displaced))
        await unit.raids.save(raid)
        await unit.raids.put_entries(before, [one for one in after.entries if one not in before.entries])
        await unit.raids.set_seats(before, after.seats)
        await unit.raids.add_step(Step(raid.id, viewer.user, "edited", now))
        if raid.status is not RaidStatus.DRAFT:
            await _ask_for_jobs(unit, replace(after, raid=raid), now)
        return replace(after, raid=raid)


def moved_to(raid: Raid, starts: datetime) -> Raid:
    """Return the raid at another time; its deadline keeps its distance."""
    closes = None if raid.closes_at is None else raid.closes_at + (starts - raid.starts_at)
    here = starts.astimezone(ZoneInfo(raid.zone))
    return replace(raid, starts_at=starts, wall=here.replace(tzinfo=None, fold=0), closes_at=closes)


async def _ask_for_jobs(unit: UnitOfWork, after: Roster, now: datetime) -> None:
    raid = after.raid
    await set_timetable(unit, raid, now)
    await unit.jobs.put(DRAW, raid.short_id, next_drawing(raid, now))
    if raid.has_surroundings():
        await unit.jobs.put(SURROUND, raid.short_id, next_drawing(raid, now))
    if after.has_untold():
        await unit.jobs.put(TELL, raid.short_id, next_drawing(raid, now))
    if raid.news is not None:
        await unit.jobs.put(NEWS, raid.short_id, next_drawing(raid, now))


def _news(before: Roster, after: Roster, displaced: tuple[UserId, ...]) -> News | None:
    """Return what is to be told with what was not told yet; of a draft, nothing."""
    if before.raid.status is RaidStatus.DRAFT:
        return None
    news = before.raid.news or News()
    if after.raid.starts_at != before.raid.starts_at:
        news = replace(news, moved_from=news.moved_from or before.raid.starts_at)
    if news.moved_from == after.raid.starts_at:
        news = replace(news, moved_from=None)  # moved there and back before anybody was told
    waiting = {entry.user for entry in after.waiting()}
    news = replace(news, displaced=tuple(user for user in (*news.displaced, *displaced) if user in waiting))
    return None if news.is_empty() else news


def _cleaned(typed: Mapping[str, str], starts: datetime | None) -> dict[str, str]:
    cleaned = dict(typed)
    if "title" in typed:
        cleaned["title"] = clean_name(typed["title"])
    if "notes" in typed:
        cleaned["notes"] = clean_notes(typed["notes"], NOTES_LIMIT)
    if starts is not None:
        cleaned["when"] = format_wall(starts)
    return cleaned


def _let_in(roster: Roster) -> list[Entry]:
    return [replace(one, standing=Standing.IN) if one.standing is Standing.ASKED else one for one in roster.entries]
