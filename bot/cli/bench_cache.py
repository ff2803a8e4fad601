"""`gw2optimizer bench cache`: the cache beside plain redis-py, well and in an outage, in the same run.

What is kept is a page of ten builds, as a guild's list has it. The outage happens on a wire of our own to the Redis
that is named: it is held (nobody answers), then cut (nobody listens), then whole again.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import urlsplit

import typer

from bot.cli.refusal import Refusal

if TYPE_CHECKING:
    from bot.domain.builds import Build
    from bot.domain.pages import Page
    from bot.gateways.cache import TieredCache
    from bot.gateways.cache.codec import Codec

PATIENCE_S: Final = 5.0
"""After which plain redis-py is not waited for."""
OUTAGE_CALLS: Final = 50
Ask = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Line:
    """How long a kind of call took."""

    name: str
    median_ms: float
    p95_ms: float
    own_ms: float
    """Processor time of this process."""

    def to_text(self, yardstick: "Line") -> str:
        """Return it for people."""
        ratio = self.median_ms / yardstick.median_ms
        return f"{self.name:<34}{self.median_ms:>8.2f}{self.p95_ms:>8.2f}{self.own_ms:>8.2f}{ratio:>8.1f} x"


@dataclass
class Wire:
    """Passes bytes on to a Redis, unless it is held or cut."""

    host: str
    port: int
    path: str
    is_held: bool = False
    is_cut: bool = False
    writers: set[asyncio.StreamWriter] = field(default_factory=set)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection."""
        if self.is_cut:
            writer.close()
            return
        opening = (
            asyncio.open_unix_connection(self.path) if self.path else asyncio.open_connection(self.host, self.port)
        )
        answers, questions = await opening
        self.writers |= {writer, questions}
        await asyncio.gather(self._pump(reader, questions), self._pump(answers, writer))

    def cut(self) -> None:
        """Close every connection and take no other."""
        self.is_cut, self.is_held = True, False
        for writer in self.writers:
            writer.close()
        self.writers.clear()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65_536):
                while self.is_held:  # noqa: ASYNC110 - a benchmark's wire
                    await asyncio.sleep(0.01)
                writer.write(data)
        writer.close()


def bench_cache(
    *,
    redis: Annotated[str, typer.Option(help="Address of a Redis; REDIS_URL without it.")] = "",
    calls: Annotated[int, typer.Option(min=10, help="Calls of each kind.")] = 1_000,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure hits, misses, invalidations, outage and recovery of the cache, beside plain redis-py.

    The yardstick is a GET of the same bytes with redis-py.
    """
    from config.settings import CacheSettings, load

    settings = load(CacheSettings)
    url = redis or (settings.redis_url.get_secret_value() if settings.redis_url else "")
    if not url:
        raise Refusal("name a Redis with --redis or REDIS_URL")
    lines, outage = asyncio.run(_measure_all(url, calls))
    if as_json:
        typer.echo(json.dumps({"calls": [asdict(line) for line in lines], "outage": outage}))
        return
    typer.echo(f"{'':<34}{'p50 ms':>8}{'p95 ms':>8}{'own ms':>8}")
    for line in lines:
        typer.echo(line.to_text(lines[0]))
    for name, value in outage.items():
        typer.echo(f"{name:<50}{value:>10,.1f}")


async def _measure_all(url: str, calls: int) -> tuple[list[Line], dict[str, float]]:
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    try:
        async with Redis.from_url(url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S) as client:
            await client.ping()
    except (RedisError, OSError) as error:
        raise Refusal(f"Redis does not answer: {type(error).__name__}") from error
    with TemporaryDirectory() as folder:
        lines = await _measure_well(url, Path(folder) / "well", calls)
        outage = await _measure_outage(url, Path(folder))
    return lines, outage


async def _measure_well(url: str, folder: Path, calls: int) -> list[Line]:
    from redis.asyncio import Redis

    from bot.gateways.cache import open_cache

    codec, page = _make_page()
    body = codec.to_bytes(page) or b""
    async with Redis.from_url(url) as client, open_cache(folder, redis_url=url) as cache:
        await client.set("gw2optimizer:bench", body, px=60_000)

        async def read_plain() -> object:
            found = await client.get("gw2optimizer:bench")
            return codec.from_bytes(found) if isinstance(found, bytes) else None

        lines = [
            await _time("redis-py, bytes", lambda: client.get("gw2optimizer:bench"), calls),
            await _time("redis-py, and values of them", read_plain, calls),
        ]
        lines += await _time_cache(cache, codec, page, calls, "Redis")
    async with open_cache(folder) as cache:
        lines += await _time_cache(cache, codec, page, calls, "disk")
    return lines


async def _time_cache(
    cache: "TieredCache", codec: "Codec[Page[Build]]", page: "Page[Build]", calls: int, tier: str
) -> list[Line]:
    from bot.gateways.cache.keys import Asked

    async def compute() -> "Page[Build]":
        return page

    async def hit() -> object:
        return await cache.find(Asked("bench", 60.0, ("bench",)), codec, compute)

    async def change() -> None:
        async with cache.change() as change:
            change.tags = ("bench",)

    async def miss() -> None:
        missed.append(0)
        await cache.find(Asked(f"bench {len(missed)}", 60.0, ("bench",)), codec, compute)
        await cache.settle()

    missed: list[int] = []
    await hit()
    await cache.settle()
    return [
        await _time(f"hit, {tier}", hit, calls),
        await _time(f"miss, computed at once, {tier}", miss, calls),
        await _time(f"change, {tier}", change, calls),
    ]


async def _time(name: str, ask: Ask, calls: int) -> Line:
    for _ in range(10):
        await ask()
    taken, own = [], process_time()
    for _ in range(calls):
        began = perf_counter()
        await ask()
        taken.append((perf_counter() - began) * 1_000)
    own = (process_time() - own) / calls * 1_000
    taken.sort()
    return Line(name, taken[len(taken) // 2], taken[int(len(taken) * 0.95)], own)


async def _measure_outage(url: str, folder: Path) -> dict[str, float]:
    """Return milliseconds: what calls cost while nobody answers, while nobody listens, and until all is well again."""
    from redis.asyncio import Redis

    from bot.gateways.cache import open_cache
    from bot.gateways.cache.keys import Asked

    codec, page = _make_page()
    parts = urlsplit(url)
    wire = Wire(parts.hostname or "", parts.port or 6379, parts.path if parts.scheme == "unix" else "")
    server = await asyncio.start_unix_server(wire.serve, str(folder / "wire"))
    address = f"unix://{folder / 'wire'}"

    async def compute() -> "Page[Build]":
        return page

    async with open_cache(folder / "outage", redis_url=address) as cache, Redis.from_url(address) as client:

        async def ask() -> object:
            return await cache.find(Asked("outage", 60.0, ("bench",)), codec, compute)

        async def ask_plain() -> object:
            return await client.get("gw2optimizer:bench")

        found: dict[str, float] = {}
        await ask()
        await ask_plain()
        for state in ("nobody answers", "nobody listens"):
            if state == "nobody answers":
                wire.is_held = True
            else:
                wire.cut()
            found[f"{state}: redis-py, the first call, ms"] = await _spend(ask_plain)
            spent = [await _spend(ask) for _ in range(OUTAGE_CALLS)]
            found[f"{state}: the dearest call, ms"] = max(spent)
            found[f"{state}: all {OUTAGE_CALLS} calls, ms"] = sum(spent)
            found[f"{state}: calls over 10 ms"] = sum(one > 10 for one in spent)  # noqa: PLR2004 - as it says
        wire.is_cut = False
        began = perf_counter()
        while cache.is_degraded:  # noqa: ASYNC110 - as long as it takes
            await asyncio.sleep(0.005)
        found["until Redis is used again, ms"] = (perf_counter() - began) * 1_000
    server.close()
    return found


async def _spend(ask: Ask) -> float:
    """Return the milliseconds of a call that may fail; those of one that takes too long end there."""
    from redis.exceptions import RedisError

    began = perf_counter()
    with suppress(RedisError, OSError, TimeoutError):
        async with asyncio.timeout(PATIENCE_S):
            await ask()
    return (perf_counter() - began) * 1_000


def _make_page() -> "tuple[Codec[Page[Build]], Page[Build]]":
    from bot.cli.bench import make_codes
    from bot.cli.made_up import make_build, make_gear
    from bot.domain.builds import Build
    from bot.domain.pages import Page
    from bot.gateways.cache.codec import Codec
    from bot.gateways.gamedata import load_game_data
    from bot.gateways.gamedata.editions import load_bundled

    gear = make_gear(load_bundled().equipment)
    codes = make_codes(load_game_data(), 10)
    builds = tuple(make_build(number, code, gear) for number, code in enumerate(codes))
    kind: Any = Page[Build]
    return Codec(lambda: kind), Page(builds, None, len(builds))
