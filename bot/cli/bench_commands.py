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
    from bot.cli.load.contest import Figures

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
    as_json: AsJson = False,
) -> None:
    """Measure commands from the click to the answer, beside a bare bot of discord.py under the same load.

    Both run as processes of their own against a Discord on this machine, over real sockets. A mix of commands,
    suggestions and buttons comes from 1, 50 and 200 people at once, each of whom goes on as soon as they have their
    answer. Every answer of this bot is looked at; what is not what was asked for has failed.
    """
    address = address_of(url)
    with refused_without_database(address):
        bare, this = asyncio.run(_compete(address, builds, guilds, seconds, redis))
    from bot.cli.load.contest import to_lines, to_record

    if as_json:
        typer.echo(json.dumps({name: {"bare": one, "this": two} for name, (one, two) in to_record(bare, this).items()}))
    else:
        typer.echo("\n".join(to_lines(bare, this)))
    _judge(this)


async def _compete(url: str, builds: int, guilds: int, seconds: float, redis: str) -> "tuple[Figures, Figures]":
    from bot.cli.crowd import Size
    from bot.cli.load.contest import compete
    from bot.cli.load.people import open_people

    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with open_people(url, Size(builds, guilds)) as people:
            return await compete(people, guilds, LEVELS, seconds, Path(folder), _settings(url, redis))


def _settings(url: str, redis: str) -> dict[str, str]:
    return {"DATABASE_URL": url} | ({"REDIS_URL": redis} if redis else {})


def _judge(this: "Figures") -> None:
    failed = [one for run in this.runs.values() for one in run.failed]
    for one in failed[:_SHOWN]:
        typer.echo(f"failed: {one.kind}: {one.said[:300]}", err=True)
    if failed:
        raise Refusal(f"{len(failed)} commands failed")
