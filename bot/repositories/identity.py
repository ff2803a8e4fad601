"""Which database this is, however its address is spelled."""

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.repositories.sql_errors import our_errors

_CLUSTER = "SELECT system_identifier FROM pg_control_system()"
_HERE = "SELECT oid FROM pg_database WHERE datname = current_database()"


async def find_identity(engine: AsyncEngine) -> str | None:
    """Return the number of a Postgres and of the database in it; None where that is not told, and for SQLite.

    A server that takes over from another keeps it; a database that was restored into a new one has its own.
    """
    if engine.dialect.name != "postgresql":
        return None
    with our_errors():
        try:
            async with engine.connect() as connection:
                cluster = await connection.scalar(text(_CLUSTER))
                return f"{cluster:x}-{await connection.scalar(text(_HERE))}"
        except DBAPIError as error:
            if error.connection_invalidated:
                raise
            return None
