"""What people prefer, in the database: columns of their accounts."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import UserId
from bot.domain.modes import GameMode
from bot.domain.preferences import Preferences, Taste
from bot.domain.reminders import Way
from bot.models import AccountRow
from bot.repositories.sql_accounts import change

_COLUMNS = {"way": "remind_by"}


class SqlPreferences:
    """PreferenceRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, user: UserId) -> Preferences:
        columns = (AccountRow.language, AccountRow.mode, AccountRow.zone, AccountRow.remind_by)
        row = (await self._session.execute(select(*columns).where(AccountRow.user_id == user))).one_or_none()
        if row is None:
            return Preferences()
        language, mode, zone, way = row
        return Preferences(_taste(language, mode), zone, Way(way) if way else Way.CHANNEL)

    async def find_tastes(self) -> Mapping[UserId, Taste]:
        chosen = or_(AccountRow.language.is_not(None), AccountRow.mode.is_not(None))
        rows = await self._session.execute(
            select(AccountRow.user_id, AccountRow.language, AccountRow.mode).where(chosen)
        )
        return {UserId(user): _taste(language, mode) for user, language, mode in rows}

    async def set(self, user: UserId, changes: Mapping[str, Any]) -> None:
        values = {_COLUMNS.get(name, name): value for name, value in changes.items()}
        await change(self._session, update(AccountRow).where(AccountRow.user_id == user).values(**values))


@cache
def _taste(language: str | None, mode: str | None) -> Taste:
    """Return one object for all who have the same: they are kept in memory, and there are a dozen kinds."""
    return Taste(language, GameMode(mode) if mode else None)
