"""What was last registered with Discord. Beside the unit of work, since no use case ever changes it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.models import RegistrationRow
from bot.repositories.engine import WRITES
from bot.repositories.sql_errors import our_errors


class SqlRegistrations:
    """The hash of the commands of each application, over an engine."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def find_hash(self, application: int) -> str | None:
        """Return the hash of what `application` has registered, as far as is known."""
        with our_errors():
            async with AsyncSession(self._engine) as session:
                column = RegistrationRow.payload_hash
                return await session.scalar(select(column).where(RegistrationRow.application_id == application))

    async def keep_hash(self, application: int, payload_hash: str, now: datetime) -> None:
        """Remember what `application` has registered."""
        row = RegistrationRow(application_id=application, payload_hash=payload_hash, registered_at=now)
        with our_errors():
            async with AsyncSession(self._engine) as session, session.begin():
                await session.connection(execution_options={WRITES: True})
                await session.merge(row)
