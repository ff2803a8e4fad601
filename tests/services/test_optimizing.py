"""The optimizer beside everything else."""

import asyncio
import sys
from dataclasses import replace

import pytest

from bot.cli.lineup_bench import Case, make_problem
from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Progress, Reason
from bot.services.optimizing import Optimizer
from config.content import load_contents
from config.role_supplies import load_role_table
from tests.domain.lineup.test_search import RAID, TEN


@pytest.fixture
def small() -> Problem:
    return Problem(template=RAID, players=TEN)


@pytest.fixture
def hard() -> Problem:
    """Return one that takes longer than any test waits."""
    contents = {content.id: content for content in load_contents()}
    problem = make_problem(Case("wvw-zerg", "uneven", 5, 0), contents["wvw-zerg"], load_role_table())
    quotas = tuple(replace(quota, amount=quota.amount * 3) for quota in problem.template.each)
    return replace(problem, template=replace(problem.template, each=quotas))


async def test_it_brings_the_best_lineup_and_reports_on_the_way(small: Problem) -> None:
    heard: list[Progress] = []
    outcome = await Optimizer().find_best(small, report=heard.append)
    await asyncio.sleep(0)
    assert outcome.reason is Reason.PROVED
    assert heard
    assert heard[-1].score == outcome.score


async def test_the_interpreter_is_left_as_it_was(small: Problem) -> None:
    before = sys.getswitchinterval()
    optimizer = Optimizer()
    await asyncio.gather(optimizer.find_best(small), optimizer.find_best(small))
    assert sys.getswitchinterval() == before


async def test_time_is_limited(hard: Problem) -> None:
    outcome = await Optimizer().find_best(hard, seconds=0.3)
    assert outcome.reason is Reason.LIMIT
    assert outcome.score.seated > 0


async def test_who_cancels_ends_the_search_and_frees_the_turn(small: Problem, hard: Problem) -> None:
    optimizer = Optimizer(at_once=1)
    begun = asyncio.Event()
    searching = asyncio.create_task(optimizer.find_best(hard, seconds=600, report=lambda _progress: begun.set()))
    await begun.wait()
    searching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await searching
    async with asyncio.timeout(30):
        assert (await optimizer.find_best(small)).reason is Reason.PROVED


async def test_so_many_at_once(small: Problem, hard: Problem) -> None:
    optimizer = Optimizer(at_once=1)
    searching = asyncio.create_task(optimizer.find_best(hard, seconds=600))
    waiting = asyncio.create_task(optimizer.find_best(small))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    searching.cancel()
    assert (await waiting).reason is Reason.PROVED
