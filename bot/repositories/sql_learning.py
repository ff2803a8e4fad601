"""Who lets the bot learn from them, and keys of pseudonyms, in the database."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import UserId
from bot.domain.learning.consent import NO_CONSENT, Consent
from bot.models import AccountRow, LearningErasureRow, LearningKeyRow
from bot.repositories.sql_accounts import change, insert_into


class SqlLearning:
    """LearningRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find_consent(self, user: UserId) -> Consent:
        found = select(AccountRow.learns_since, AccountRow.learning_asked_at).where(AccountRow.user_id == user)
        row = (await self._session.execute(found)).one_or_none()
        return NO_CONSENT if row is None else Consent(*row)

    async def set_consent(self, user: UserId, consent: Consent) -> None:
        values = {"learns_since": consent.since, "learning_asked_at": consent.asked_at}
        await change(self._session, update(AccountRow).where(AccountRow.user_id == user).values(**values))

    async def mark_asked(self, user: UserId, now: datetime) -> bool:
        never = (AccountRow.user_id == user, AccountRow.learning_asked_at.is_(None))
        return await change(self._session, update(AccountRow).where(*never).values(learning_asked_at=now)) > 0

    async def find_consents(self) -> Mapping[UserId, datetime]:
        said = select(AccountRow.user_id, AccountRow.learns_since).where(AccountRow.learns_since.is_not(None))
        rows = await self._session.execute(said)
        return {UserId(user): since for user, since in rows if since is not None}

    async def list_secrets(self) -> Mapping[int, bytes]:
        rows = await self._session.execute(select(LearningKeyRow.period, LearningKeyRow.secret))
        return {period: bytes(secret) for period, secret in rows}

    async def keep_secret(self, period: int, secret: bytes) -> None:
        statement = insert_into(self._session, LearningKeyRow).values(period=period, secret=secret)
        await change(self._session, statement.on_conflict_do_nothing())

    async def drop_secrets(self, before: int) -> None:
        await change(self._session, delete(LearningKeyRow).where(LearningKeyRow.period < before))

    async def ask_erasures(self, period: int, pseudonyms: Collection[str], now: datetime) -> None:
        rows = [{"pseudonym": one, "period": period, "asked_at": now} for one in pseudonyms]
        if rows:
            statement = insert_into(self._session, LearningErasureRow).values(rows)
            await change(self._session, statement.on_conflict_do_nothing())

    async def list_erasures(self) -> frozenset[str]:
        return frozenset((await self._session.execute(select(LearningErasureRow.pseudonym))).scalars())

    async def drop_erasures(self, before: int) -> None:
        await change(self._session, delete(LearningErasureRow).where(LearningErasureRow.period < before))
