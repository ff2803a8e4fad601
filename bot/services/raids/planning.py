"""Raids as their leaders see them: planned, posted, shown, called off. Signing up is for `signups.py`."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from uuid_utils.compat import uuid7

from bot.domain.blueprints import Blueprint
from bot.domain.ids import ChannelId, GuildId, MessageId, RaidId, UserId
from bot.domain.names import clean_name, name_key
from bot.domain.raid_options import POST_FAULTS, News
from bot.domain.raids import Raid, RaidStatus, Roster
from bot.domain.sizes import PLACES
from bot.domain.suggestions import typed_key
from bot.domain.teams import Content
from bot.domain.viewer import Viewer
from bot.domain.when.reader import WhenReader
from bot.errors import NotAllowedError, NotFoundError, RaidClosedError, UnknownContentError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_raids import Step
from bot.services.manners import check_manners
from bot.services.own_contents import find_own_content, own_content
from bot.services.raids.timetable import set_timetable
from bot.services.rulebook import find_zone
from bot.services.short_ids import add_under_new_id, parse_short_id
from bot.services.zones import require_zone

DRAW = "draw-raid"
"""Kind of the job that draws a raid's post again; its key is the raid's short id."""
NEWS = "news-raid"
"""Kind of the job that tells those who answered what became of a raid; its key is the raid's short id."""
SURROUND = "surround-raid"
"""Kind of the job that keeps thread, event and mention of a raid as they should be; its key is the raid's short id."""
PLAN_NEXT = "plan-next-raid"
"""Kind of the job that plans the next date of a series; its key is the series' id."""
LISTED = 25
SHOWN_AFTER = timedelta(hours=12)
"""How long after its start a raid is still listed."""
DRAW_EVERY = timedelta(seconds=3)
"""A post is drawn again at most this often: fifty clicks in ten seconds make five edits."""
DRAW_AFTER = timedelta(milliseconds=700)
"""How long further clicks are waited for."""


class Raids:
    """The raids of guilds. A `ref` is a short id or a title. Every method raises StorageUnavailableError."""

    def __init__(
        self, units: UnitFactory, contents: Iterable[Content], reader: WhenReader, clock: Callable[[], datetime]
    ) -> None:
        self._units = units
        self._contents = {content.id: content for content in contents}
        self._reader = reader
        self._clock = clock

    def now(self) -> datetime:
        """Return the time by which raids are open or over."""
        return self._clock()

    def get_content(self, raid: Raid) -> Content:
        """Return the content of a raid; one that is no longer offered needs nothing."""
        return raid.template or self._contents.get(raid.content, Content(raid.content, None, raid.subgroups))

    async def plan(
        self,
        viewer: Viewer,
        title: str,
        when: str,
        content: str | Blueprint,
        *,
        channel: ChannelId,
        zone: str | None = None,
        locale: str = "en",
    ) -> Raid:
        """Plan a raid that only its leader sees until it is posted; a `zone` is remembered for the next time.

        A moment that no zone changes, such as "in 2 hours", is kept in UTC where none was ever said.

        Raises NotAllowedError("guild" or "raids"), InvalidNameError, UnknownContentError, UnknownZoneError,
        ZoneMissingError where one is needed, the WhenErrors, ImitationError and LinkForbiddenError.
        """
        guild = require_leader(viewer)
        name, now = clean_name(title), self._clock()
        said = None if zone is None else require_zone(zone)
        async with self._units() as unit:
            await check_manners(unit, (guild,), (name,))
            if isinstance(content, Blueprint):
                kind = content.content
            else:
                kind = await self.require_content(unit, guild, content)
            await unit.accounts.ensure(viewer.user, now)
            kept = said or await _find_zone(unit, viewer)
            written_in = kept or ZoneInfo("UTC")
            starts = self._reader.read(when, now, kept).astimezone(written_in)
            if said is not None:
                await unit.accounts.set_zone(viewer.user, said.key)
            await unit.guilds.ensure(guild, now)

            def make(short_id: str) -> Raid:
                return Raid(
                    id=RaidId(uuid7()),
                    short_id=short_id,
                    guild=guild,
                    leader=viewer.user,
                    title=name,
                    content=kind.id,
                    template=own_content(kind),
                    subgroups=kind.subgroups,
                    size=kind.subgroups * PLACES,
                    wall=starts.replace(tzinfo=None, fold=0),
                    zone=written_in.key,
                    starts_at=starts,
                    channel=channel,
                    locale=locale,
                    created_at=now,
                    updated_at=now,
                )

            raid = await add_under_new_id(unit.raids.add, make)
            if isinstance(content, Blueprint):
                await unit.raids.set_seats(Roster(raid), content.seats)
            await _note(unit, raid, viewer.user, "planned", now)
            return raid

    async def open(self, viewer: Viewer, ref: str) -> Raid:
        """Let people sign up; again changes nothing. The job that is left behind posts it, whatever happens.

        Raises RaidClosedError for what was locked or called off since: a button of before changes that no more.
        """
        return await self._change_status(viewer, ref, RaidStatus.OPEN, "opened")

    async def cancel(self, viewer: Viewer, ref: str) -> Raid:
        """Call a raid off; again changes nothing. A draft is then seen by its leader only, as before."""
        return await self._change_status(viewer, ref, RaidStatus.CANCELED, "canceled")

    async def require(self, viewer: Viewer, ref: str) -> Roster:
        """Return the raid that `ref` names with all answers. Raises NotFoundError("raid")."""
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, self._clock())
            return await unit.raids.find_roster(raid)

    async def list_here(self, viewer: Viewer) -> tuple[Raid, ...]:
        """Return the coming raids of this guild that the viewer may see; in a direct message those that are theirs."""
        async with self._units(reads_only=True) as unit:
            return await list_visible(unit, viewer, self._clock())

    async def suggest(self, viewer: Viewer, text: str) -> tuple[Raid, ...]:
        """Return the coming raids whose title holds what was typed."""
        typed = typed_key(text)
        async with self._units(reads_only=True, is_hurried=True) as unit:
            coming = await list_visible(unit, viewer, self._clock())
        return tuple(raid for raid in coming if typed in name_key(raid.title))

    async def find_for_drawing(self, short_id: str) -> Roster | None:
        """Return all of a raid, for whoever draws its post; None where it is gone."""
        async with self._units(reads_only=True) as unit:
            raid = await unit.raids.find(short_id)
            return None if raid is None else await unit.raids.find_roster(raid)

    async def note_drawn(self, short_id: str, message: MessageId) -> None:
        """Remember where the post stands and when it was drawn; what was wrong with it is so no more."""
        now = self._clock()
        async with self._units() as unit:
            if await unit.raids.note_drawn(short_id, message, now):
                return
            raid = await unit.raids.find(short_id, hold=True)
            if raid is not None:
                faults = raid.faults - POST_FAULTS
                await unit.raids.save(replace(raid, message=message, drawn_at=now, faults=faults))

    async def note_lost(self, short_id: str) -> None:
        """Remember that the post is gone: it is drawn no more until a leader posts it again.

        When it was drawn last is kept: by that a new post is told from the old one.
        """
        async with self._units() as unit:
            raid = await unit.raids.find(short_id, hold=True)
            if raid is not None:
                await unit.raids.save(replace(raid, message=None, updated_at=self._clock()))

    async def move(self, viewer: Viewer, ref: str, channel: ChannelId) -> Raid:
        """Say where the raid is to be posted from now on; a post that stands elsewhere is left as it is."""
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, self._clock())
            if channel == raid.channel:
                return raid
            moved = replace(raid, channel=channel, message=None, thread=None, revision=raid.revision + 1)
            await unit.raids.save(moved)
            return moved

    async def _change_status(self, viewer: Viewer, ref: str, status: RaidStatus, action: str) -> Raid:
        now = self._clock()
        async with self._units() as unit:
            raid = await hold_led(unit, viewer, ref, now)
            if status is RaidStatus.OPEN and raid.status in {RaidStatus.LOCKED, RaidStatus.CANCELED}:
                raise RaidClosedError
            if raid.status is status and raid.faults & POST_FAULTS:  # posted anew
                raid = replace(raid, faults=raid.faults - POST_FAULTS, updated_at=now)
                await unit.raids.save(raid)
            if raid.status is not status:
                raid = replace(raid, status=status, updated_at=now, news=_news_of(raid, status))
                await unit.raids.save(raid)
                await _note(unit, raid, viewer.user, action, now)
                await set_timetable(unit, raid, now)
                if raid.series is not None and status is RaidStatus.OPEN:
                    await unit.jobs.put(PLAN_NEXT, str(raid.series), now)
                if raid.has_surroundings():
                    await unit.jobs.put(SURROUND, raid.short_id, now + DRAW_AFTER)
            if raid.news is not None:
                await unit.jobs.put(NEWS, raid.short_id, now)
            await unit.jobs.put(DRAW, raid.short_id, now)
            return raid

    async def find_content(self, viewer: Viewer, content: str) -> Content:
        """Return what could be played here; raises UnknownContentError, and NotAllowedError("guild")."""
        if viewer.guild is None:
            raise NotAllowedError("guild")
        async with self._units(reads_only=True) as unit:
            return await self.require_content(unit, viewer.guild, content)

    async def require_content(self, unit: UnitOfWork, guild: GuildId, content: str) -> Content:
        """Return what is played, be it built in or the guild's own; raises UnknownContentError."""
        kind = self._contents.get(content) or await find_own_content(unit, guild, content)
        if kind is None:
            raise UnknownContentError(content, known=tuple(self._contents))
        return kind


async def require_raid(unit: UnitOfWork, viewer: Viewer, ref: str, now: datetime) -> Raid:
    """Return the visible raid of that short id, else the earliest coming one of that title."""
    short_id = parse_short_id(ref)
    found = None if short_id is None else await unit.raids.find(short_id)
    if found is not None and found.is_visible_to(viewer):
        return found
    key = name_key(ref)
    named = (raid for raid in await list_visible(unit, viewer, now) if name_key(raid.title) == key)
    raid = next(named, None)
    if raid is None:
        raise NotFoundError("raid", ref)
    return raid


async def list_visible(unit: UnitOfWork, viewer: Viewer, now: datetime) -> tuple[Raid, ...]:
    """Return the coming raids that the viewer may see where they are, the earliest first."""
    after = now - SHOWN_AFTER
    if viewer.guild is None:
        return await unit.raids.list_of(viewer.user, after, LISTED)
    there = await unit.raids.list_in_guild(viewer.guild, after, LISTED * 4)
    return tuple(raid for raid in there if raid.is_visible_to(viewer))[:LISTED]


async def hold_led(unit: UnitOfWork, viewer: Viewer, ref: str, now: datetime) -> Raid:
    """Return a raid that the viewer may change, with everybody else's changes to it waiting."""
    found = await require_raid(unit, viewer, ref, now)
    raid = await unit.raids.find(found.short_id, hold=True)
    if raid is None or not raid.is_visible_to(viewer):
        raise NotFoundError("raid", ref)
    if not raid.can_lead(viewer):
        raise NotAllowedError("raids")
    return raid


def _news_of(raid: Raid, status: RaidStatus) -> News | None:
    """Return what is to be told when a raid is opened or called off: who answered hears that it will not take place."""
    is_told = status is RaidStatus.CANCELED and raid.status is not RaidStatus.DRAFT
    return News(canceled=True) if is_told else None


def next_drawing(raid: Raid, now: datetime) -> datetime:
    """Return when the post is to be drawn again after a change."""
    soon = now + DRAW_AFTER
    return soon if raid.drawn_at is None else max(soon, raid.drawn_at + DRAW_EVERY)


async def _find_zone(unit: UnitOfWork, viewer: Viewer) -> ZoneInfo | None:
    kept = await find_zone(unit, viewer)
    return None if kept is None else require_zone(kept)


async def _note(unit: UnitOfWork, raid: Raid, by: UserId, action: str, now: datetime) -> None:
    await unit.raids.add_step(Step(raid.id, by, action, now))


def require_leader(viewer: Viewer) -> GuildId:
    """Return the guild in which the viewer leads raids; NotAllowedError("guild" or "raids")."""
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if not viewer.is_leader():
        raise NotAllowedError("raids")
    return viewer.guild
