"""Whatever becomes of Redis and the disk: no call fails, and nothing older than the last change is shown. Counted."""

import asyncio
import os
import shutil
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.gateways.cache import TieredCache
from bot.gateways.cache.breaker import State
from bot.gateways.cache.folder import CacheFolder
from tests.gateways.cache.conftest import PROBE_S, Processes, Truth
from tests.gateways.cache.own_redis import OwnRedis
from tests.gateways.cache.proxy import Proxy

TAGS = ("a", "b", "c")
Fault = Callable[[OwnRedis, Path], Awaitable[None]]


@dataclass
class Load:
    """People who ask and change at once, through two processes."""

    truth: Truth
    caches: tuple[TieredCache, ...]
    returned: dict[str, int] = field(default_factory=dict)
    calls: int = 0
    stale: int = 0
    longest_s: float = 0.0

    async def ask(self, number: int) -> None:
        tag = TAGS[number % len(TAGS)]
        floor, began = self.returned.get(tag, 0), time.perf_counter()
        found = await self.truth.find(self.caches[number % 2], f"list {tag}", (tag,))
        self.longest_s = max(self.longest_s, time.perf_counter() - began)
        self.calls += 1
        self.stale += found[0] < floor

    async def change(self, number: int) -> None:
        tag = TAGS[number % len(TAGS)]
        async with self.caches[(number + 1) % 2].change() as change:
            made = self.truth.numbers[tag] = self.truth.numbers.get(tag, 0) + 1
            change.tags = (tag,)
        self.returned[tag] = max(self.returned.get(tag, 0), made)
        self.calls += 1

    async def run(self, rounds: int) -> None:
        for number in range(rounds):
            await asyncio.gather(*(self.ask(number + one) for one in range(9)), self.change(number))


async def trusting(cache: TieredCache) -> TieredCache:
    """Wait for the first probe that goes well: beside other tests one may be too late."""
    async with asyncio.timeout(60):
        while cache.is_degraded:  # noqa: ASYNC110 - nothing else tells
            await asyncio.sleep(PROBE_S)
    return cache


async def killed(redis: OwnRedis, _: Path) -> None:
    redis.kill()


async def stopped(redis: OwnRedis, _: Path) -> None:
    redis.stop()


async def restarted_empty(redis: OwnRedis, _: Path) -> None:
    redis.kill()
    redis.start()


async def lost_the_file(_: OwnRedis, folder: Path) -> None:
    CacheFolder(folder).forget()


async def spoiled_the_file(_: OwnRedis, folder: Path) -> None:
    CacheFolder(folder).find_current().write_bytes(b"no database" * 1_000)


async def no_folder(redis: OwnRedis, folder: Path) -> None:
    shutil.rmtree(folder)
    folder.touch()  # noqa: ASYNC240 - at once
    redis.stop()


FAULTS = [killed, stopped, restarted_empty, lost_the_file, spoiled_the_file, no_folder]


@pytest.mark.parametrize("fault", FAULTS)
async def test_no_call_fails_and_nothing_is_stale(
    fault: Fault, redis: OwnRedis, processes: Processes, truth: Truth, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.gateways.cache.disk_tier.RETRY_S", 0.05)
    load = Load(truth, (await processes.open(redis.url), await processes.open(redis.url)))
    await load.run(20)
    await fault(redis, processes.folder)
    await load.run(20)
    if redis.process is not None:
        redis.go_on()
    redis.start()
    if processes.folder.is_file():
        processes.folder.unlink()
    await asyncio.sleep(10 * PROBE_S)
    await load.run(20)
    assert (load.calls, load.stale) == (600, 0)


async def test_what_a_server_brings_back_from_its_disk_is_not_believed(
    redis: OwnRedis, processes: Processes, truth: Truth
) -> None:
    cache = await trusting(await processes.open(redis.url))
    await truth.find(cache)
    redis.save()
    await truth.change(cache, "a")
    redis.kill()
    redis.start()
    async with asyncio.timeout(60):
        while not cache.counts["hits_redis"]:
            assert await truth.find(cache) == (1,)
            await asyncio.sleep(PROBE_S)


async def test_redis_is_used_again_when_it_is_back(redis: OwnRedis, processes: Processes, truth: Truth) -> None:
    cache = await trusting(await processes.open(redis.url))
    redis.kill()
    for _ in range(5):
        await truth.find(cache)
    assert cache.counts["hits_disk"] > 0
    assert cache.is_degraded
    redis.start()
    async with asyncio.timeout(60):
        while not cache.counts["hits_redis"]:
            await asyncio.sleep(PROBE_S)
            await truth.find(cache)
    assert not cache.is_degraded


async def test_a_server_that_hangs_costs_three_times_a_quarter_second(
    redis: OwnRedis, processes: Processes, truth: Truth
) -> None:
    cache = await trusting(await processes.open(redis.url))
    await truth.find(cache)
    before = cache.counts["failures_redis"]
    redis.stop()
    for _ in range(20):
        assert await truth.find(cache) == (0,)
    assert cache.counts["failures_redis"] == before + 3
    assert cache.is_degraded


async def test_the_breaker_tells_how_it_stands(redis: OwnRedis, processes: Processes, truth: Truth) -> None:
    cache = await trusting(await processes.open(redis.url))
    assert cache.breaker is State.CLOSED
    redis.stop()
    seen: set[State | None] = set()
    async with asyncio.timeout(60):
        while not seen >= {State.OPEN, State.HALF_OPEN}:
            await truth.find(cache)
            seen.add(cache.breaker)
            await asyncio.sleep(PROBE_S / 10)
    redis.go_on()
    assert (await trusting(cache)).breaker is State.CLOSED
    assert (await processes.open()).breaker is None


@pytest.mark.parametrize("mode", ["garbage", "wrong"])
async def test_a_server_that_talks_nonsense_is_away(
    mode: str, redis: OwnRedis, short_path: Path, processes: Processes, truth: Truth
) -> None:
    wire = Proxy(short_path / "wire.sock", redis.socket)
    await wire.open()
    load = Load(truth, (await processes.open(wire.url), await processes.open(redis.url)))
    await load.run(5)
    wire.set(mode)  # type: ignore[arg-type]  # one of its modes
    await load.run(20)
    assert (load.calls, load.stale) == (250, 0)
    await processes.stack.aclose()
    await wire.close()


async def test_a_process_that_is_cut_off_owes_what_it_changed(
    redis: OwnRedis, short_path: Path, processes: Processes, truth: Truth
) -> None:
    wire = Proxy(short_path / "wire.sock", redis.socket)
    await wire.open()
    cut_off, other = await processes.open(wire.url), await trusting(await processes.open(redis.url))
    await truth.find(other)
    wire.set("cut")
    await truth.change(cut_off, "a")
    assert await truth.find(other) == (1,)
    await processes.stack.aclose()
    await wire.close()


async def test_the_disk_has_no_room(processes: Processes, truth: Truth) -> None:
    room = 20 * 4096
    load = Load(truth, (await processes.open(room=room), await processes.open(room=room)))
    for number in range(200):
        await truth.find(load.caches[0], f"page {number} " + "x" * 500, ("a", f"tag {number}"))
    await load.run(20)
    assert load.stale == 0
    size = CacheFolder(processes.folder).find_current().stat().st_size
    assert size <= room


async def test_of_two_machines_none_serves_from_its_disk(
    redis: OwnRedis, tmp_path: Path, processes: Processes, truth: Truth
) -> None:
    one = await trusting(await processes.open(redis.url, folder=tmp_path / "one"))
    other = await trusting(await processes.open(redis.url, folder=tmp_path / "other"))
    third = await trusting(await processes.open(redis.url, folder=tmp_path / "one"))
    await truth.find(other)
    redis.kill()
    load = Load(truth, (other, third))
    await load.run(10)
    assert load.stale == 0
    assert [cache.counts["hits_disk"] for cache in (other, third)] == [0, 0]
    assert one.counts["hits_disk"] == 0


CRASH = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.gateways.cache import open_cache

async def main():
    async with open_cache(Path(sys.argv[1])) as cache:
        async with cache.change() as change:
            change.tags = ("a",)
            Path(sys.argv[2]).write_text("committed")
            os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


async def test_who_dies_between_commit_and_invalidation_is_noticed(
    processes: Processes, truth: Truth, tmp_path: Path
) -> None:
    await truth.find(await processes.open())
    command = [sys.executable, "-c", CRASH, str(processes.folder), str(tmp_path / "committed")]
    died = await asyncio.create_subprocess_exec(*command, env=dict(os.environ))
    assert await died.wait() == -signal.SIGKILL
    assert (tmp_path / "committed").exists()
    truth.numbers["a"] = 1
    assert await truth.find(await processes.open()) == (1,)
