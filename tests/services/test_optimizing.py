"""The optimizer beside everything else, with real processes."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.cli.lineup_bench import Case, make_problem
from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Progress, Reason, Watch
from bot.errors import InternalError
from bot.services.optimizing import Optimizer
from config.combos import load_combo_rules
from config.content import load_contents
from config.role_supplies import load_role_table
from tests.domain.lineup.test_search import RAID, TEN
from tests.meters_twin import MetersTwin


@pytest.fixture
async def optimizer() -> AsyncIterator[Optimizer]:
    optimizer = Optimizer(at_once=1)
    yield optimizer
    await optimizer.close()


@pytest.fixture
def small() -> Problem:
    return Problem(template=RAID, players=TEN)


@pytest.fixture
def hard() -> Problem:
    """Return one that takes longer than any test waits."""
    contents = {content.id: content for content in load_contents()}
    problem = make_problem(
        Case("wvw-zerg", "uneven", 5, 0), contents["wvw-zerg"], load_role_table(), load_combo_rules()
    )
    quotas = tuple(replace(quota, amount=quota.amount * 3) for quota in problem.template.each)
    return replace(problem, template=replace(problem.template, each=quotas))


def is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def fail(_watch: Watch) -> None:
    raise ValueError


async def test_it_brings_the_best_lineup_and_reports_on_the_way(optimizer: Optimizer, small: Problem) -> None:
    heard: list[Progress] = []
    outcome = await optimizer.find_best(small, report=heard.append)
    assert outcome.reason is Reason.PROVED
    assert len(heard) > 1
    assert heard[-1] == outcome


async def test_no_process_is_started_before_it_is_needed_and_one_serves_many(
    optimizer: Optimizer, small: Problem
) -> None:
    assert not optimizer.pids
    await optimizer.find_best(small)
    first = optimizer.pids
    await optimizer.find_best(small)
    assert len(first) == 1
    assert optimizer.pids == first


async def test_time_is_limited(optimizer: Optimizer, hard: Problem) -> None:
    outcome = await optimizer.find_best(hard, seconds=0.3)
    assert outcome.reason is Reason.LIMIT
    assert outcome.score.seated > 0


async def test_who_stops_it_gets_the_best_so_far_and_the_process_lives_on(optimizer: Optimizer, hard: Problem) -> None:
    stop = asyncio.Event()
    outcome = await optimizer.find_best(hard, seconds=600, report=lambda _progress: stop.set(), stop=stop)
    assert outcome.reason is Reason.STOPPED
    assert outcome.score.seated > 0
    first = optimizer.pids
    # the next one is not stopped by what was said to the one before it
    assert (await optimizer.find_best(hard, seconds=0.3)).reason is Reason.LIMIT
    assert optimizer.pids == first


async def test_who_cancels_kills_the_process_and_frees_the_turn(
    optimizer: Optimizer, small: Problem, hard: Problem
) -> None:
    begun = asyncio.Event()
    searching = asyncio.create_task(optimizer.find_best(hard, seconds=600, report=lambda _progress: begun.set()))
    await begun.wait()
    (pid,) = optimizer.pids
    searching.cancel()
    with pytest.raises(asyncio.CancelledError):
        await searching
    assert not is_there(pid)
    async with asyncio.timeout(30):
        assert (await optimizer.find_best(small)).reason is Reason.PROVED


async def test_so_many_at_once(optimizer: Optimizer, small: Problem, hard: Problem) -> None:
    searching = asyncio.create_task(optimizer.find_best(hard, seconds=600))
    waiting = asyncio.create_task(optimizer.find_best(small))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    assert len(optimizer.pids) == 1
    searching.cancel()
    assert (await waiting).reason is Reason.PROVED


async def test_a_process_that_is_killed_costs_a_second_try(optimizer: Optimizer, hard: Problem) -> None:
    killed: list[int] = []
    stop = asyncio.Event()

    def kill_once(_progress: Progress) -> None:
        if killed and killed[0] not in optimizer.pids:
            stop.set()
        elif not killed:
            killed.extend(optimizer.pids)
            os.kill(killed[0], signal.SIGKILL)

    outcome = await optimizer.find_best(hard, seconds=600, report=kill_once, stop=stop)
    assert outcome.reason is Reason.STOPPED
    assert killed[0] not in optimizer.pids


async def test_one_that_was_killed_while_it_rested_is_not_missed(optimizer: Optimizer, small: Problem) -> None:
    await optimizer.find_best(small)
    os.kill(optimizer.pids[0], signal.SIGKILL)
    assert (await optimizer.find_best(small)).reason is Reason.PROVED


async def test_what_fails_twice_is_told_and_the_next_one_works(optimizer: Optimizer, small: Problem) -> None:
    optimizer._meters = meters = MetersTwin()
    with capture_logs() as logs, pytest.raises(InternalError):
        await optimizer.run(fail)
    assert (await optimizer.find_best(small)).reason is Reason.PROVED
    assert meters.searches == ["failed", "optimal"]
    told = [log for log in logs if log["event"] == "worker process failed"]
    assert [log["error"] for log in told] == ["ValueError", "ValueError"]
    assert "in fail" in told[0]["frames"][-1]


async def test_nothing_is_left_when_it_is_closed(hard: Problem) -> None:
    optimizer = Optimizer(at_once=2)
    begun = [asyncio.Event(), asyncio.Event()]

    async def search(begun: asyncio.Event) -> None:
        await optimizer.find_best(hard, seconds=600, report=lambda _progress: begun.set())

    running = [asyncio.create_task(search(one)) for one in begun]
    for one in begun:
        await one.wait()
    pids = optimizer.pids
    await optimizer.close()
    await asyncio.gather(*running, return_exceptions=True)
    assert len(pids) == 2
    assert not any(map(is_there, pids))
    assert not optimizer.pids
