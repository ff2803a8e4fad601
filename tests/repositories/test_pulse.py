"""A Postgres that hangs: everybody is told soon, and it is used again when it goes on."""

import asyncio
import signal
from collections.abc import Iterator

import pytest
import structlog

from bot.errors import StorageUnavailableError, StorageUnsureError
from bot.repositories import pulse as limits
from bot.repositories.engine import Limits, create_engine
from bot.repositories.pulse import Pulse
from bot.repositories.sql_unit import SqlUnits
from tests.factories import ALICE, START
from tests.postgres_alone import PostgresAlone

PATIENCE_S = 60.0
SLOW = Limits(pool_wait_s=600.0, connect_s=600.0, statement_s=600.0)
"""By these alone nobody would ever be told."""


@pytest.fixture(scope="module")
def alone() -> Iterator[PostgresAlone]:
    with PostgresAlone.started() as server:
        yield server


async def refused(units: SqlUnits) -> None:
    """Write and be refused."""
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(StorageUnavailableError):
            async with units() as unit:
                await unit.accounts.ensure(ALICE, START)


def refused_at_once(units: SqlUnits) -> None:
    """Be refused without a single wait."""
    with pytest.raises(StorageUnavailableError):
        units().__aenter__().send(None)


async def count(units: SqlUnits) -> None:
    async with units(reads_only=True) as unit:
        await unit.builds.count_own(ALICE)


async def recovered(units: SqlUnits) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            try:
                return await count(units)
            except StorageUnavailableError:
                await asyncio.sleep(0.05)


def test_by_their_limits_all_are_told_within_three_seconds() -> None:
    """The third is for what else an answer takes."""
    assert limits.PATIENCE_S + limits.PROBE_S < 2


async def test_stopped_killed_and_started_again(alone: PostgresAlone) -> None:
    engine = create_engine(alone.url, limits=SLOW)
    units = SqlUnits(engine)
    await asyncio.gather(*(count(units) for _ in range(10)))
    alone.signal(signal.SIGSTOP)
    await asyncio.gather(*(refused(units) for _ in range(40)))
    refused_at_once(units)  # nobody waits for what is known
    alone.signal(signal.SIGCONT)
    await recovered(units)
    alone.kill()
    await asyncio.gather(*(refused(units) for _ in range(40)))
    alone.start()
    await recovered(units)
    await engine.dispose()


async def test_one_that_hangs_in_the_middle_of_a_unit_writes_nothing(alone: PostgresAlone) -> None:
    engine = create_engine(alone.url, limits=SLOW)
    units = SqlUnits(engine)

    async def write() -> None:
        async with units() as unit:
            await unit.accounts.ensure(ALICE, START)
            alone.signal(signal.SIGSTOP)
            await unit.builds.count_own(ALICE)

    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(StorageUnavailableError):
            await write()
    alone.signal(signal.SIGCONT)
    await recovered(units)
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
    async with asyncio.timeout(PATIENCE_S):
        while pulse.is_away:  # noqa: ASYNC110 - nobody else is told
            await asyncio.sleep(0.01)
    async with pulse.watching():
        """There is nothing to tell."""
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
