"""Moderation in the database."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from secrets import token_hex
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    bindparam,
    delete,
    insert,
    null,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from bot.domain.ids import GuildId, UserId
from bot.domain.order import Deed, Hidden, LogEntry, LogFilter, Suspension, SuspensionMark, ThingKind
from bot.domain.pages import Cursor
from bot.models import HiddenRow, LogRow, MarkedRow, SuspensionRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_paging import FRESH


class SqlOrder:
    """OrderRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hide(self, hidden: Hidden) -> None:
        values: dict[str, Any] = {
            "kind": hidden.kind.value,
            "short_id": hidden.short_id,
            "name": hidden.name,
            "owner_user_id": hidden.owner,
            "reason": hidden.reason,
            "hidden_at": hidden.hidden_at,
            "answer": hidden.answer,
        }
        statement = insert_into(self._session, HiddenRow).values(guild_id=hidden.guild, thing_id=hidden.thing, **values)
        await change(
            self._session, statement.on_conflict_do_update(index_elements=["guild_id", "thing_id"], set_=values)
        )

    async def find_hidden(self, guild: GuildId, thing: UUID) -> Hidden | None:
        row = (await self._session.execute(_FIND_HIDDEN, {"guild": guild, "thing": thing})).one_or_none()
        return None if row is None else _hidden_from_row(row)

    async def list_hidden(self, guild: GuildId) -> tuple[Hidden, ...]:
        rows = select(HiddenRow).where(HiddenRow.guild_id == guild)
        return await self._hidden(rows.order_by(HiddenRow.hidden_at.desc(), HiddenRow.thing_id))

    async def drop_hidden(self, guild: GuildId, thing: UUID) -> None:
        gone = delete(HiddenRow).where(HiddenRow.guild_id == guild, HiddenRow.thing_id == thing)
        await change(self._session, gone)

    async def suspend(self, suspension: Suspension) -> None:
        await self.drop_suspension(suspension.guild, suspension.user)  # a mark would outlast a shorter one
        values = {"reason": suspension.reason, "until": suspension.until}
        statement = insert_into(self._session, SuspensionRow).values(
            guild_id=suspension.guild, user_id=suspension.user, **values
        )
        await change(
            self._session, statement.on_conflict_do_update(index_elements=["guild_id", "user_id"], set_=values)
        )

    async def find_suspension(self, guild: GuildId, user: UserId, now: datetime) -> Suspension | None:
        return next(iter(await self.list_suspended(guild, (user,), now)), None)

    async def list_suspended(self, guild: GuildId, users: Collection[UserId], now: datetime) -> tuple[Suspension, ...]:
        rows = (await self._session.execute(_LASTING, {"guild": guild, "now": now})).all()
        named = {row.user_id: _suspension_from_row(row) for row in rows if row.user_id is not None}
        marks = [_mark_from_row(row) for row in rows if row.user_id is None]
        found = (named.get(user) or next(_told(marks, user), None) for user in users)
        return tuple(one for one in found if one is not None)

    async def drop_suspension(self, guild: GuildId, user: UserId) -> None:
        gone = delete(SuspensionRow).where(SuspensionRow.guild_id == guild, SuspensionRow.user_id == user)
        await change(self._session, gone)
        rows = (await self._session.execute(select(_M).where(_M.c.guild_id == guild))).all()
        theirs = [row.id for row in rows if _mark_from_row(row).is_of(user)]
        await change(self._session, delete(MarkedRow).where(MarkedRow.id.in_(theirs)))

    async def purge_marks(self, now: datetime) -> None:
        await change(self._session, delete(MarkedRow).where(MarkedRow.until <= now))

    async def forget(self, user: UserId, now: datetime) -> None:
        await change(self._session, delete(HiddenRow).where(HiddenRow.owner_user_id == user))
        lasting = select(_S).where(_S.c.user_id == user, or_(_S.c.until.is_(None), _S.c.until > now))
        for row in (await self._session.execute(lasting)).all():
            mark = SuspensionMark.of(_suspension_from_row(row), now, token_hex(32))
            values = {"guild_id": mark.guild, "salt": mark.salt, "digest": mark.digest, "until": mark.until}
            await self._session.execute(insert(MarkedRow).values(id=uuid7(), **values))
        await change(self._session, delete(SuspensionRow).where(SuspensionRow.user_id == user))
        said = update(LogRow).where(LogRow.actor_user_id == user)
        await change(self._session, said.values(actor_user_id=None, reason=""))
        met = update(LogRow).where(LogRow.subject_user_id == user)
        await change(self._session, met.values(subject_user_id=None, target="", reason="", answer=None, thing=None))

    async def _hidden(self, rows: Select[HiddenRow]) -> tuple[Hidden, ...]:
        return tuple(map(_hidden_from_row, await self._session.scalars(rows, execution_options=FRESH)))


class SqlModerationLog:
    """ModerationLog over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, entry: LogEntry) -> None:
        row = LogRow(
            id=entry.id,
            guild_id=entry.guild,
            at=entry.at,
            deed=entry.deed.value,
            actor_user_id=entry.actor,
            subject_user_id=entry.subject,
            target=entry.target,
            reason=entry.reason,
            until=entry.until,
            thing=entry.thing,
        )
        self._session.add(row)
        await self._session.flush()

    async def find(self, key: UUID) -> LogEntry | None:
        return next(iter(await self._entries(select(LogRow).where(LogRow.id == key))), None)

    async def set_answer(self, key: UUID, answer: str) -> None:
        await change(self._session, update(LogRow).where(LogRow.id == key).values(answer=answer))

    async def list_of(
        self, guild: GuildId, wanted: LogFilter, *, place: Cursor | None, limit: int
    ) -> tuple[LogEntry, ...]:
        rows = select(LogRow).where(LogRow.guild_id == guild, *_wanted(wanted))
        if place is not None:
            rows = rows.where(tuple_(LogRow.at, LogRow.id) < tuple_(place.at, place.key))
        return await self._entries(rows.order_by(LogRow.at.desc(), LogRow.id.desc()).limit(limit))

    async def list_things(self, guild: GuildId, limit: int) -> tuple[tuple[str, str], ...]:
        about = select(LogRow.thing, LogRow.target).where(LogRow.guild_id == guild, LogRow.thing.is_not(None))
        rows = await self._session.execute(about.order_by(LogRow.at.desc(), LogRow.id.desc()).limit(limit))
        return tuple(dict.fromkeys((thing or "", target) for thing, target in rows))

    async def purge(self, before: datetime) -> int:
        await change(self._session, delete(SuspensionRow).where(SuspensionRow.until < before))
        return await change(self._session, delete(LogRow).where(LogRow.at < before))

    async def _entries(self, rows: Select[LogRow]) -> tuple[LogEntry, ...]:
        return tuple(
            LogEntry(
                id=row.id,
                guild=GuildId(row.guild_id),
                at=row.at,
                deed=Deed(row.deed),
                actor=None if row.actor_user_id is None else UserId(row.actor_user_id),
                subject=None if row.subject_user_id is None else UserId(row.subject_user_id),
                target=row.target,
                reason=row.reason,
                until=row.until,
                answer=row.answer,
                thing=row.thing,
            )
            for row in await self._session.scalars(rows, execution_options=FRESH)
        )


def _wanted(wanted: LogFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.about is not None:
        yield or_(LogRow.actor_user_id == wanted.about, LogRow.subject_user_id == wanted.about)
    if wanted.by is not None:
        yield LogRow.actor_user_id == wanted.by
    if wanted.deed is not None:
        yield LogRow.deed == wanted.deed.value
    if wanted.thing is not None:
        yield LogRow.thing == wanted.thing
    if wanted.since is not None:
        yield LogRow.at >= wanted.since
    if wanted.until is not None:
        yield LogRow.at < wanted.until


def _hidden_from_row(row: HiddenRow | Row[*tuple[Any, ...]]) -> Hidden:
    return Hidden(
        guild=GuildId(row.guild_id),
        kind=ThingKind(row.kind),
        thing=row.thing_id,
        short_id=row.short_id,
        name=row.name,
        owner=UserId(row.owner_user_id),
        reason=row.reason,
        hidden_at=row.hidden_at,
        answer=row.answer,
    )


def _suspension_from_row(row: Row[*tuple[Any, ...]]) -> Suspension:
    return Suspension(GuildId(row.guild_id), UserId(row.user_id), row.reason, row.until)


def _mark_from_row(row: Row[*tuple[Any, ...]]) -> SuspensionMark:
    return SuspensionMark(GuildId(row.guild_id), row.salt, row.digest, row.until)


def _told(marks: Iterable[SuspensionMark], user: UserId) -> Iterator[Suspension]:
    return (mark.suspension_of(user) for mark in marks if mark.is_of(user))


# Made once, on the tables as such: asked before everything that is published, and at each sign-up.
_H, _S, _M = HiddenRow.__table__, SuspensionRow.__table__, MarkedRow.__table__
_FIND_HIDDEN = select(_H).where(_H.c.guild_id == bindparam("guild"), _H.c.thing_id == bindparam("thing"))
_LASTING = union_all(
    select(_S.c.guild_id, _S.c.user_id, _S.c.reason, _S.c.until, null().label("salt"), null().label("digest")).where(
        _S.c.guild_id == bindparam("guild"), or_(_S.c.until.is_(None), _S.c.until > bindparam("now"))
    ),
    select(_M.c.guild_id, null(), null(), _M.c.until, _M.c.salt, _M.c.digest).where(
        _M.c.guild_id == bindparam("guild"), _M.c.until > bindparam("now")
    ),
)
"""All suspensions of a guild: few, and those by a mark can be found in no other way."""
