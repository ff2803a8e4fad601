"""Imports that wait for their confirmation, in the database."""

import json
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import UserId
from bot.domain.sketch import Draft
from bot.models import DraftRow
from bot.repositories.sql_accounts import change, insert_into, owned_by


class SqlDrafts:
    """DraftRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, owner: UserId, draft: Draft) -> None:
        values = {"token": draft.token, "texts": json.dumps(draft.texts), "made_at": draft.made_at}
        statement = insert_into(self._session, DraftRow).values(owner_id=owned_by(owner), **values)
        await change(self._session, statement.on_conflict_do_update(index_elements=["owner_id"], set_=values))

    async def find(self, owner: UserId) -> Draft | None:
        found = select(DraftRow.token, DraftRow.texts, DraftRow.made_at).where(DraftRow.owner_id == owned_by(owner))
        row = (await self._session.execute(found)).one_or_none()
        return None if row is None else Draft(row.token, tuple(json.loads(row.texts)), row.made_at)

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(DraftRow).where(DraftRow.made_at < before))
