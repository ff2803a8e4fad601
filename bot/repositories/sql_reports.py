"""Reports, and what people are still to be told, in the database."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, delete, exists, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import GuildId, UserId
from bot.domain.pages import Cursor
from bot.domain.reports import Complaint, Decision, Notice, NoticeKind, Report, ReportKind, Verdict
from bot.models import ComplaintRow, LogRow, NoticeRow, ReportRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_paging import FRESH

_OPEN = ReportRow.verdict.is_(None)
_SAID = exists().where(ComplaintRow.report_id == ReportRow.id)
_ANSWER = select(LogRow.answer).where(LogRow.id == ReportRow.entry_id).correlate(ReportRow).scalar_subquery()
_WHOLE = select(ReportRow, _ANSWER)


class SqlReports:
    """ReportRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def open(self, report: Report) -> UUID:
        """Insert or touch the open row: an update that changes nothing locks it, in one round trip."""
        statement = insert_into(self._session, ReportRow).values(
            id=report.id,
            guild_id=report.guild,
            kind=report.kind.value,
            ref=report.ref,
            owner_user_id=report.owner,
            name=report.name,
            excerpt=report.excerpt,
            opened_at=report.opened_at,
        )
        touched = statement.on_conflict_do_update(
            index_elements=["guild_id", "kind", "ref"], index_where=_OPEN, set_={"ref": report.ref}
        )
        return (await self._session.execute(touched.returning(ReportRow.id))).scalar_one()

    async def complain(self, report: UUID, complaint: Complaint) -> None:
        values: dict[str, Any] = {"reason": complaint.reason, "at": complaint.at, "place": complaint.place}
        statement = insert_into(self._session, ComplaintRow).values(report_id=report, user_id=complaint.user, **values)
        await change(
            self._session, statement.on_conflict_do_update(index_elements=["report_id", "user_id"], set_=values)
        )

    async def find(self, guild: GuildId, report: UUID, *, hold: bool = False) -> Report | None:
        if hold:
            held = update(ReportRow).where(ReportRow.id == report, ReportRow.guild_id == guild)
            await change(self._session, held.values(ref=ReportRow.ref))
        rows = _WHOLE.where(ReportRow.id == report, ReportRow.guild_id == guild)
        return next(iter(await self._reports(rows)), None)

    async def find_open(self, guild: GuildId, kind: ReportKind, ref: str) -> Report | None:
        rows = _WHOLE.where(ReportRow.guild_id == guild, ReportRow.kind == kind.value, ReportRow.ref == ref, _OPEN)
        return next(iter(await self._reports(rows)), None)

    async def list_open(
        self, guild: GuildId, *, but_of: UserId, place: Cursor | None, limit: int
    ) -> tuple[Report, ...]:
        rows = _WHOLE.where(ReportRow.guild_id == guild, _OPEN, _SAID, _but_of(but_of))
        if place is not None:
            rows = rows.where(tuple_(ReportRow.opened_at, ReportRow.id) > tuple_(place.at, place.key))
        return await self._reports(rows.order_by(ReportRow.opened_at, ReportRow.id).limit(limit))

    async def count_open(self, guild: GuildId, *, but_of: UserId) -> int:
        rows = select(func.count()).select_from(ReportRow)
        found = await self._session.execute(rows.where(ReportRow.guild_id == guild, _OPEN, _SAID, _but_of(but_of)))
        return found.scalar_one()

    async def list_decided(
        self, guild: GuildId, *, but_of: UserId, place: Cursor | None, limit: int
    ) -> tuple[Report, ...]:
        rows = _WHOLE.where(ReportRow.guild_id == guild, ReportRow.decided_at.is_not(None), _but_of(but_of))
        if place is not None:
            rows = rows.where(tuple_(ReportRow.decided_at, ReportRow.id) < tuple_(place.at, place.key))
        return await self._reports(rows.order_by(ReportRow.decided_at.desc(), ReportRow.id.desc()).limit(limit))

    async def decide(self, report: UUID, decision: Decision) -> None:
        decided = update(ReportRow).where(ReportRow.id == report)
        await change(
            self._session,
            decided.values(
                verdict=decision.verdict.value,
                decided_by_user_id=decision.by,
                decided_at=decision.at,
                reason=decision.reason,
                entry_id=decision.entry,
            ),
        )

    async def withdraw(self, report: UUID, user: UserId) -> bool:
        is_open = select(ReportRow.id).where(ReportRow.id == report, _OPEN)
        gone = delete(ComplaintRow).where(ComplaintRow.report_id.in_(is_open), ComplaintRow.user_id == user)
        found = await change(self._session, gone)
        await change(self._session, delete(ReportRow).where(ReportRow.id == report, _OPEN, ~_SAID))
        return bool(found)

    async def purge(self, before: datetime, unsaid: datetime) -> int:
        old = await change(self._session, delete(ReportRow).where(ReportRow.opened_at < before))
        forms = delete(ReportRow).where(ReportRow.opened_at < unsaid, _OPEN, ~_SAID)
        return old + await change(self._session, forms)

    async def forget(self, user: UserId) -> None:
        await change(self._session, delete(ReportRow).where(ReportRow.owner_user_id == user))
        said = select(ComplaintRow.report_id).where(ComplaintRow.user_id == user)
        reported = tuple((await self._session.scalars(said)).all())
        await change(self._session, delete(ComplaintRow).where(ComplaintRow.user_id == user))
        await change(self._session, delete(ReportRow).where(ReportRow.id.in_(reported), _OPEN, ~_SAID))
        decided = update(ReportRow).where(ReportRow.decided_by_user_id == user)
        await change(self._session, decided.values(decided_by_user_id=None, reason=""))

    async def _reports(self, rows: Select[*tuple[Any, ...]]) -> tuple[Report, ...]:
        found = (await self._session.execute(rows, execution_options=FRESH)).all()
        said = await self._complaints([row.id for row, _ in found])
        return tuple(_report(row, said.get(row[0].id, ())) for row in found)

    async def _complaints(self, reports: Iterable[UUID]) -> dict[UUID, tuple[Complaint, ...]]:
        rows = select(ComplaintRow).where(ComplaintRow.report_id.in_(tuple(reports)))
        said: dict[UUID, tuple[Complaint, ...]] = {}
        ordered = rows.order_by(ComplaintRow.at, ComplaintRow.user_id)
        for row in await self._session.scalars(ordered, execution_options=FRESH):
            complaint = Complaint(UserId(row.user_id), row.reason, row.at, row.place)
            said[row.report_id] = (*said.get(row.report_id, ()), complaint)
        return said


class SqlNotices:
    """NoticeRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, notice: Notice) -> None:
        statement = insert_into(self._session, NoticeRow).values(
            user_id=notice.user, about_id=notice.about, guild_id=notice.guild, kind=notice.kind.value, at=notice.at
        )
        await self._session.execute(statement.on_conflict_do_nothing(index_elements=["user_id", "about_id"]))

    async def list_waiting(self) -> frozenset[UserId]:
        return frozenset(map(UserId, await self._session.scalars(select(NoticeRow.user_id).distinct())))

    async def pop(self, user: UserId) -> tuple[Notice, ...]:
        gone = delete(NoticeRow).where(NoticeRow.user_id == user).returning(NoticeRow)
        found = [_notice(row) for row in await self._session.scalars(gone)]
        return tuple(sorted(found, key=lambda one: one.at))

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(NoticeRow).where(NoticeRow.at < before))

    async def forget(self, user: UserId) -> None:
        await change(self._session, delete(NoticeRow).where(NoticeRow.user_id == user))


def _but_of(user: UserId) -> ColumnElement[bool]:
    return or_(ReportRow.owner_user_id.is_(None), ReportRow.owner_user_id != user)


def _notice(row: NoticeRow) -> Notice:
    return Notice(UserId(row.user_id), row.about_id, GuildId(row.guild_id), NoticeKind(row.kind), row.at)


def _report(found: Row[*tuple[Any, ...]], complaints: tuple[Complaint, ...]) -> Report:
    row, answer = found
    return Report(
        id=row.id,
        guild=GuildId(row.guild_id),
        kind=ReportKind(row.kind),
        ref=row.ref,
        owner=None if row.owner_user_id is None else UserId(row.owner_user_id),
        name=row.name,
        excerpt=row.excerpt,
        opened_at=row.opened_at,
        complaints=complaints,
        decision=_decision(row),
        answer=answer,
    )


def _decision(row: ReportRow) -> Decision | None:
    if row.verdict is None or row.decided_at is None or row.entry_id is None:
        return None
    by = None if row.decided_by_user_id is None else UserId(row.decided_by_user_id)
    return Decision(Verdict(row.verdict), by, row.decided_at, row.reason, row.entry_id)
