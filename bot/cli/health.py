"""`gw2optimizer health`: whether a running bot is well, as it says itself in a file that it touches.

`run` touches the file while every connection to Discord is open and the database answers. A check from outside, such
as a container's, only looks at how old it is: it needs no port and no second connection to anything.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.readiness import Readying
    from bot.domain.shards import Shards
    from config.settings import HealthSettings

BEAT_S = 10.0
RETRY_S = 1.0
LAST_BEAT_S = 0.5
STALE_S = 45.0
"""Older than this means: not well. Long enough for a reconnection to Discord."""


def health(
    shards: Annotated[str | None, typer.Option(help="Ask the process that was started with these.")] = None,
) -> None:
    """Tell whether a running bot is well; exit status 1 if not."""
    from bot.cli.sharding import read_shards
    from config.settings import HealthSettings, load

    file = find_file(load(HealthSettings), read_shards(shards))
    age_s = find_age_s(file)
    if age_s is None:
        typer.echo(f"not running: no {file}", err=True)
        raise typer.Exit(1)
    typer.echo(f"last well {age_s:.0f} s ago{_find_flaw(file)}")
    raise typer.Exit(0 if age_s <= STALE_S else 1)


def _find_flaw(file: "Path") -> str:
    """Return what is amiss though the bot is well, as the file says, to be put behind a sentence."""
    try:
        flaw = file.read_text(encoding="utf-8")
    except OSError:
        return ""
    return f"; {flaw}" if flaw else ""


def find_file(settings: "HealthSettings", shards: "Shards | None") -> "Path":
    """Return where a process beats: in the data folder, which several may share, in a file of its own."""
    file = settings.heartbeat_file
    if settings.heartbeat is not None or shards is None or shards.are_all:
        return file
    return file.with_name(f"{file.name}-{shards.first}-{shards.last}")


def find_age_s(file: "Path") -> float | None:
    """Return the seconds since the bot was last well; None where it does not run."""
    try:
        return max(0.0, time.time() - file.stat().st_mtime)
    except FileNotFoundError:
        return None


@contextlib.asynccontextmanager
async def beating(readying: "Readying", file: "Path") -> AsyncIterator[None]:
    """Touch the heartbeat file while the bot is well; take it away at the end."""
    file.unlink(missing_ok=True)
    ended = asyncio.Event()
    beats = asyncio.create_task(_beat(readying, file, ended), name="heartbeat")
    try:
        yield
    finally:
        ended.set()  # not cancelled at once: that would cost the connection it may be using
        await asyncio.wait({beats}, timeout=LAST_BEAT_S)
        beats.cancel()
        file.unlink(missing_ok=True)


async def _beat(readying: "Readying", file: "Path", ended: asyncio.Event) -> None:
    while not ended.is_set():
        found = await readying.look()
        if found.is_ready:
            file.write_text("; ".join(found.flaws), encoding="utf-8")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), BEAT_S if found.is_ready else RETRY_S)
