"""Keeping order in a guild: things hidden and restored, people suspended, and the log of it.

What is hidden is simply not public there any more, so that no list, search, picture or post has to know of hiding; and
its owner cannot publish it there again until it is restored.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from uuid_utils.compat import uuid7

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.names import name_key
from bot.domain.order import REASON_LIMIT, Deed, Hidden, LogEntry, Suspension, ThingKind
from bot.domain.pages import Cursor
from bot.domain.teams import Team
from bot.domain.viewer import GuildRole, Viewer
from bot.domain.when.reader import WhenReader
from bot.errors import AnsweredError, NotAllowedError, NotFoundError, ReasonError
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.kept import tag_of_guild
from bot.services.lookup import require_visible
from bot.services.rulebook import find_zone

LOG_KEPT = timedelta(days=180)
TELL_OWNER, TELL_LOG = "order-owner", "order-log"
"""Kinds of jobs: an owner is told what was done; an entry is posted in the log channel. Their key is the entry's id."""
PAGE = 10


def _tags(outcome: Hidden, *_: object, **__: object) -> tuple[str, ...]:
    return (tag_of_guild(outcome.guild),)


class Moderation:
    """What moderators do. Every method raises NotAllowedError("guild" or "moderator") for others."""

    def __init__(
        self, units: UnitFactory, reader: WhenReader, clock: Callable[[], datetime], *, cache: Cache = NO_CACHE
    ) -> None:
        self._units = units
        self._reader = reader
        self._clock = clock
        self.cache = cache

    @invalidates(_tags)
    async def hide(self, viewer: Viewer, kind: ThingKind, ref: str, reason: str) -> Hidden:
        """Take a public build or team out of this guild; again changes nothing. NotFoundError, ReasonError."""
        guild, said = require_moderator(viewer), clean_reason(reason)
        async with self._units() as unit:
            known = _named(await unit.order.list_hidden(guild), kind, ref)
            if known is not None:
                return known
            thing = await self._take(unit, guild, kind, ref)
            now = self._clock()
            hidden = Hidden(guild, kind, thing.id, thing.short_id, thing.name, thing.owner, said, now)
            await unit.order.hide(hidden)
            await self._note(unit, LogEntry(uuid7(), guild, now, Deed.HIDE, viewer.user, thing.owner, thing.name, said))
            return hidden

    @invalidates(_tags)
    async def restore(self, viewer: Viewer, kind: ThingKind, ref: str, reason: str) -> Hidden:
        """Make what was hidden public here again, unless its owner threw it away or published it elsewhere."""
        guild, said = require_moderator(viewer), clean_reason(reason)
        async with self._units() as unit:
            hidden = _named(await unit.order.list_hidden(guild), kind, ref)
            if hidden is None:
                raise NotFoundError("hidden", ref)
            await self._give_back(unit, hidden)
            await unit.order.drop_hidden(guild, hidden.thing)
            await self._note(
                unit,
                LogEntry(uuid7(), guild, self._clock(), Deed.RESTORE, viewer.user, hidden.owner, hidden.name, said),
            )
            return hidden

    async def list_hidden(self, viewer: Viewer) -> tuple[Hidden, ...]:
        """Return what is hidden here, the last hidden first."""
        guild = require_moderator(viewer)
        async with self._units(reads_only=True) as unit:
            return await unit.order.list_hidden(guild)

    async def suspend(self, viewer: Viewer, user: UserId, reason: str, until: str | None) -> Suspension:
        """Let somebody publish nothing and sign up for nothing here, until a time as it is typed, or for good.

        Times are read in the moderator's zone, else in the guild's, else in UTC. Raises the WhenErrors.
        """
        guild, said, now = require_moderator(viewer), clean_reason(reason), self._clock()
        async with self._units() as unit:
            zone = ZoneInfo(await find_zone(unit, viewer) or "UTC")
            end = None if until is None else self._reader.read(until, now, zone)
            await unit.guilds.ensure(guild, now)
            suspension = Suspension(guild, user, said, end)
            await unit.order.suspend(suspension)
            await self._note(unit, LogEntry(uuid7(), guild, self._clock(), Deed.SUSPEND, viewer.user, user, "", said))
            return suspension

    async def unsuspend(self, viewer: Viewer, user: UserId, reason: str) -> None:
        """End a suspension; NotFoundError("suspension") where there is none."""
        guild, said = require_moderator(viewer), clean_reason(reason)
        async with self._units() as unit:
            if await unit.order.find_suspension(guild, user, self._clock()) is None:
                raise NotFoundError("suspension", "")
            await unit.order.drop_suspension(guild, user)
            await self._note(unit, LogEntry(uuid7(), guild, self._clock(), Deed.UNSUSPEND, viewer.user, user, "", said))

    async def list_log(
        self, viewer: Viewer, *, about: UserId | None = None, deed: Deed | None = None, cursor: str | None = None
    ) -> tuple[tuple[LogEntry, ...], str | None]:
        """Return a page of the log, the last deed first, and the cursor of the next page."""
        guild = require_moderator(viewer)
        async with self._units(reads_only=True) as unit:
            found = await unit.moderation_log.list_of(
                guild, about=about, deed=deed, place=Cursor.from_text(cursor), limit=PAGE + 1
            )
        page = found[:PAGE]
        return page, Cursor(page[-1].at, page[-1].id).to_text() if len(found) > PAGE else None

    async def answer(self, viewer: Viewer, key: UUID, answer: str) -> None:
        """Let an owner answer once to the entry that hid their thing; moderators read it in the log.

        NotFoundError("hidden") for whom it does not concern, or where it is hidden no more; AnsweredError.
        """
        said = clean_reason(answer)
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            entry = await unit.moderation_log.find(key)
            if entry is None or entry.deed is not Deed.HIDE or entry.subject != viewer.user:
                raise NotFoundError("hidden", "")
            mine = (one for one in await unit.order.list_hidden(entry.guild) if one.owner == viewer.user)
            hidden = next((one for one in mine if (one.hidden_at, one.name) == (entry.at, entry.target)), None)
            if hidden is None:
                raise NotFoundError("hidden", "")
            if hidden.answer is not None:
                raise AnsweredError
            await unit.order.hide(replace(hidden, answer=said))
            await self._note(
                unit,
                LogEntry(uuid7(), entry.guild, self._clock(), Deed.ANSWER, viewer.user, viewer.user, hidden.name, said),
            )

    async def find_entry(self, key: UUID) -> LogEntry | None:
        """Return an entry of the log, for whoever tells of it."""
        async with self._units(reads_only=True) as unit:
            return await unit.moderation_log.find(key)

    async def purge(self) -> int:
        """Forget entries of the log older than 180 days; returns how many."""
        async with self._units() as unit:
            return await unit.moderation_log.purge(self._clock() - LOG_KEPT)

    async def _take(self, unit: UnitOfWork, guild: GuildId, kind: ThingKind, ref: str) -> Build | Team:
        """Return a thing that is public in the guild, and is not any more; its owner's writes wait meanwhile."""
        anyone = Viewer.anyone_in(guild)
        if kind is ThingKind.BUILD:
            build = await require_visible(unit.builds, anyone, ref, kind.value)
            await unit.accounts.ensure(build.owner, self._clock())
            await unit.builds.unpublish(build.id, guild)
            return build
        short_id = (await require_visible(unit.teams, anyone, ref, kind.value)).short_id
        team = await unit.teams.find(short_id, hold=True)
        if team is None or not team.is_visible_to(anyone):
            raise NotFoundError(kind.value, ref)
        await unit.teams.set_guild(team.id, None, self._clock())
        return team

    async def _give_back(self, unit: UnitOfWork, hidden: Hidden) -> None:
        if hidden.kind is ThingKind.BUILD:
            await unit.accounts.ensure(hidden.owner, self._clock())
            build = await unit.builds.find(hidden.short_id)
            if build is not None and build.id == hidden.thing:
                await unit.builds.publish(build.id, hidden.guild, self._clock())
            return
        team = await unit.teams.find(hidden.short_id, hold=True)
        if team is not None and team.id == hidden.thing and team.guild is None:
            await unit.teams.set_guild(team.id, hidden.guild, self._clock())

    @staticmethod
    async def _note(unit: UnitOfWork, entry: LogEntry) -> None:
        """Log a deed, and leave behind the jobs that tell of it."""
        await unit.moderation_log.add(entry)
        await unit.jobs.put(TELL_LOG, str(entry.id), entry.at)
        await unit.jobs.put(TELL_OWNER, str(entry.id), entry.at)


def require_moderator(viewer: Viewer) -> GuildId:
    """Return the guild that the viewer moderates; NotAllowedError("guild" or "moderator")."""
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if GuildRole.MODERATOR not in viewer.roles:
        raise NotAllowedError("moderator")
    return viewer.guild


def clean_reason(text: str) -> str:
    """Return a reason without what surrounds it; ReasonError."""
    reason = text.strip()
    if not 1 <= len(reason) <= REASON_LIMIT:
        raise ReasonError(REASON_LIMIT)
    return reason


def _named(things: tuple[Hidden, ...], kind: ThingKind, ref: str) -> Hidden | None:
    """Return the hidden thing of that short id, else the last hidden one of that name."""
    ours = [one for one in things if one.kind is kind]
    typed = ref.strip()
    by_id = next((one for one in ours if one.short_id == typed.lower()), None)
    return by_id or next((one for one in ours if name_key(one.name) == name_key(typed)), None)
