"""A Redis that goes and comes back while a bot is under load: what fails, and whether anything old is shown.

The outage happens on a wire of our own: it is held (nobody answers), then cut (nobody listens), then whole again. All
the while owners publish a build and take it back, and look each time at the list that shows it, or must not.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from bot.cli.bench_cache import Wire
from bot.cli.load.acts import listed, mix, published
from bot.cli.load.contest import THIS, opened, warm
from bot.cli.load.driving import Driver, Run
from bot.cli.load.people import People, Place

PHASES: Final = ("well", "held", "cut", "back")
_KEEPERS: Final = 3
_RUSH: Final = 200


@dataclass
class Seen:
    """What those saw who look whether what is shown is so."""

    lists: int = 0
    stale: int = 0
    failed: int = 0
    is_over: bool = False
    """Whether they are to come to their end: one who left half-way would confuse those who come next."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What a load came to while Redis was in one state."""

    name: str
    run: Run
    seen: Seen

    def to_line(self) -> str:
        """Return it for people."""
        run, seen = self.run, self.seen
        counted = f"{len(run.taken) + seen.lists:>9}{len(run.failed) + seen.failed:>8}{seen.lists:>7}{seen.stale:>7}"
        return f"{self.name:<8}{counted}{run.acknowledged_ms(0.99):>12,.0f}{run.finished_ms(0.5):>10,.0f}"


@asynccontextmanager
async def wired(redis: str, folder: Path) -> AsyncIterator[tuple[Wire, str]]:
    """Open a wire to a Redis; yields it and the address at its near end."""
    parts = urlsplit(redis)
    wire = Wire(parts.hostname or "", parts.port or 6379, parts.path if parts.scheme == "unix" else "")
    near = folder / "wire"
    server = await asyncio.start_unix_server(wire.serve, str(near))
    try:
        yield wire, f"unix://{near}"
    finally:
        wire.cut()
        server.close()


async def break_redis(
    people: People, guilds: int, seconds: float, folder: Path, url: str, redis: str, at_once: int = _RUSH
) -> list[Phase]:
    """Load this bot and break its Redis; returns what each phase came to."""
    async with wired(redis, folder) as (wire, address):
        settings = {"DATABASE_URL": url, "REDIS_URL": address}
        async with opened(THIS, folder / "this", range(1, guilds + 1), settings) as (driver, _):
            await warm(driver, people)
            found = []
            for number, name in enumerate(PHASES):
                _turn(wire, name)
                seen = Seen()
                keepers = [asyncio.create_task(_keep(driver, place, seen)) for place in people.places[:_KEEPERS]]
                run = await driver.crowd(mix(people, number + 1), at_once, seconds)
                found.append(Phase(name, run, seen))
                seen.is_over = True
                await asyncio.gather(*keepers)
            return found


def _turn(wire: Wire, phase: str) -> None:
    if phase == "cut":
        wire.cut()
        return
    wire.is_held, wire.is_cut = phase == "held", False


async def _keep(driver: Driver, place: Place, seen: Seen) -> None:
    """Take a build back and publish it, over and over, and look at the list each time."""
    build, mark = place.kept, f'"build:{place.kept.short_id}"'
    while not seen.is_over:
        for verb, is_there in (("unpublish", False), ("publish", True)):
            done = await driver.act(published(place, build, verb=verb, expects=f"build:{build.short_id}"))
            shown = await driver.act(listed(place, build.owner), is_told=True)
            seen.lists += 1
            seen.failed += (not done.is_right) + (not shown.is_right)
            seen.stale += done.is_right and shown.is_right and (mark in shown.said) is not is_there
