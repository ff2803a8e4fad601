"""The log of editions in the database."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from bot.domain.patches import LoggedEdition
from bot.models import EditionRow
from bot.repositories.sql_accounts import change, insert_into


class SqlEditions:
    """EditionLog over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_all(self) -> tuple[LoggedEdition, ...]:
        rows = await self._session.scalars(select(EditionRow).order_by(EditionRow.since, EditionRow.id))
        return tuple(LoggedEdition(row.since, row.build, row.fetched_at, row.prints) for row in rows)

    async def add(self, edition: LoggedEdition, keep: int) -> None:
        statement = insert_into(self._session, EditionRow).values(
            id=uuid7(),
            since=edition.since,
            build=edition.build,
            fetched_at=edition.fetched_at,
            prints=edition.prints,
        )
        await change(self._session, statement)
        newest = select(EditionRow.id).order_by(EditionRow.since.desc(), EditionRow.id.desc())
        surplus = (await self._session.scalars(newest.offset(keep))).all()
        await change(self._session, delete(EditionRow).where(EditionRow.id.in_(surplus)))
