"""The loop that keeps the posts of raids goes on whatever happens in one round."""

import asyncio

import pytest

from bot.app import Services
from tests.cogs.conftest import World


@pytest.fixture
def recovered(services: Services, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Let the first round fail by a mistake of ours; the event tells that there was another one."""
    rounds, again = iter((True,)), asyncio.Event()

    async def work(_handlers: object) -> int:
        if next(rounds, False):
            raise KeyError("ours")
        again.set()
        return 0

    monkeypatch.setattr(services.jobs, "work", work)
    return again


async def test_a_mistake_of_ours_does_not_end_the_loop_for_all(recovered: asyncio.Event, world: World) -> None:
    assert world.env.bot.is_ready()
    await asyncio.wait_for(recovered.wait(), 30)
