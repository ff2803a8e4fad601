"""Who Discord gives no time to say that they were heard does not wait behind those who said so."""

import asyncio

import pytest

from bot.repositories.engine import Limits, create_engine
from bot.repositories.sql_unit import HURRIED, SqlUnits


async def test_a_hurried_unit_waits_for_no_other(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url, limits=Limits(pool_size=HURRIED + 1))
    units, over = SqlUnits(engine), asyncio.Event()

    async def linger() -> None:
        async with units(reads_only=True):
            await over.wait()

    lingering = [asyncio.create_task(linger()) for _ in range(5)]
    await asyncio.sleep(0.1)
    async with asyncio.timeout(60), units(reads_only=True, is_hurried=True) as unit:
        assert await unit.searches.find_request("") is None
    over.set()
    await asyncio.gather(*lingering)
    await engine.dispose()


async def test_a_turn_that_failed_is_given_on(sqlite_url: str) -> None:
    engine = create_engine(sqlite_url, limits=Limits(pool_size=1))
    units = SqlUnits(engine)

    async def fail() -> None:
        async with units():
            raise ValueError("no")

    for _ in range(3):
        with pytest.raises(ValueError, match="no"):
            await fail()
    async with asyncio.timeout(60), units(reads_only=True):
        """There is a turn."""
    await engine.dispose()
