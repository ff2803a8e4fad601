"""`gw2optimizer bench noting`: what it adds to a command that its deed is noted."""

import asyncio
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Annotated

import typer

CODE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
PAUSE_EVERY = 500
"""Calls after which the thread that writes has a turn: with more at once than wait, they would be dropped."""


def bench_noting(
    *,
    calls: Annotated[int, typer.Option(min=100, help="Deeds to note.")] = 10_000,
    as_json: Annotated[bool, typer.Option("--json", help="Write one JSON object.")] = False,
) -> None:
    """Measure noting a deed: of somebody who said yes, while a thread writes them to disk.

    Wall time of the event loop in milliseconds: the median and the 99th of a hundred. What a build gives is known by
    then, since its card was drawn.
    """
    with TemporaryDirectory() as folder:
        found = asyncio.run(_measure(Path(folder), calls))
    if as_json:
        typer.echo(json.dumps(found))
        return
    for name, value in found.items():
        typer.echo(f"{name:<16}{value:>12,.4f}" if isinstance(value, float) else f"{name:<16}{value:>12,}")


async def _measure(folder: Path, calls: int) -> dict[str, float | int]:
    from bot.cli.compose import open_services
    from bot.cli.migrate import upgrade
    from bot.domain.ids import GuildId, UserId
    from bot.domain.viewer import Viewer
    from bot.gateways.events import Deed, EventFiles

    url, files, who = f"sqlite+aiosqlite:///{folder}/bench.sqlite3", EventFiles(folder / "events"), Viewer(UserId(1))
    await asyncio.to_thread(upgrade, url)
    async with open_services(url, events=files) as services:
        build = (await services.builds.save(who, CODE)).build
        await services.rulebook.refresh()
        await services.learning.refresh()
        await services.learning.agree(who)
        there, took = Viewer(who.user, GuildId(2)), []
        for number in range(calls):
            began = perf_counter()
            services.learning.note(there, Deed.LIKED, build)
            took.append((perf_counter() - began) * 1_000)
            if number % PAUSE_EVERY == 0:
                await asyncio.sleep(0.05)
    await asyncio.to_thread(files.close)
    took.sort()
    return {
        "median_ms": took[calls // 2],
        "p99_ms": took[calls * 99 // 100],
        "written": files.counts["written"],
        "dropped": files.counts["dropped"],
    }
