"""A process for the search is started while somebody still chooses what to optimize."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.app import Services
from bot.services.optimizing import Optimizer
from tests.cogs.conftest import World
from tests.cogs.reading import answer

THINGS = pytest.mark.parametrize(("command", "option"), [("raid optimize", "raid"), ("team optimize", "team")])


@pytest.fixture
async def optimizer(services: Services) -> AsyncIterator[Optimizer]:
    yield services.optimizer
    await services.optimizer.close()


@pytest.fixture
async def friday(world: World) -> World:
    """Return a guild with a raid and a team that Leo leads."""
    planned = await world.leo.slash(world.channel, "raid plan", title="Friday", when="friday 20:00", zone="UTC")
    await world.leo.click(answer(planned), label="Post it")
    await world.leo.slash(world.channel, "team create", name="Friday", content="fractal")
    await world.leo.slash(world.channel, "team publish", team="Friday")
    return world


def is_starting(optimizer: Optimizer) -> bool:
    return bool(optimizer.pids) or any(task.get_name() == "worker" for task in asyncio.all_tasks())


@THINGS
async def test_whoever_may_choose_something_starts_one(
    friday: World, optimizer: Optimizer, command: str, option: str
) -> None:
    assert len(await friday.leo.autocomplete(friday.channel, command, option, "fri")) == 1
    assert is_starting(optimizer)


@THINGS
async def test_who_has_nothing_to_choose_starts_none(
    friday: World, optimizer: Optimizer, command: str, option: str
) -> None:
    assert await friday.mia.autocomplete(friday.channel, command, option, "fri") == []
    assert not is_starting(optimizer)
