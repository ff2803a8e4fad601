"""Who came to raids, in the database."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from bot.domain.attendance import Attended, Mark, Presence, Tally, Turnout, arranged
from bot.domain.ids import GuildId, RaidId, UserId
from bot.domain.raids import Raid
from bot.domain.teams import Player
from bot.models import MarkRow, RaidRow, SheetRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_paging import FRESH
from bot.repositories.sql_raid_rows import raid_from_row

S = TypeVar("S", bound=Select[*tuple[Any, ...]])

_CAME = tuple(presence for presence in Presence if presence.came)


class SqlAttendance:
    """AttendanceRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_marks(self, raid: RaidId) -> tuple[Mark, ...]:
        rows = await self._session.scalars(select(MarkRow).where(MarkRow.raid_id == raid), execution_options=FRESH)
        return arranged(map(_mark, rows))

    async def find_saved(self, raid: RaidId) -> datetime | None:
        return await self._session.scalar(select(SheetRow.saved_at).where(SheetRow.raid_id == raid))

    async def put_marks(self, raid: RaidId, marks: Sequence[Mark]) -> None:
        if not marks:
            return
        users, guests = [mark.player.user for mark in marks], [mark.player.name for mark in marks]
        for column, named in ((MarkRow.user_id, users), (MarkRow.guest, guests)):
            former = delete(MarkRow).where(MarkRow.raid_id == raid, column.in_([one for one in named if one]))
            await change(self._session, former)
        rows = [
            {"id": uuid7(), "raid_id": raid, "user_id": user, "guest": guest, "presence": mark.presence}
            for mark, user, guest in zip(marks, users, guests, strict=True)
        ]
        await self._session.execute(insert(MarkRow), rows)

    async def save(self, raid: RaidId, now: datetime) -> None:
        row = insert_into(self._session, SheetRow).values(raid_id=raid, saved_at=now)
        await change(self._session, row.on_conflict_do_update(index_elements=["raid_id"], set_={"saved_at": now}))

    async def list_attended(
        self, after: datetime, *, guild: GuildId | None = None, user: UserId | None = None
    ) -> tuple[Attended, ...]:
        rows = (
            select(RaidRow, MarkRow)
            .join(MarkRow, MarkRow.raid_id == RaidRow.id)
            .join(SheetRow, SheetRow.raid_id == RaidRow.id)
            .where(RaidRow.starts_at > after)
            .order_by(RaidRow.starts_at.desc(), RaidRow.id, MarkRow.user_id.is_(None), MarkRow.user_id, MarkRow.guest)
        )
        if guild is not None:
            rows = rows.where(RaidRow.guild_id == guild)
        if user is not None:
            rows = rows.where(MarkRow.user_id == user)
        found = await self._session.execute(rows, execution_options=FRESH)
        return tuple(Attended(raid_from_row(raid), _mark(mark)) for raid, mark in found)

    async def list_tallies(self, guild: GuildId, after: datetime, start: int, limit: int) -> tuple[Tally, ...]:
        counts = [func.count().filter(MarkRow.presence == presence) for presence in Presence]
        came = func.count().filter(MarkRow.presence.in_(_CAME))
        rows = (
            _saved(select(MarkRow.user_id, MarkRow.guest, *counts), guild, after)
            .group_by(MarkRow.user_id, MarkRow.guest)
            .order_by(came.desc(), MarkRow.user_id.is_(None), MarkRow.user_id, MarkRow.guest)
        )
        found = await self._session.execute(rows.offset(start).limit(limit))
        return tuple(
            Tally(
                _player(user, guest),
                {presence: count for presence, count in zip(Presence, numbers, strict=True) if count},
            )
            for user, guest, *numbers in found
        )

    async def list_turnouts(self, guild: GuildId, after: datetime, start: int, limit: int) -> tuple[Turnout, ...]:
        saved = select(SheetRow.raid_id).where(SheetRow.raid_id == RaidRow.id).exists()
        rows = (
            select(RaidRow)
            .where(RaidRow.guild_id == guild, RaidRow.starts_at > after, saved, _has_marks())
            .order_by(RaidRow.starts_at.desc(), RaidRow.id)
        )
        found = await self._session.scalars(rows.offset(start).limit(limit), execution_options=FRESH)
        raids = tuple(raid_from_row(row) for row in found)
        counted = (
            select(MarkRow.raid_id, func.count().filter(MarkRow.presence.in_(_CAME)), func.count())
            .where(MarkRow.raid_id.in_([raid.id for raid in raids]))
            .group_by(MarkRow.raid_id)
        )
        numbers = {raid: (came, count) for raid, came, count in await self._session.execute(counted)}
        return tuple(Turnout(raid, *numbers[raid.id]) for raid in raids)

    async def count_attended(self, guild: GuildId, after: datetime) -> int:
        rows = select(func.count()).select_from(RaidRow).join(SheetRow, SheetRow.raid_id == RaidRow.id)
        counted = rows.where(RaidRow.guild_id == guild, RaidRow.starts_at > after, _has_marks())
        return await self._session.scalar(counted) or 0

    async def list_begun(self, guild: GuildId, after: datetime, before: datetime, limit: int) -> tuple[Raid, ...]:
        rows: Select[RaidRow] = (
            select(RaidRow)
            .where(RaidRow.guild_id == guild, RaidRow.starts_at > after, RaidRow.starts_at <= before)
            .where(RaidRow.status.in_(("open", "locked")))
            .order_by(RaidRow.starts_at.desc(), RaidRow.id)
            .limit(limit)
        )
        return tuple(raid_from_row(row) for row in await self._session.scalars(rows, execution_options=FRESH))

    async def count(self, user: UserId) -> int:
        rows = select(func.count()).select_from(MarkRow).where(MarkRow.user_id == user)
        return await self._session.scalar(rows) or 0

    async def forget(self, user: UserId) -> None:
        await change(self._session, delete(MarkRow).where(MarkRow.user_id == user))


def _saved(rows: S, guild: GuildId, after: datetime) -> S:
    """Return `rows` of the marks that count of a guild's raids after that time."""
    there = rows.join(RaidRow, RaidRow.id == MarkRow.raid_id).join(SheetRow, SheetRow.raid_id == RaidRow.id)
    return there.where(RaidRow.guild_id == guild, RaidRow.starts_at > after)


def _has_marks() -> ColumnElement[bool]:
    return select(MarkRow.id).where(MarkRow.raid_id == RaidRow.id).exists()


def _mark(row: MarkRow) -> Mark:
    return Mark(_player(row.user_id, row.guest), Presence(row.presence))


def _player(user: int | None, guest: str | None) -> Player:
    return Player(None if user is None else UserId(user), guest)
