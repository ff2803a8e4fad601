"""What members report, and what moderators decide of it.

Nobody learns who reported something of theirs, not even a moderator: what is somebody's own is not in their queue.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from bot.domain.ids import GuildId, UserId
from bot.domain.notes import clean_notes
from bot.domain.order import Deed, ThingKind, thing_key
from bot.domain.pages import Cursor
from bot.domain.reports import EXCERPT_LIMIT, Complaint, Decision, Notice, NoticeKind, Report, ReportKind, Verdict
from bot.domain.viewer import Viewer
from bot.domain.when.reader import WhenReader
from bot.errors import DecidedError, NotAllowedError, NotFoundError, OwnReportError
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services import deeds
from bot.services.kept import tag_of_guild
from bot.services.lookup import require_visible
from bot.services.moderation import LOG_KEPT, PAGE, clean_reason, read_until, require_moderator
from bot.services.notices import Notices
from bot.services.pacing import Dear, Paces

TELL_REPORT: Final = "order-report"
"""Kind of the job that tells the log channel of something reported; its key is the guild, a colon and the report."""
FORM_KEPT: Final = timedelta(days=1)
"""How long a message is remembered that somebody began to report."""
_TARGET: Final = 100
_DEEDS: Final = {
    Verdict.DISMISS: Deed.DISMISS,
    Verdict.WARN: Deed.WARN,
    Verdict.HIDE: Deed.HIDE,
    Verdict.SUSPEND: Deed.SUSPEND,
}


@dataclass(frozen=True, slots=True)
class Queue:
    """The report to decide next, if there is one, and how many wait."""

    report: Report | None
    waiting: int
    next: str | None
    """The cursor of the one after it."""


def _tags(outcome: Report, *_: object, **__: object) -> tuple[str, ...]:
    return (tag_of_guild(outcome.guild),) if outcome.is_thing else ()


class Reports:
    """Reports of one guild. In a direct message: NotAllowedError("guild")."""

    def __init__(
        self,
        units: UnitFactory,
        reader: WhenReader,
        clock: Callable[[], datetime],
        paces: Paces,
        notices: Notices,
        *,
        cache: Cache = NO_CACHE,
    ) -> None:
        self._units = units
        self._reader = reader
        self._clock = clock
        self._paces = paces
        self._notices = notices
        self.cache = cache

    async def find_own(self, viewer: Viewer, kind: ReportKind, ref: str) -> Report | None:
        """Return the open report of this thing if the viewer is among those who reported it; without the others."""
        async with self._units(reads_only=True) as unit:
            return _own(await unit.reports.find_open(_require_guild(viewer), kind, ref), viewer)

    async def prepare(self, viewer: Viewer, kind: ReportKind, ref: str) -> Report | None:
        """Return what `find_own` does, before somebody types why; raises what `report` would say of the thing."""
        guild = _require_guild(viewer)
        async with self._units(reads_only=True) as unit:
            own = _own(await unit.reports.find_open(guild, kind, ref), viewer)
            if own is None:
                await self._require_others(unit, viewer, guild, kind, ref)
            return own

    async def begin(self, viewer: Viewer, ref: str, author: UserId | None, text: str) -> None:
        """Remember what a message says that the viewer is about to report, since no form can carry it.

        `ref` is "channel/message"; who cannot be told has no `author`. OwnReportError.
        """
        guild, now = _require_guild(viewer), self._clock()
        if author == viewer.user:
            raise OwnReportError
        excerpt = clean_notes(text, len(text) * 4)[:EXCERPT_LIMIT]
        async with self._units() as unit:
            await unit.guilds.ensure(guild, now)
            await unit.reports.open(Report(uuid7(), guild, ReportKind.MESSAGE, ref, author, "", excerpt, now))

    async def report(
        self, viewer: Viewer, kind: ReportKind, ref: str, reason: str, *, place: str | None = None
    ) -> Report:
        """Report what is public here, or a message that `begin` remembers; again changes one's reason.

        Raises NotFoundError, OwnReportError, ReasonError, TooOftenError.
        """
        guild, said, now = _require_guild(viewer), clean_reason(reason), self._clock()
        async with self._units() as unit:
            await unit.guilds.ensure(guild, now)
            report = await self._require_others(unit, viewer, guild, kind, ref)
            self._paces.take(Dear.REPORT, viewer)
            key = await unit.reports.open(report)
            await unit.reports.complain(key, Complaint(viewer.user, said, now, place))
            kept = await unit.reports.find(guild, key)
            if kept is None:
                raise NotFoundError("report", ref)
            if len(kept.complaints) == 1:
                await unit.jobs.put(TELL_REPORT, f"{guild}:{key}", now)
            return _own(kept, viewer) or kept

    async def withdraw(self, viewer: Viewer, key: UUID) -> None:
        """Take back what one reported; NotFoundError("report") where that is decided or withdrawn."""
        async with self._units() as unit:
            if not await unit.reports.withdraw(key, viewer.user):
                raise NotFoundError("report", "")

    async def find_next(self, viewer: Viewer, cursor: str | None = None) -> Queue:
        """Return the report that waits longest from behind a cursor; past the last one, the first again."""
        guild, eyes = require_moderator(viewer), viewer.user
        async with self._units(reads_only=True) as unit:
            found = await unit.reports.list_open(guild, but_of=eyes, place=Cursor.from_text(cursor), limit=1)
            if not found and cursor is not None:
                found = await unit.reports.list_open(guild, but_of=eyes, place=None, limit=1)
            waiting = await unit.reports.count_open(guild, but_of=eyes)
        shown = next(iter(found), None)
        following = None if shown is None or waiting == 1 else Cursor(shown.opened_at, shown.id).to_text()
        return Queue(shown, waiting, following)

    async def list_decided(self, viewer: Viewer, *, cursor: str | None = None) -> tuple[tuple[Report, ...], str | None]:
        """Return a page of what was decided, the last first, and the cursor of the next page."""
        guild = require_moderator(viewer)
        async with self._units(reads_only=True) as unit:
            found = await unit.reports.list_decided(
                guild, but_of=viewer.user, place=Cursor.from_text(cursor), limit=PAGE + 1
            )
        page = found[:PAGE]
        last = page[-1].decision if len(found) > PAGE else None
        return page, None if last is None else Cursor(last.at, page[-1].id).to_text()

    async def require(self, viewer: Viewer, key: UUID, verdict: Verdict) -> Report:
        """Return a report before somebody types why they decide so; raises what `decide` would say of it."""
        guild = require_moderator(viewer)
        async with self._units(reads_only=True) as unit:
            return _undecided(await unit.reports.find(guild, key), viewer, verdict)

    @invalidates(_tags)
    async def decide(
        self, viewer: Viewer, key: UUID, verdict: Verdict, reason: str, *, until: str | None = None
    ) -> Report:
        """Decide a report: what it says is done in the same transaction, and told to all whom it concerns.

        A build or team that is public no more cannot be hidden; its report is decided all the same. Raises DecidedError
        where somebody was faster, NotFoundError("report"), ReasonError and the WhenErrors.
        """
        hand = deeds.Hand(require_moderator(viewer), viewer.user, self._clock(), clean_reason(reason))
        async with self._units() as unit:
            report = _undecided(await unit.reports.find(hand.guild, key, hold=True), viewer, verdict)
            end = await read_until(unit, self._reader, viewer, until, hand.at) if verdict is Verdict.SUSPEND else None
            entry = await _carry_out(unit, hand, report, verdict, end)
            decision = Decision(verdict, viewer.user, hand.at, hand.reason, entry)
            await unit.reports.decide(report.id, decision)
            for one in report.complaints:
                await unit.notices.put(Notice(one.user, report.id, hand.guild, NoticeKind.REPORT, hand.at))
        for one in report.complaints:
            self._notices.expect(one.user)
        return replace(report, decision=decision)

    async def find_told(self, guild: GuildId, key: UUID) -> Report | None:
        """Return a report for whoever tells of it."""
        async with self._units(reads_only=True) as unit:
            return await unit.reports.find(guild, key)

    async def purge(self) -> int:
        """Forget reports of 180 days ago, and messages that nobody reported after all; returns how many."""
        now = self._clock()
        async with self._units() as unit:
            return await unit.reports.purge(now - LOG_KEPT, now - FORM_KEPT)

    async def _require_others(
        self, unit: UnitOfWork, viewer: Viewer, guild: GuildId, kind: ReportKind, ref: str
    ) -> Report:
        report = await self._found(unit, guild, kind, ref, self._clock())
        if report.owner == viewer.user:
            raise OwnReportError
        return report

    @staticmethod
    async def _found(unit: UnitOfWork, guild: GuildId, kind: ReportKind, ref: str, now: datetime) -> Report:
        """Return what is to be reported, as it is now."""
        if kind is ReportKind.MESSAGE:
            kept = await unit.reports.find_open(guild, kind, ref)
            if kept is None:
                raise NotFoundError("report", ref)
            return kept
        anyone = Viewer.anyone_in(guild)
        found = (
            await require_visible(unit.builds, anyone, ref, kind.value)
            if kind is ReportKind.BUILD
            else await require_visible(unit.teams, anyone, ref, kind.value)
        )
        excerpt = (found.notes or "")[:EXCERPT_LIMIT]
        return Report(uuid7(), guild, kind, found.short_id, found.owner, found.name, excerpt, now)


async def _carry_out(
    unit: UnitOfWork, hand: deeds.Hand, report: Report, verdict: Verdict, end: datetime | None
) -> UUID:
    """Do what was decided, and return the entry of the log that its owner is told of."""
    target = report.name or report.excerpt[:_TARGET]
    thing = thing_key(ThingKind(report.kind.value), report.ref) if report.is_thing else None
    is_hidden = report.is_thing and verdict in {Verdict.HIDE, Verdict.SUSPEND} and await _hide(unit, hand, report)
    if verdict is Verdict.SUSPEND and report.owner is not None:
        await deeds.suspend(unit, hand, report.owner, end)
        if is_hidden:
            await deeds.note(unit, hand.entry(Deed.HIDE, report.owner, target, thing=thing), tells=False)
    entry = hand.entry(_DEEDS[verdict], report.owner, target, until=end, thing=thing)
    return await deeds.note(unit, entry, tells=verdict is not Verdict.DISMISS)


async def _hide(unit: UnitOfWork, hand: deeds.Hand, report: Report) -> bool:
    """Hide a thing, and tell whether it was public until now."""
    try:
        return (await deeds.hide_thing(unit, hand, ThingKind(report.kind.value), report.ref))[1]
    except NotFoundError:
        return False


def _undecided(report: Report | None, viewer: Viewer, verdict: Verdict) -> Report:
    """Return a report that the viewer may decide so."""
    if report is None or report.owner == viewer.user or verdict not in report.verdicts:
        raise NotFoundError("report", "")
    if report.decision is not None:
        raise DecidedError(report.decision.verdict.value, report.decision.by, report.decision.reason)
    return report


def _own(report: Report | None, viewer: Viewer) -> Report | None:
    """Return a report with nobody else's words in it; None for whom it is not."""
    said = None if report is None else report.complaint_of(viewer.user)
    return None if report is None or said is None else replace(report, complaints=(said,))


def _require_guild(viewer: Viewer) -> GuildId:
    if viewer.guild is None:
        raise NotAllowedError("guild")
    return viewer.guild
