"""Linked game accounts in the database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.game_account import GameLink
from bot.domain.ids import UserId
from bot.models import AccountRow, GameLinkRow
from bot.repositories.sql_accounts import change, insert_into, owned_by

_FIELDS = (GameLinkRow.sealed, GameLinkRow.secret, GameLinkRow.game_id, GameLinkRow.name, GameLinkRow.linked_at)


class SqlLinks:
    """LinkRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, owner: UserId, link: GameLink) -> None:
        values = {
            "sealed": link.sealed,
            "secret": link.secret,
            "game_id": link.game_id,
            "name": link.name,
            "linked_at": link.linked_at,
        }
        statement = insert_into(self._session, GameLinkRow).values(account_id=owned_by(owner), **values)
        await change(self._session, statement.on_conflict_do_update(index_elements=["account_id"], set_=values))

    async def find(self, owner: UserId) -> GameLink | None:
        found = select(*_FIELDS).where(GameLinkRow.account_id == owned_by(owner))
        row = (await self._session.execute(found)).one_or_none()
        return None if row is None else _link(row)

    async def delete(self, owner: UserId) -> bool:
        gone = await change(self._session, delete(GameLinkRow).where(GameLinkRow.account_id == owned_by(owner)))
        return gone > 0

    async def count_others(self, owner: UserId, game_id: str) -> int:
        same = select(func.count()).select_from(GameLinkRow).where(GameLinkRow.game_id == game_id)
        joined = same.join(AccountRow, AccountRow.id == GameLinkRow.account_id).where(AccountRow.user_id != owner)
        return (await self._session.execute(joined)).scalar_one()

    async def list_sealed_otherwise(
        self, secret: str, *, limit: int, after: UserId | None = None
    ) -> tuple[tuple[UserId, GameLink], ...]:
        found = select(AccountRow.user_id, *_FIELDS).join(AccountRow, AccountRow.id == GameLinkRow.account_id)
        found = found.where(GameLinkRow.secret != secret).order_by(AccountRow.user_id).limit(limit)
        if after is not None:
            found = found.where(AccountRow.user_id > after)
        rows = (await self._session.execute(found)).all()
        return tuple((UserId(row.user_id), _link(row)) for row in rows)

    async def reseal(self, owner: UserId, before: GameLink, sealed: str, secret: str) -> bool:
        unchanged = (GameLinkRow.account_id == owned_by(owner), GameLinkRow.sealed == before.sealed)
        statement = update(GameLinkRow).where(*unchanged).values(sealed=sealed, secret=secret)
        return await change(self._session, statement) > 0

    async def count_by_secret(self) -> Mapping[str, int]:
        counted = select(GameLinkRow.secret, func.count()).group_by(GameLinkRow.secret)
        rows = (await self._session.execute(counted)).all()
        return {row[0]: row[1] for row in rows}


def _link(row: Any) -> GameLink:
    return GameLink(sealed=row.sealed, secret=row.secret, game_id=row.game_id, name=row.name, linked_at=row.linked_at)
