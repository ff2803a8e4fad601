"""Who writes to SQLite waits in order: nobody fails because many write, everybody is told when one does not end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.ids import UserId
from bot.errors import StorageUnavailableError
from bot.repositories.engine import Limits, create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.writers import Writers
from tests.factories import ALICE, START

MANY = 1_000


@pytest.fixture
def units(own_sqlite: AsyncEngine) -> SqlUnits:
    return SqlUnits(own_sqlite)


@pytest.fixture
async def other(sqlite_url: str) -> AsyncIterator[AsyncEngine]:
    """What another process would be, which does not wait for long at the lock of the file."""
    engine = create_engine(sqlite_url, limits=Limits(sqlite_busy_s=0.2, sqlite_turn_s=600.0))
    yield engine
    await engine.dispose()


class Holder:
    """Writes until it is let go."""

    def __init__(self, units: SqlUnits) -> None:
        self._units = units
        self._writing, self._over = asyncio.Event(), asyncio.Event()
        self._task = asyncio.create_task(self._hold())

    @classmethod
    async def begun(cls, units: SqlUnits) -> "Holder":
        holder = cls(units)
        await holder._writing.wait()
        return holder

    async def end(self) -> None:
        self._over.set()
        await self._task

    async def _hold(self) -> None:
        async with self._units():
            self._writing.set()
            await self._over.wait()


async def write(units: SqlUnits, number: int, done: list[int] | None = None) -> None:
    async with units() as unit:
        await unit.accounts.ensure(UserId(number), START)
        if done is not None:
            done.append(number)


def queued(units: SqlUnits, numbers: range, done: list[int]) -> list[asyncio.Task[None]]:
    return [asyncio.create_task(write(units, number, done)) for number in numbers]


async def all_queued() -> None:
    for _ in range(3):
        await asyncio.sleep(0)


async def test_of_a_thousand_at_once_none_fails_and_all_come_in_order(
    units: SqlUnits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.repositories.writers.LONGEST_S", 600.0)  # however slow the machine is
    done: list[int] = []
    await asyncio.gather(*queued(units, range(1, MANY + 1), done))
    assert done == list(range(1, MANY + 1))


async def test_readers_get_in_while_many_wait_to_write(units: SqlUnits) -> None:
    holder = await Holder.begun(units)
    done: list[int] = []
    writing = queued(units, range(1, 51), done)
    for _ in range(20):
        async with units(reads_only=True) as unit:
            assert await unit.accounts.find_summary(ALICE) is None
    assert not done
    await holder.end()
    await asyncio.gather(*writing)


async def test_who_is_cancelled_leaves_the_place_to_the_next(units: SqlUnits) -> None:
    holder = await Holder.begun(units)
    done: list[int] = []
    writing = queued(units, range(1, 6), done)
    await all_queued()
    writing[0].cancel()
    writing[2].cancel()
    await holder.end()
    results = await asyncio.gather(*writing, return_exceptions=True)
    assert [isinstance(one, asyncio.CancelledError) for one in results] == [True, False, True, False, False]
    assert done == [2, 4, 5]


async def test_who_is_cancelled_in_the_moment_of_its_turn_gives_it_on(units: SqlUnits) -> None:
    done: list[int] = []
    for number in range(1, 40, 2):
        holder = await Holder.begun(units)
        first, second = queued(units, range(number, number + 2), done)
        await all_queued()
        ending = asyncio.create_task(holder.end())
        while not ending.done():  # somewhere on the way the turn is given to the first, which is gone by then
            await asyncio.sleep(0)
            if number % 3:
                first.cancel()
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first
        await second
    assert set(range(2, 41, 2)) <= set(done)


async def test_all_are_told_when_one_does_not_end(own_sqlite: AsyncEngine) -> None:
    Writers(0.2).attach(own_sqlite)
    units = SqlUnits(own_sqlite)
    holder = await Holder.begun(units)
    calls = [write(units, number) for number in range(1, 21)]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(one) for one in results} == {StorageUnavailableError}
    await holder.end()
    Writers(60.0).attach(own_sqlite)
    await write(units, 1)


async def test_nobody_is_told_while_those_before_get_on(own_sqlite: AsyncEngine) -> None:
    passed_s = 0.0
    Writers(0.2, lambda: passed_s).attach(own_sqlite)
    units = SqlUnits(own_sqlite)

    async def write_slowly(number: int) -> None:
        nonlocal passed_s
        async with units() as unit:
            await unit.accounts.ensure(UserId(number), START)
            await asyncio.sleep(0.05)  # all together take long enough for all to look again
            passed_s += 0.15

    await asyncio.gather(*(write_slowly(number) for number in range(1, 21)))


async def test_all_who_wait_are_told_when_another_process_does_not_end(units: SqlUnits, other: AsyncEngine) -> None:
    holder = await Holder.begun(units)
    calls = [write(SqlUnits(other), number) for number in range(1, 21)]
    results = await asyncio.gather(*calls, return_exceptions=True)
    assert {type(one) for one in results} == {StorageUnavailableError}
    await holder.end()
    await write(SqlUnits(other), 1)


async def test_a_failure_gives_the_place_on(units: SqlUnits) -> None:
    async def fail() -> None:
        async with units():
            raise ValueError("no")

    done: list[int] = []
    failing, writing = asyncio.create_task(fail()), queued(units, range(1, 4), done)
    with pytest.raises(ValueError, match="no"):
        await failing
    await asyncio.gather(*writing)
    assert done == [1, 2, 3]
