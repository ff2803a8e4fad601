"""Raids as one person sees them, in the database."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Uuid, and_, delete, func, literal, or_, select, tuple_, union
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, selectinload

from bot.domain.agenda import Planned
from bot.domain.ids import UserId
from bot.domain.pages import Cursor
from bot.domain.raids import Raid, RaidStatus
from bot.models import RaidRow, RaidSeatRow, SignupRow
from bot.models.base import UtcDateTime
from bot.repositories.sql_accounts import change
from bot.repositories.sql_paging import FRESH
from bot.repositories.sql_raid_rows import choice_from_row, entry_from_row, raid_from_row, seat_from_row
from bot.repositories.unit_around import Wanted


class SqlAgenda:
    """AgendaRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_raids(self, wanted: Wanted, place: Cursor | None, limit: int) -> tuple[Raid, ...]:
        rows = select(RaidRow).where(_is_wanted(wanted)).order_by(RaidRow.starts_at, RaidRow.id).limit(limit)
        if place is not None:
            behind = tuple_(literal(place.at, UtcDateTime()), literal(place.key, Uuid()))
            rows = rows.where(tuple_(RaidRow.starts_at, RaidRow.id) > behind)
        return tuple(raid_from_row(row) for row in await self._session.scalars(rows, execution_options=FRESH))

    async def count_raids(self, wanted: Wanted) -> int:
        return await self._session.scalar(select(func.count()).select_from(RaidRow).where(_is_wanted(wanted))) or 0

    async def find_planned(self, user: UserId, raids: Sequence[Raid]) -> tuple[Planned, ...]:
        keys = [raid.id for raid in raids]
        answers = select(SignupRow).where(SignupRow.user_id == user, SignupRow.raid_id.in_(keys))
        rows = await self._session.scalars(answers.options(selectinload(SignupRow.choices)), execution_options=FRESH)
        entries = {row.raid_id: entry_from_row(row, map(choice_from_row, row.choices)) for row in rows}
        places = select(RaidSeatRow).where(RaidSeatRow.user_id == user, RaidSeatRow.raid_id.in_(keys))
        found = await self._session.scalars(places, execution_options=FRESH)
        seats = {row.raid_id: seat_from_row(row) for row in found}
        return tuple(Planned(raid, entries.get(raid.id), seats.get(raid.id)) for raid in raids)

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(RaidRow).where(RaidRow.starts_at < before))


def _is_wanted(wanted: Wanted) -> ColumnElement[bool]:
    led = RaidRow.leader_user_id == wanted.user
    parts = [RaidRow.starts_at > wanted.after, or_(RaidRow.status != RaidStatus.DRAFT, led)]
    if wanted.guild is not None:
        parts.append(RaidRow.guild_id == wanted.guild)
    if wanted.is_mine:
        other = aliased(RaidRow)
        # one set of keys, so that an index finds it: an "or" over both would read all raids
        mine = union(
            select(SignupRow.raid_id).where(SignupRow.user_id == wanted.user),
            select(other.id).where(other.leader_user_id == wanted.user),
        )
        parts.append(RaidRow.id.in_(mine))
    return and_(*parts)
