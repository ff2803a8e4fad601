"""Keeping order in a guild: things hidden and restored, people suspended, and the log of it.

What is hidden is simply not public there any more, so that no list, search, picture or post has to know of hiding; and
its owner cannot publish it there again until it is restored.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.domain.ids import GuildId, UserId
from bot.domain.names import name_key
from bot.domain.notes import clean_notes
from bot.domain.order import ANSWERABLE, REASON_LIMIT, Deed, Hidden, LogEntry, LogFilter, Suspension, ThingKind
from bot.domain.pages import Cursor
from bot.domain.viewer import GuildRole, Viewer
from bot.domain.when.past import read_past_day
from bot.domain.when.periods import Period
from bot.domain.when.reader import WhenReader
from bot.errors import AnsweredError, NotAllowedError, NotFoundError, ReasonError
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services import deeds
from bot.services.kept import tag_of_guild
from bot.services.manners import check_build, check_team
from bot.services.rulebook import find_zone

LOG_KEPT = timedelta(days=180)
PAGE = 10
THINGS = 500
"""Entries among whose builds and teams one is found by its name."""


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
        hand = self._hand(viewer, reason)
        async with self._units() as unit:
            hidden, is_new = await deeds.hide_thing(unit, hand, kind, ref)
            if is_new:
                await deeds.note(unit, hand.entry_about(Deed.HIDE, hidden))
            return hidden

    @invalidates(_tags)
    async def restore(self, viewer: Viewer, kind: ThingKind, ref: str, reason: str) -> Hidden:
        """Make what was hidden public here again, unless its owner threw it away or published it elsewhere.

        Raises ImitationError or LinkForbiddenError where its owner wrote meanwhile what is not to be public here.
        """
        hand = self._hand(viewer, reason)
        async with self._units() as unit:
            hidden = deeds.named(await unit.order.list_hidden(hand.guild), kind, ref)
            if hidden is None:
                raise NotFoundError("hidden", ref)
            await self._give_back(unit, hidden)
            await unit.order.drop_hidden(hand.guild, hidden.thing)
            await deeds.note(unit, hand.entry_about(Deed.RESTORE, hidden))
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
        hand = self._hand(viewer, reason)
        async with self._units() as unit:
            end = await read_until(unit, self._reader, viewer, until, hand.at)
            suspension = await deeds.suspend(unit, hand, user, end)
            await deeds.note(unit, hand.entry(Deed.SUSPEND, user, until=end))
            return suspension

    async def unsuspend(self, viewer: Viewer, user: UserId, reason: str) -> None:
        """End a suspension; NotFoundError("suspension") where there is none."""
        hand = self._hand(viewer, reason)
        async with self._units() as unit:
            if await unit.order.find_suspension(hand.guild, user, hand.at) is None:
                raise NotFoundError("suspension", "")
            await unit.order.drop_suspension(hand.guild, user)
            await deeds.note(unit, hand.entry(Deed.UNSUSPEND, user))

    async def list_log(
        self, viewer: Viewer, wanted: LogFilter, *, cursor: str | None = None
    ) -> tuple[tuple[LogEntry, ...], str | None]:
        """Return a page of what is wanted of the log, the last deed first, and the cursor of the next page."""
        guild = require_moderator(viewer)
        async with self._units(reads_only=True) as unit:
            found = await unit.moderation_log.list_of(guild, wanted, place=Cursor.from_text(cursor), limit=PAGE + 1)
        page = found[:PAGE]
        return page, Cursor(page[-1].at, page[-1].id).to_text() if len(found) > PAGE else None

    async def read_filter(
        self, viewer: Viewer, wanted: LogFilter, *, thing: str | None, since: str | None, until: str | None
    ) -> LogFilter:
        """Return what is wanted with a build or team and days as somebody typed them; both days belong to it.

        A thing is named by its key, its short id or a name that it had: NotFoundError("logged"). Days are read in the
        moderator's zone, else in the guild's, else in UTC, and are over: WhenUnreadError, AmbiguousWhenError.
        """
        guild, now = require_moderator(viewer), self._clock()
        async with self._units(reads_only=True) as unit:
            zone = ZoneInfo(await find_zone(unit, viewer) or "UTC")
            key = _logged(await unit.moderation_log.list_things(guild, THINGS), thing) if thing else None
        first = read_past_day(self._reader, since, now, zone) if since else None
        last = read_past_day(self._reader, until, now, zone) if until else None
        return replace(
            wanted,
            thing=key,
            since=Period(first, first).begins_at(zone) if first else None,
            until=Period(last, last).ends_at(zone) if last else None,
        )

    async def list_logged(self, viewer: Viewer) -> tuple[tuple[str, str], ...]:
        """Return key and name of builds and teams that the log is about, the last first."""
        guild = require_moderator(viewer)
        async with self._units(reads_only=True) as unit:
            return await unit.moderation_log.list_things(guild, THINGS)

    async def require_answerable(self, viewer: Viewer, key: UUID) -> None:
        """Let pass who may answer an entry, before they type; raises what `answer` does."""
        async with self._units(reads_only=True) as unit:
            await _require_answerable(unit, viewer, key)

    async def answer(self, viewer: Viewer, key: UUID, answer: str) -> None:
        """Let whom an entry concerns answer it once; moderators read it with the decision and in the log.

        NotFoundError("hidden") for whom it does not concern, or where it is hidden no more; AnsweredError.
        """
        said = clean_reason(answer)
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            entry, hidden = await _require_answerable(unit, viewer, key)
            if hidden is not None:
                await unit.order.hide(replace(hidden, answer=said))
            await unit.moderation_log.set_answer(entry.id, said)
            hand = deeds.Hand(entry.guild, viewer.user, self._clock(), said)
            said_of = hand.entry(Deed.ANSWER, viewer.user, entry.target, thing=entry.thing)
            await deeds.note(unit, said_of, tells=False)

    async def find_entry(self, key: UUID) -> LogEntry | None:
        """Return an entry of the log, for whoever tells of it."""
        async with self._units(reads_only=True) as unit:
            return await unit.moderation_log.find(key)

    async def purge(self) -> int:
        """Forget entries of the log older than 180 days; returns how many. Marks of what ended go too."""
        now = self._clock()
        async with self._units() as unit:
            await unit.order.purge_marks(now)
            return await unit.moderation_log.purge(now - LOG_KEPT)

    def _hand(self, viewer: Viewer, reason: str) -> deeds.Hand:
        return deeds.Hand(require_moderator(viewer), viewer.user, self._clock(), clean_reason(reason))

    async def _give_back(self, unit: UnitOfWork, hidden: Hidden) -> None:
        if hidden.kind is ThingKind.BUILD:
            await unit.accounts.ensure(hidden.owner, self._clock())
            build = await unit.builds.find(hidden.short_id)
            if build is not None and build.id == hidden.thing:
                await check_build(unit, (hidden.guild,), build)  # its owner may have changed it meanwhile
                await unit.builds.publish(build.id, hidden.guild, self._clock())
            return
        team = await unit.teams.find(hidden.short_id, hold=True)
        if team is not None and team.id == hidden.thing and team.guild is None:
            await check_team(unit, hidden.guild, team)
            await unit.teams.set_guild(team.id, hidden.guild, self._clock())


def require_moderator(viewer: Viewer) -> GuildId:
    """Return the guild that the viewer moderates; NotAllowedError("guild" or "moderator")."""
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if GuildRole.MODERATOR not in viewer.roles:
        raise NotAllowedError("moderator")
    return viewer.guild


def clean_reason(text: str) -> str:
    """Return a reason without what surrounds it, and without characters that nobody sees; ReasonError."""
    reason = clean_notes(text, len(text) * 4).strip()
    if not 1 <= len(reason) <= REASON_LIMIT:
        raise ReasonError(REASON_LIMIT)
    return reason


async def read_until(
    unit: UnitOfWork, reader: WhenReader, viewer: Viewer, until: str | None, now: datetime
) -> datetime | None:
    """Return the end of a suspension as it was typed, in the zone of whoever typed it; the WhenErrors."""
    if until is None or not until.strip():
        return None
    return reader.read(until, now, ZoneInfo(await find_zone(unit, viewer) or "UTC"))


def _logged(things: tuple[tuple[str, str], ...], typed: str) -> str:
    """Return the key of the build or team that was typed."""
    ref, name = typed.strip().lower(), name_key(typed)
    for key, called in things:
        if ref in {key, key.partition(":")[2]} or name == name_key(called):
            return key
    raise NotFoundError("logged", typed)


async def _require_answerable(unit: UnitOfWork, viewer: Viewer, key: UUID) -> tuple[LogEntry, Hidden | None]:
    """Return the entry, and what it hid."""
    entry = await unit.moderation_log.find(key)
    if entry is None or entry.deed not in ANSWERABLE or entry.subject != viewer.user:
        raise NotFoundError("hidden", "")
    hidden = await _hidden_by(unit, entry)
    if entry.deed is Deed.HIDE and hidden is None:
        raise NotFoundError("hidden", "")
    if entry.answer is not None:
        raise AnsweredError
    return entry, hidden


async def _hidden_by(unit: UnitOfWork, entry: LogEntry) -> Hidden | None:
    """Return what an entry hid, if it is hidden still."""
    theirs = (one for one in await unit.order.list_hidden(entry.guild) if one.owner == entry.subject)
    return next((one for one in theirs if (one.hidden_at, one.name) == (entry.at, entry.target)), None)
