"""Two processes, their wires to Redis, Redis itself and the disk, in any order of mishaps: never a stale answer."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import pytest
import redis
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.gateways.cache import TieredCache, open_cache
from bot.gateways.cache.folder import CacheFolder
from tests.gateways.cache.conftest import Truth
from tests.gateways.cache.own_redis import OwnRedis
from tests.gateways.cache.proxy import Mode, Proxy

T = TypeVar("T")

WHICH = st.integers(0, 1)
TAG = st.sampled_from(("a", "b"))
MODE: st.SearchStrategy[Mode] = st.sampled_from(("through", "through", "cut", "held", "garbage", "wrong"))
PROBE_S = 0.02
TIMEOUT_S = 0.05


class Mishaps(RuleBasedStateMachine):
    """Each process has a wire of its own; what it changed before it went on, every process must show."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("bot.gateways.cache.redis_tier.TIMEOUT_S", TIMEOUT_S)
        self.patch.setattr("bot.gateways.cache.disk_tier.RETRY_S", 0.01)
        self.folder = TemporaryDirectory(prefix="gw2o-")
        path = Path(self.folder.name)
        self.cache_folder = path / "cache"
        self.server = OwnRedis(path)
        self.server.start()
        self.loop = asyncio.new_event_loop()
        self.truth = Truth()
        self.wires = [Proxy(path / f"{number}.sock", self.server.socket) for number in range(2)]
        self.stacks = [AsyncExitStack() for _ in range(2)]
        for wire in self.wires:
            self.run(wire.open())
        self.caches = [self.run(self.open(number)) for number in range(2)]

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def open(self, which: int) -> TieredCache:
        opening = open_cache(
            self.cache_folder, redis_url=self.wires[which].url, prefix="test", probe_every_s=PROBE_S, room=400_000
        )
        return await self.stacks[which].enter_async_context(opening)

    @rule(which=WHICH, tag=TAG)
    def ask(self, which: int, tag: str) -> None:
        found = self.run(self.truth.find(self.caches[which], f"list {tag}", (tag,)))
        assert found == self.truth.show((tag,))

    @rule(which=WHICH)
    def ask_for_both(self, which: int) -> None:
        assert self.run(self.truth.find(self.caches[which], "both", ("a", "b"))) == self.truth.show(("a", "b"))

    @rule(which=WHICH, tag=TAG)
    def change(self, which: int, tag: str) -> None:
        self.run(self.truth.change(self.caches[which], tag))

    @rule(which=WHICH, mode=MODE)
    def meddle(self, which: int, mode: Mode) -> None:
        self.wires[which].set(mode)

    @rule()
    def wait(self) -> None:
        self.run(asyncio.sleep(3 * PROBE_S))

    @rule()
    def kill(self) -> None:
        self.server.kill()

    @rule()
    def start_with_what_is_on_disk(self) -> None:
        self.server.start()

    @rule()
    def keep_on_disk(self) -> None:
        if self.server.process is not None:
            self.server.save()

    @rule()
    def start_empty(self) -> None:
        self.server.kill()
        (self.server.folder / "dump.rdb").unlink(missing_ok=True)
        self.server.start()

    @rule()
    def empty_redis(self) -> None:
        if self.server.process is not None:
            with redis.Redis.from_url(self.server.url) as client:
                client.flushall()

    @rule()
    def lose_the_disk(self) -> None:
        CacheFolder(self.cache_folder).forget()

    @rule(which=WHICH)
    def restart(self, which: int) -> None:
        self.run(self.stacks[which].aclose())
        self.caches[which] = self.run(self.open(which))

    @invariant()
    def nothing_is_left_under_way(self) -> None:
        self.run(asyncio.sleep(0))

    def teardown(self) -> None:
        for stack in self.stacks:
            self.run(stack.aclose())
        for wire in self.wires:
            self.run(wire.close())
        self.loop.close()
        self.server.kill()
        self.folder.cleanup()
        self.patch.undo()


TestMishaps = Mishaps.TestCase
TestMishaps.settings = settings(
    max_examples=8, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
)
