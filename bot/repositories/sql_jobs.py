"""Jobs in the database, shared by all processes that use it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, bindparam, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from bot.models import JobRow
from bot.repositories.sql_accounts import INSERT, change, dialect_of
from bot.repositories.unit_raids import Backlog, Job


def _put(insert_row: Any) -> Any:
    """Return how a job is asked for, made once: whoever presses waits for it with a raid in hand."""
    asked: dict[str, Any] = {
        "id": bindparam("new_id"),
        "kind": bindparam("kind"),
        "key": bindparam("key"),
        "due_at": bindparam("due"),
    }
    row = insert_row(JobRow.__table__).values(asked | {"version": 1, "attempts": 0})
    keeps_earlier = _J.leased_until.is_(None) & (_J.due_at < row.excluded.due_at)
    again = {"version": _J.version + 1, "due_at": case((keeps_earlier, _J.due_at), else_=row.excluded.due_at)}
    return row.on_conflict_do_update(index_elements=["kind", "key"], set_=again)


_JOBS, _J = cast("Table", JobRow.__table__), JobRow.__table__.c
_PUT = {name: _put(insert_row) for name, insert_row in INSERT.items()}
_FINISH = delete(_JOBS).where(_J.id == bindparam("mine"), _J.version == bindparam("of_version"))
_RELEASE = update(_JOBS).where(_J.id == bindparam("mine")).values(leased_until=None, attempts=0)


class SqlJobs:
    """JobRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, kind: str, key: str, due_at: datetime) -> None:
        values = {"new_id": uuid7(), "kind": kind, "key": key, "due": due_at}
        await change(self._session, _PUT[dialect_of(self._session)], values)

    async def lease(self, now: datetime, until: datetime, limit: int, kinds: Collection[str]) -> tuple[Job, ...]:
        free = or_(JobRow.leased_until.is_(None), JobRow.leased_until <= now)
        known = JobRow.kind.in_(sorted(kinds))
        due = select(JobRow).where(JobRow.due_at <= now, free, known).order_by(JobRow.due_at, JobRow.id).limit(limit)
        rows = (await self._session.scalars(due.with_for_update(skip_locked=True))).all()
        if not rows:
            return ()
        taken = tuple(
            Job(row.id, row.kind, row.key, row.due_at, row.version, attempts=row.attempts + 1) for row in rows
        )
        leased = update(JobRow).where(JobRow.id.in_([job.id for job in taken]))
        await change(self._session, leased.values(leased_until=until, attempts=JobRow.attempts + 1))
        return taken

    async def find_backlog(self, now: datetime) -> tuple[Backlog, ...]:
        free = or_(JobRow.leased_until.is_(None), JobRow.leased_until <= now)
        due = select(JobRow.kind, func.count(), func.min(JobRow.due_at)).where(JobRow.due_at <= now, free)
        rows = await self._session.execute(due.group_by(JobRow.kind).order_by(JobRow.kind))
        return tuple(Backlog(kind, count, oldest) for kind, count, oldest in rows)

    async def finish(self, job: Job) -> None:
        if not await change(self._session, _FINISH, {"mine": job.id, "of_version": job.version}):
            await change(self._session, _RELEASE, {"mine": job.id})

    async def postpone(self, job: Job, due_at: datetime) -> None:
        await change(self._session, update(JobRow).where(JobRow.id == job.id).values(leased_until=None, due_at=due_at))

    async def count_attempts(self, kind: str, key: str) -> int:
        rows = select(JobRow.attempts).where(JobRow.kind == kind, JobRow.key == key)
        return await self._session.scalar(rows) or 0

    async def drop(self, kind: str, key: str) -> bool:
        return await change(self._session, delete(JobRow).where(JobRow.kind == kind, JobRow.key == key)) == 1
