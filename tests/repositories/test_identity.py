"""A database is told from every other, and is the same however its address is spelled."""

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.repositories.engine import create_engine
from bot.repositories.identity import find_identity


async def test_a_postgres_has_an_identity(own_postgres: AsyncEngine, own_postgres_url: str) -> None:
    found = await find_identity(own_postgres)
    again = create_engine(own_postgres_url)
    assert found is not None
    assert found == await find_identity(again)
    await again.dispose()


async def test_two_databases_of_a_server_are_two(own_postgres: AsyncEngine, postgres_url: str) -> None:
    other = create_engine(postgres_url)
    assert await find_identity(own_postgres) != await find_identity(other)
    await other.dispose()


async def test_an_sqlite_file_is_known_by_its_place(own_sqlite: AsyncEngine) -> None:
    assert await find_identity(own_sqlite) is None
