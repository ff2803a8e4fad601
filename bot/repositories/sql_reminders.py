"""Reminders of raids in the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import RaidId, UserId
from bot.domain.raids import Raid, RaidStatus
from bot.domain.reminders import Reminder, ReminderState, Way
from bot.models import AccountRow, RaidRow, ReminderRow, SignupRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_paging import FRESH


class SqlReminders:
    """ReminderRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, raid: RaidId) -> Mapping[Reminder, ReminderState]:
        rows = select(ReminderRow).where(ReminderRow.raid_id == raid)
        found = await self._session.scalars(rows, execution_options=FRESH)
        return {Reminder(row.which): ReminderState(row.wanted, row.sent_at) for row in found}

    async def put(self, raid: RaidId, which: Reminder, state: ReminderState) -> None:
        said = {"wanted": state.is_wanted, "sent_at": state.sent_at}
        row = insert_into(self._session, ReminderRow).values(raid_id=raid, which=which, **said)
        await change(self._session, row.on_conflict_do_update(index_elements=["raid_id", "which"], set_=said))

    async def list_expected(self, raid: Raid, since: datetime, limit: int) -> tuple[UserId, ...]:
        answered = select(SignupRow.user_id).where(SignupRow.raid_id == raid.id)
        rows = (
            select(SignupRow.user_id)
            .join(RaidRow, RaidRow.id == SignupRow.raid_id)
            .where(RaidRow.guild_id == raid.guild, RaidRow.starts_at > since, RaidRow.status != RaidStatus.DRAFT)
            .where(SignupRow.user_id.not_in(answered))
            .distinct()
            .order_by(SignupRow.user_id)
            .limit(limit)
        )
        return tuple(map(UserId, await self._session.scalars(rows)))

    async def find_ways(self, users: Iterable[UserId]) -> Mapping[UserId, Way]:
        said = (AccountRow.user_id.in_(tuple(users)), AccountRow.remind_by.is_not(None))
        rows = await self._session.execute(select(AccountRow.user_id, AccountRow.remind_by).where(*said))
        return {UserId(user): Way(way) for user, way in rows if way is not None}

    async def set_way(self, user: UserId, way: Way) -> None:
        await change(self._session, update(AccountRow).where(AccountRow.user_id == user).values(remind_by=way))
