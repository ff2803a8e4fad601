"""`gw2optimizer bench commands` and `bench soak`: this bot under load, beside a bare one of discord.py."""

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bot.cli.bench_search import address_of
from bot.cli.refusal import Refusal, refused_without_database

if TYPE_CHECKING:
    from bot.cli.crowd import Size
    from bot.cli.load.contest import Figures
    from bot.cli.load.faulting import Phase
    from bot.cli.load.soaking import Soak

LEVELS: Final = (1, 50, 200)
"""How many people act at once."""
_SHOWN: Final = 5

Builds = Annotated[int, typer.Option(min=100, help="How many builds to make in an empty database.")]
Guilds = Annotated[int, typer.Option(min=1, help="In how many guilds they are public, and the bot is.")]
Url = Annotated[str, typer.Option(help="An empty database, or one made by this before; DATABASE_URL without it.")]
Redis = Annotated[str, typer.Option(help="Address of a Redis; without it, answers are kept on disk only.")]
AsJson = Annotated[bool, typer.Option("--json", help="Write one JSON object.")]


def bench_commands(
    *,
    builds: Builds = 100_000,
    guilds: Guilds = 1_000,
    url: Url = "",
    redis: Redis = "",
    seconds: Annotated[float, typer.Option(min=0.5, help="How long each load lasts.")] = 15.0,
    faults: Annotated[bool, typer.Option("--faults", help="Break Redis under load instead; needs --redis.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure commands from the click to the answer, beside a bare bot of discord.py under the same load.

    Both run as processes of their own against a Discord on this machine, over real sockets. A mix of commands,
    suggestions and buttons comes from 1, 50 and 200 people at once, each of whom goes on as soon as they have their
    answer. Every answer of this bot is looked at; what is not what was asked for has failed. At last it is told which
    targets hold.
    """
    address = address_of(url)
    if faults:
        _tell_faults(address, _size(builds, guilds), seconds, _require_redis(redis))
        return
    with refused_without_database(address):
        bare, this = asyncio.run(_compete(address, _size(builds, guilds), seconds, redis))
    from bot.cli.load.contest import judge, to_lines, to_record

    if as_json:
        found = {name: {"bare": one, "this": two} for name, (one, two) in to_record(bare, this).items()}
        typer.echo(json.dumps(found | {"targets": [target.to_record() for target in judge(bare, this)]}))
    else:
        typer.echo("\n".join(to_lines(bare, this)))
    _judge(this)


async def _compete(url: str, size: "Size", seconds: float, redis: str) -> "tuple[Figures, Figures]":
    from bot.cli.load.contest import compete
    from bot.cli.load.people import open_people

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with open_people(url, size) as people:
            return await compete(people, size.guilds, LEVELS, seconds, Path(folder), _settings(url, redis))


def _size(builds: int, guilds: int) -> "Size":
    from bot.cli.crowd import Size

    return Size(builds, guilds)


def _settings(url: str, redis: str) -> dict[str, str]:
    return {"DATABASE_URL": url} | ({"REDIS_URL": redis} if redis else {})


def _judge(this: "Figures") -> None:
    failed = [one for run in this.runs.values() for one in run.failed]
    for one in failed[:_SHOWN]:
        typer.echo(f"failed: {one.kind}: {one.said[:300]}", err=True)
    if failed:
        raise Refusal(f"{len(failed)} commands failed")


def _require_redis(redis: str) -> str:
    from config.settings import CacheSettings, load

    settings = load(CacheSettings)
    found = redis or (settings.redis_url.get_secret_value() if settings.redis_url else "")
    if not found:
        raise Refusal("name a Redis with --redis or REDIS_URL")
    return found


def _tell_faults(url: str, size: "Size", seconds: float, redis: str) -> None:
    with refused_without_database(url):
        phases = asyncio.run(_break(url, size, seconds, redis))
    typer.echo(f"{'Redis':<8}{'commands':>9}{'failed':>8}{'lists':>7}{'stale':>7}{'ack p99 ms':>12}{'p50 ms':>10}")
    for phase in phases:
        typer.echo(phase.to_line())
    flaws = sum(len(phase.run.failed) + phase.seen.failed + phase.seen.stale for phase in phases)
    if flaws:
        raise Refusal(f"{flaws} commands failed or showed what was no longer so")


async def _break(url: str, size: "Size", seconds: float, redis: str) -> "list[Phase]":
    from bot.cli.load.faulting import break_redis
    from bot.cli.load.people import open_people

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with open_people(url, size) as people:
            return await break_redis(people, size.guilds, seconds, Path(folder), url, redis)


def bench_soak(
    *,
    minutes: Annotated[float, typer.Option(min=0.1, help="How long, rests not counted.")] = 10.0,
    rate: Annotated[float, typer.Option(min=0.1, help="Commands a second.")] = 20.0,
    builds: Builds = 100_000,
    guilds: Guilds = 1_000,
    url: Url = "",
    redis: Redis = "",
) -> None:
    """Let this bot answer for a long time, and look whether it grows: memory, tasks, threads, connections, cache.

    After a warm-up of a sixth of the time, and at the end, nothing is asked for 20 seconds; then what is alive is
    counted. Status 2 where a command failed, memory grew by more than 5 %, or a task was left behind.
    """
    address = address_of(url)
    with refused_without_database(address):
        found = asyncio.run(_soak(address, _size(builds, guilds), minutes * 60, rate, redis))
    typer.echo("\n".join(found.to_lines()))
    flaws = list(found.flaws())
    if flaws:
        raise Refusal("; ".join(flaws))


async def _soak(url: str, size: "Size", seconds: float, rate: float, redis: str) -> "Soak":
    from bot.cli.load.people import open_people
    from bot.cli.load.soaking import soak

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with open_people(url, size) as people:
            return await soak(people, size.guilds, seconds, rate, Path(folder), _settings(url, redis))
