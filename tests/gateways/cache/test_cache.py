"""What every cache does, with a Redis and without one."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from redis import Redis

from bot.errors import NotFoundError
from bot.gateways.cache import NO_CACHE, TieredCache
from bot.gateways.cache.codec import Codec
from bot.gateways.cache.keys import EVERYTHING, Asked
from tests.gateways.cache.conftest import CODEC, Processes, Truth
from tests.gateways.cache.own_redis import OwnRedis

Open = Callable[[], Awaitable[TieredCache]]


@pytest.fixture(params=["redis", "disk"])
def open_one(request: pytest.FixtureRequest, processes: Processes, monkeypatch: pytest.MonkeyPatch) -> Open:
    # beside other tests a Redis that is well may be slow
    monkeypatch.setattr("bot.gateways.cache.redis_tier.TIMEOUT_S", 10.0)
    url = request.getfixturevalue("redis_url") if request.param == "redis" else None
    return lambda: processes.open(url)


async def test_an_answer_is_computed_once(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    assert [await truth.find(cache) for _ in range(3)] == [(0,)] * 3
    assert truth.asked == 1


async def test_another_process_has_it_too(open_one: Open, truth: Truth) -> None:
    await truth.find(await open_one())
    await truth.find(await open_one())
    assert truth.asked == 1


async def test_a_change_reaches_all_processes(open_one: Open, truth: Truth) -> None:
    one, other = await open_one(), await open_one()
    await truth.find(one)
    await truth.change(other, "a")
    assert await truth.find(one) == (1,)
    assert await truth.find(other) == (1,)
    assert truth.asked == 2


async def test_a_change_leaves_other_tags_alone(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    await truth.find(cache, "x", ("a",))
    await truth.find(cache, "y", ("a", "b"))
    await truth.change(cache, "b")
    assert await truth.find(cache, "x", ("a",)) == (0,)
    assert truth.asked == 2
    assert await truth.find(cache, "y", ("a", "b")) == (0, 1)


@pytest.mark.parametrize("where", ["redis", "disk"])
async def test_of_what_is_forgotten_no_byte_is_left(
    request: pytest.FixtureRequest, processes: Processes, truth: Truth, tmp_path: Path, where: str
) -> None:
    redis: OwnRedis | None = request.getfixturevalue("redis") if where == "redis" else None
    caches = [await processes.open(redis.url if redis else None) for _ in range(2)]
    truth.numbers["a"] = 987654321
    for number in range(30):
        await truth.find(caches[number % 2], str(number), ("a",))
    assert b"987654321" in _bytes_of(tmp_path, redis)
    async with caches[0].change() as change:
        change.tags = (EVERYTHING,)
    assert b"987654321" not in _bytes_of(tmp_path, redis)


def _bytes_of(folder: Path, redis: OwnRedis | None) -> bytes:
    """Return all bytes of the files of a cache, and all values in its Redis."""
    files = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    if redis is None:
        return files
    with Redis.from_url(redis.url) as client:
        return files + b"".join(client.get(name) or b"" for name in client.scan_iter("*:a:*"))


async def test_many_who_ask_at_once_have_it_computed_once(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    await asyncio.gather(*(truth.find(cache) for _ in range(200)))
    assert truth.asked == 1


async def test_who_asks_after_a_change_waits_for_no_answer_from_before(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    may_end, begun = asyncio.Event(), asyncio.Event()

    async def slow() -> tuple[int, ...]:
        shown = truth.show(("a",))
        begun.set()
        await may_end.wait()
        return shown

    early = asyncio.create_task(cache.find(Asked("list", 60.0, ("a",)), CODEC, slow))
    await begun.wait()
    await truth.change(cache, "a")
    assert await truth.find(cache) == (1,)
    may_end.set()
    assert await early == (0,)
    await cache.settle()
    assert await truth.find(cache) == (1,), "what was computed before the change was kept over what came after"


async def test_who_gives_up_does_not_spoil_it_for_others(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    impatient = asyncio.create_task(truth.find(cache))
    patient = asyncio.create_task(truth.find(cache))
    while not truth.asked:  # noqa: ASYNC110 - nothing else tells
        await asyncio.sleep(0)
    impatient.cancel()
    assert await patient == (0,)
    assert truth.asked == 1


async def test_errors_are_not_kept(open_one: Open, truth: Truth) -> None:
    cache = await open_one()

    async def fail() -> tuple[int, ...]:
        raise NotFoundError("build", "x")

    for _ in range(2):
        with pytest.raises(NotFoundError):
            await cache.find(Asked("list", 60.0, ("a",)), CODEC, fail)
    assert await truth.find(cache) == (0,)


async def test_an_answer_runs_out(open_one: Open, truth: Truth) -> None:
    cache = await open_one()

    async def compute() -> tuple[int, ...]:
        return truth.show(("a",))

    asked = Asked("list", 0.05, ("a",))
    assert await cache.find(asked, CODEC, compute) == (0,)
    await cache.settle()
    truth.numbers["a"] = 5  # behind its back
    await asyncio.sleep(0.5)
    assert await cache.find(asked, CODEC, compute) == (5,)


async def cut_off(cache: TieredCache, truth: Truth) -> None:
    async with cache.change() as change:
        truth.numbers["a"] = 1
        change.tags = ()
        raise OSError("cut")


async def test_a_refusal_changes_nothing_and_any_other_error_everything(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    await truth.find(cache)
    with pytest.raises(NotFoundError):
        async with cache.change():
            raise NotFoundError("build", "x")
    await truth.find(cache)
    assert truth.asked == 1
    with pytest.raises(OSError, match="cut"):
        await cut_off(cache, truth)
    assert await truth.find(cache) == (1,)


async def test_a_change_that_is_called_off_may_have_been_made(open_one: Open, truth: Truth) -> None:
    cache = await open_one()
    await truth.find(cache)
    made = asyncio.Event()

    async def change() -> None:
        async with cache.change():
            truth.numbers["a"] = 1
            made.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(change())
    await made.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await truth.find(cache) == (1,)


@dataclass(frozen=True)
class Old:
    name: str


@dataclass(frozen=True)
class New:
    name: str
    size: int


async def test_what_cannot_be_read_is_a_miss(open_one: Open) -> None:
    cache, asked = await open_one(), Asked("thing", 60.0, ())
    old: Codec[Old] = Codec(lambda: Old)
    new: Codec[New] = Codec(lambda: New)

    async def make_old() -> Old:
        return Old("x")

    async def make_new() -> New:
        return New("x", 1)

    assert await cache.find(asked, old, make_old) == Old("x")
    await cache.settle()
    assert await cache.find(asked, new, make_new) == New("x", 1)
    assert cache.counts["unreadable"] == 1
    assert old.shape != new.shape


async def test_what_json_cannot_say_is_not_kept(open_one: Open) -> None:
    cache = await open_one()
    codec: Codec[object] = Codec(lambda: object)

    async def make() -> object:
        return lambda: None

    assert callable(await cache.find(Asked("thing", 60.0, ()), codec, make))


def test_nothing_is_pickled() -> None:
    for path in Path("bot/gateways/cache").glob("*.py"):
        assert "import pickle" not in path.read_text()


async def test_without_a_cache_everything_is_asked_for_anew(truth: Truth) -> None:
    async def compute() -> tuple[int, ...]:
        truth.asked += 1
        return (1,)

    for _ in range(2):
        async with NO_CACHE.change():
            assert await NO_CACHE.find(Asked("list", 60.0, ()), CODEC, compute) == (1,)
    assert truth.asked == 2
