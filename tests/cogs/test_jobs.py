"""The loop that does jobs goes on whatever happens in one round, and slow ones hold up no others."""

import asyncio

import pytest
from structlog.testing import capture_logs

from bot.app import JOBS_NAME, Bot, Services
from bot.errors import StorageUnavailableError
from bot.services.jobs import BATCH
from bot.services.patches import MARK_POSTS
from bot.services.raids.planning import DRAW
from bot.services.raids.signups import TELL
from cogs.jobs import ROUNDS, JobLoop
from tests.cogs.conftest import World


async def test_a_mistake_of_ours_does_not_end_the_loop_for_all(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(_handlers: object) -> int:
        if next(rounds, False):
            raise KeyError("ours")
        if next(rounds_after, False):
            return BATCH
        again.set()
        return 0

    async def at_once() -> None: ...

    rounds, rounds_after, again = iter((True,)), iter((True,)), asyncio.Event()
    bot = Bot(services=services)
    monkeypatch.setattr(services.jobs, "work", work)
    monkeypatch.setattr(bot, "wait_until_ready", at_once)
    loop = JobLoop(bot)
    await loop.cog_load()
    await asyncio.wait_for(again.wait(), 30)
    await loop.cog_unload()


async def test_a_database_that_is_away_is_told_once_and_asked_again_at_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(_handlers: object) -> int:
        raise StorageUnavailableError("away")

    monkeypatch.setattr(services.jobs, "work", work)
    loop = JobLoop(Bot(services=services))
    with capture_logs() as logs:
        for _ in range(5):
            await loop.look.coro(loop)
            await asyncio.sleep(0)
    assert [log["event"] for log in logs] == ["jobs wait for the database"]


async def test_rounds_that_wait_hold_up_no_others_up_to_a_number(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def work(_handlers: object) -> int:
        await over.wait()
        return 0

    over = asyncio.Event()
    monkeypatch.setattr(services.jobs, "work", work)
    bot = Bot(services=services)
    loop = JobLoop(bot)
    for _ in range(ROUNDS + 2):
        await loop.look.coro(loop)
    rounds = [task for task in asyncio.all_tasks() if task.get_name() == JOBS_NAME]
    assert len(rounds) == ROUNDS
    over.set()
    await asyncio.gather(*rounds)
    bot.is_ending = True
    await loop.look.coro(loop)
    assert not [task for task in asyncio.all_tasks() if task.get_name() == JOBS_NAME]
    bot.is_ending = False
    await loop.look.coro(loop)
    assert sum(task.get_name() == JOBS_NAME for task in asyncio.all_tasks()) == 1


async def test_every_kind_of_job_has_a_handler(world: World) -> None:
    assert isinstance(world.env.bot, Bot)
    assert {DRAW, TELL, MARK_POSTS} <= world.env.bot.handlers.keys()
