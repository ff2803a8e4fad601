"""Worker processes: how they end, and what passes to and fro."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic

import pytest

from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Limit, Outcome, Progress, Reason, Watch, optimize
from bot.errors import InternalError
from bot.services.working import pool, program
from bot.services.working.frames import LENGTH, Order, Told, from_packed, to_frame
from bot.services.working.pool import Workers
from tests.domain.lineup.test_search import RAID, TEN

SMALL = Problem(template=RAID, players=TEN)


def sleep(watch: Watch) -> None:
    threading.Event().wait(600)
    watch.clock()


def read_frames(written: bytes) -> list[Told]:
    stream, found = io.BytesIO(written), []
    while head := stream.read(LENGTH.size):
        found.append(from_packed(stream.read(LENGTH.unpack(head)[0])))
    return found


def test_the_program_answers_orders_until_there_are_no_more() -> None:
    orders, answers, left = to_frame(Order(optimize, (SMALL, Limit(), 0))), io.BytesIO(), threading.Event()
    program.work(io.BytesIO(orders * 2), answers, left.set)
    told = read_frames(answers.getvalue())
    outcomes = [one.value for one in told if one.is_last]
    assert [outcome.reason for outcome in outcomes] == [Reason.PROVED, Reason.PROVED]
    assert told[-1].is_last
    assert left.wait(60)


def test_progress_is_told_no_more_often_than_anybody_sees() -> None:
    heard: list[Progress] = []
    times = iter([0.0, 0.01, 0.02, 1.0])
    throttle = program.Throttle(heard.append, lambda: next(times))
    outcome: Outcome = optimize(SMALL, Limit(), 0, Watch(monotonic))
    for _ in range(4):
        throttle(outcome)
    assert len(heard) == 2


async def test_an_idle_process_gives_its_memory_back() -> None:
    workers = Workers(1, idle=0.05)
    await workers.run(Order(optimize, (SMALL, Limit(), 0)), 5, lambda _progress: None)
    async with asyncio.timeout(60):
        while workers.pids:  # noqa: ASYNC110 - nobody is told that a process ended
            await asyncio.sleep(0.01)
    assert workers._farewell is not None
    await workers._farewell


async def test_what_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_PATIENCE", 0.1)
    workers = Workers(1)
    with pytest.raises(InternalError):
        await workers.run(Order(sleep, ()), 0.1, lambda _progress: None)
    assert not workers.pids


PARENT = """
import asyncio
from bot.services.working.frames import Order
from bot.services.working.pool import Workers
from tests.services.test_working import sleep
async def main():
    workers = Workers(1)
    running = asyncio.create_task(workers.run(Order(sleep, ()), 600, print))
    while not workers.pids:  # noqa: ASYNC110 - nobody is told that a process was started
        await asyncio.sleep(0.01)
    print(workers.pids[0], flush=True)
    await running
asyncio.run(main())
"""


def test_no_process_outlives_a_bot_that_was_killed() -> None:
    command = [sys.executable, "-c", PARENT]
    parent = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ourselves
    with parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
    until = monotonic() + 60
    while monotonic() < until and is_running(pid):
        threading.Event().wait(0.05)
    assert not is_running(pid)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return " Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")  # nobody may have reaped it
    except (ProcessLookupError, FileNotFoundError):
        return False


async def test_a_process_is_made_ready_once_and_serves_whoever_comes() -> None:
    workers = Workers(2)
    workers.prepare()
    workers.prepare()
    while not workers.pids:  # noqa: ASYNC110 - nobody is told that a process was started
        await asyncio.sleep(0.01)
    workers.prepare()
    ready = workers.pids
    await workers.run(Order(optimize, (SMALL, Limit(), 0)), 5, lambda _progress: None)
    assert workers.pids == ready
    assert len(ready) == 1
    await workers.close()
    assert not workers.pids


async def test_a_process_that_is_being_made_ready_is_ended_too() -> None:
    workers = Workers(1)
    workers.prepare()
    await workers.close()
    assert not workers.pids


async def test_an_order_that_arrives_meanwhile_takes_the_process_that_is_being_made_ready() -> None:
    workers = Workers(1)
    workers.prepare()
    await workers.run(Order(optimize, (SMALL, Limit(), 0)), 5, lambda _progress: None)
    assert len(workers.pids) == 1
    await workers.close()
