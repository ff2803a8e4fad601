"""Sessions with Discord begin one after the other, among all processes of a database."""

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StorageUnavailableError
from bot.repositories.engine import create_engine
from bot.repositories.sql_turns import Turns

LONG_S = 60.0
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()
"""


async def test_one_after_the_other(own_postgres: AsyncEngine) -> None:
    clock, taken = asyncio.get_running_loop(), []
    processes = [Turns(own_postgres, held_s=0.4) for _ in range(3)]

    async def take(turns: Turns) -> None:
        await turns.take(0)
        taken.append(clock.time())

    await asyncio.gather(*map(take, processes))
    assert all(later - sooner >= 0.39 for sooner, later in pairwise(taken))
    await asyncio.gather(*(turns.close() for turns in processes))


async def test_another_rest_waits_for_nobody_and_who_ends_gives_the_turn_back(own_postgres: AsyncEngine) -> None:
    one, other = [Turns(own_postgres, held_s=LONG_S) for _ in range(2)]
    await one.take(0)
    await asyncio.wait_for(other.take(1), 60)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(other.take(0), 0.6)
    await one.close()
    await asyncio.wait_for(other.take(0), 60)
    await other.close()


async def test_a_process_that_dies_gives_it_back(own_postgres: AsyncEngine) -> None:
    one, other = [Turns(own_postgres, held_s=LONG_S) for _ in range(2)]
    await one.take(0)
    async with own_postgres.connect() as connection:
        await connection.execute(text(END_OTHERS))
    await asyncio.wait_for(other.take(0), 60)
    await asyncio.gather(one.close(), other.close())


async def test_without_the_database_it_is_said() -> None:
    engine = create_engine("postgresql+asyncpg://nobody@127.0.0.1:9/nothing")
    with pytest.raises(StorageUnavailableError):
        await Turns(engine).take(0)
    await engine.dispose()
