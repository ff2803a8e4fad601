"""Caches of one process or several, with or without a Redis, over a value that changes."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.gateways.cache import TieredCache, open_cache
from bot.gateways.cache.codec import Codec
from bot.gateways.cache.keys import Asked
from tests.gateways.cache.own_redis import OwnRedis

CODEC: Codec[tuple[int, ...]] = Codec(lambda: tuple[int, ...])
PROBE_S = 0.05


@dataclass
class Truth:
    """What a database would hold: a number by tag. Everything that is asked for shows the numbers of its tags."""

    numbers: dict[str, int] = field(default_factory=dict)
    asked: int = 0

    def show(self, tags: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.numbers.get(tag, 0) for tag in tags)

    async def find(self, cache: TieredCache, key: str = "list", tags: tuple[str, ...] = ("a",)) -> tuple[int, ...]:
        """Ask the cache, and let it keep what it was told."""

        async def compute() -> tuple[int, ...]:
            self.asked += 1
            shown = self.show(tags)
            await asyncio.sleep(0)
            return shown

        found = await cache.find(Asked(key, 60.0, tags), CODEC, compute)
        await cache.settle()
        return found

    async def change(self, cache: TieredCache, *tags: str) -> None:
        async with cache.change() as change:
            for tag in tags:
                self.numbers[tag] = self.numbers.get(tag, 0) + 1
            change.tags = tags


@dataclass
class Processes:
    """Opens caches as processes would; all are closed at the end."""

    stack: AsyncExitStack
    folder: Path

    async def open(self, redis_url: str | None = None, *, folder: Path | None = None, **more: int) -> TieredCache:
        opening = open_cache(
            folder or self.folder, redis_url=redis_url, prefix=str(self.folder), probe_every_s=PROBE_S, **more
        )
        return await self.stack.enter_async_context(opening)


@pytest.fixture
def truth() -> Truth:
    return Truth()


@pytest.fixture
async def processes(tmp_path: Path) -> AsyncIterator[Processes]:
    async with AsyncExitStack() as stack:
        yield Processes(stack, tmp_path / "cache")


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    with TemporaryDirectory(prefix="gw2o-") as folder:
        yield Path(folder)


@pytest.fixture
def redis(short_path: Path) -> Iterator[OwnRedis]:
    server = OwnRedis(short_path)
    server.start()
    yield server
    server.kill()
