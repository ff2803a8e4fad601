"""A Postgres that hangs: everybody is told within three seconds, and it is used again when it goes on."""

import asyncio
import signal
import time
from collections.abc import Iterator

import pytest
import structlog

from bot.errors import StorageUnavailableError, StorageUnsureError
from bot.repositories.engine import create_engine
from bot.repositories.pulse import Pulse
from bot.repositories.sql_unit import SqlUnits
from tests.factories import ALICE, START
from tests.postgres_alone import PostgresAlone

SOON_S = 3.0


@pytest.fixture(scope="module")
def alone() -> Iterator[PostgresAlone]:
    with PostgresAlone.started() as server:
        yield server


async def refused_after(units: SqlUnits) -> float:
    """Write and be refused; returns how long that took."""
    began = time.monotonic()
    with pytest.raises(StorageUnavailableError):
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
    return time.monotonic() - began


async def count(units: SqlUnits) -> None:
    async with units(reads_only=True) as unit:
        await unit.builds.count_own(ALICE)


async def recovered_after(units: SqlUnits) -> float:
    began = time.monotonic()
    while True:
        try:
            await count(units)
        except StorageUnavailableError:
            await asyncio.sleep(0.05)
        else:
            return time.monotonic() - began


async def test_stopped_killed_and_started_again(alone: PostgresAlone) -> None:
    engine = create_engine(alone.url)
    units = SqlUnits(engine)
    await asyncio.gather(*(count(units) for _ in range(10)))
    alone.signal(signal.SIGSTOP)
    took = await asyncio.gather(*(refused_after(units) for _ in range(40)))
    assert max(took) < SOON_S
    assert await refused_after(units) < 0.1  # nobody waits for what is known
    alone.signal(signal.SIGCONT)
    assert await recovered_after(units) < SOON_S
    alone.kill()
    assert max(await asyncio.gather(*(refused_after(units) for _ in range(40)))) < SOON_S
    alone.start()
    assert await recovered_after(units) < SOON_S
    await engine.dispose()


async def test_one_that_hangs_in_the_middle_of_a_unit_writes_nothing(alone: PostgresAlone) -> None:
    engine = create_engine(alone.url)
    units = SqlUnits(engine)

    async def write() -> None:
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
            alone.signal(signal.SIGSTOP)
            await unit.builds.count_own(ALICE)

    began = time.monotonic()
    with pytest.raises(StorageUnavailableError):
        await write()
    assert time.monotonic() - began < SOON_S
    alone.signal(signal.SIGCONT)
    await recovered_after(units)
    async with units(reads_only=True) as unit:
        assert await unit.accounts.find_summary(ALICE) is None
    await engine.dispose()


async def test_every_connection_cut_costs_only_what_is_in_hand(alone: PostgresAlone) -> None:
    engine = create_engine(alone.url)
    units = SqlUnits(engine)
    await asyncio.gather(*(count(units) for _ in range(10)))
    alone.cut()
    await asyncio.sleep(0.05)  # the server's farewell is on its way
    await asyncio.gather(*(count(units) for _ in range(40)))
    await engine.dispose()


async def test_a_commit_whose_answer_is_lost_is_told_as_unsure(alone: PostgresAlone) -> None:
    engine = create_engine(alone.url)
    units = SqlUnits(engine)

    async def write() -> None:
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
            alone.cut()

    with pytest.raises(StorageUnsureError):
        await write()
    await engine.dispose()


@pytest.mark.parametrize(("answers", "others_end"), [(True, False), (False, True)])
async def test_a_server_that_is_only_busy_is_not_cut(
    monkeypatch: pytest.MonkeyPatch, *, answers: bool, others_end: bool
) -> None:
    monkeypatch.setattr("bot.repositories.pulse.PATIENCE_S", 0.02)
    asked = asyncio.Event()

    async def ask() -> bool:
        asked.set()
        if others_end:
            async with pulse.watching():
                """Another unit, that comes to its end."""
        return answers

    pulse = Pulse(ask)
    async with pulse.watching(), pulse.waiting():
        await asked.wait()
        await asyncio.sleep(0.01)
        assert not pulse.is_away
    pulse.stop()


async def test_who_waits_and_who_comes_is_told_while_it_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.repositories.pulse.PATIENCE_S", 0.02)
    monkeypatch.setattr("bot.repositories.pulse.RETRY_S", 0.02)
    back = asyncio.Event()

    async def ask() -> bool:
        return back.is_set()

    pulse = Pulse(ask)
    with pytest.raises(TimeoutError):
        async with pulse.watching(), pulse.waiting():
            await asyncio.sleep(10)
    with pytest.raises(StorageUnavailableError):
        async with pulse.watching():
            """Nobody gets here."""
    back.set()
    await asyncio.sleep(0.1)
    async with pulse.watching():
        assert not pulse.is_away
    pulse.stop()


async def test_the_question_is_nobodys_request() -> None:
    told: dict[str, object] = {}
    asked = asyncio.Event()

    async def ask() -> bool:
        told.update(structlog.contextvars.get_contextvars())
        asked.set()
        return True

    pulse = Pulse(ask)
    with structlog.contextvars.bound_contextvars(request="r1"):
        async with pulse.watching():
            await asked.wait()
    pulse.stop()
    assert told == {}
