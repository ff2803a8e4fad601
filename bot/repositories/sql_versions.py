"""Earlier versions of builds in the database."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.builds import Version
from bot.domain.ids import BuildId
from bot.models import VersionRow
from bot.repositories.sql_accounts import change
from bot.repositories.sql_rows import version_from_row


class SqlVersions:
    """VersionRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def list_earlier(self, build: BuildId) -> tuple[Version, ...]:
        rows = select(VersionRow).where(VersionRow.build_id == build).order_by(VersionRow.number.desc())
        return tuple(version_from_row(row) for row in await self._session.scalars(rows))

    async def trim(self, build: BuildId, keep: int) -> None:
        numbers = select(VersionRow.number).where(VersionRow.build_id == build)
        surplus = (await self._session.scalars(numbers.order_by(VersionRow.number.desc()).offset(keep))).all()
        old = (VersionRow.build_id == build, VersionRow.number.in_(surplus))
        await change(self._session, delete(VersionRow).where(*old))
