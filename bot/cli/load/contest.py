"""This bot beside a bare one of discord.py, under the same load in the same run."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.cli.load.acts import mix
from bot.cli.load.driving import Driver, Run
from bot.cli.load.guilds import make_guild
from bot.cli.load.people import People
from bot.cli.load.processes import NOWHERE, started, until_ready
from bot.cli.local_discord.server import TOKEN, DiscordServer
from bot.cli.targets import Target

BARE: Final = ("bot.cli.load.bare",)
THIS: Final = ("bot", "run")
_WARM: Final = 300
"""Commands that are not measured: by then all kinds were there, and all statements are known."""
_WARM_AT_ONCE: Final = 20
_SHARES_TOLD: Final = (0.5, 0.95, 0.99)


@dataclass
class Figures:
    """What was measured of one bot."""

    start_s: float = 0.0
    memory_one_mib: float = 0.0
    memory_mib: float = 0.0
    """In all guilds, before the load."""
    loaded_mib: float = 0.0
    """Afterwards."""
    runs: dict[int, Run] = field(default_factory=dict)
    """By how many act at once."""


@asynccontextmanager
async def opened(
    module: Sequence[str], folder: Path, guilds: Sequence[int], settings: dict[str, str]
) -> AsyncIterator[tuple[Driver, float]]:
    """Start a bot in these guilds; yields what drives it and the seconds that its start took."""
    async with DiscordServer.open() as server:
        server.guilds, server.make_guild = guilds, make_guild
        own = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": server.api_url, "GAME_API_URL": NOWHERE}
        own |= {"DATA_FOLDER": str(folder)}
        async with started(*module, folder=folder, settings=own | settings) as running:
            seconds = await until_ready(running, server.ready)
            yield Driver(server, running, is_judged=module != BARE), seconds


async def compete(
    people: People, guilds: int, levels: Sequence[int], seconds: float, folder: Path, settings: dict[str, str]
) -> tuple[Figures, Figures]:
    """Measure the bare bot and this one, in turn at each level."""
    bare, this = Figures(), Figures()
    for module, figures, own in ((BARE, bare, {}), (THIS, this, settings)):
        async with opened(module, folder / "one", [people.places[0].guild], own) as (driver, took):
            await warm(driver, people)
            figures.start_s, figures.memory_one_mib = took, driver.running.memory_mib()
    everywhere = range(1, guilds + 1)
    async with (
        opened(BARE, folder / "bare", everywhere, {}) as (bare_driver, _),
        opened(THIS, folder / "this", everywhere, settings) as (driver, _),
    ):
        both = ((bare_driver, bare), (driver, this))
        for one, figures in both:
            await warm(one, people)
            figures.memory_mib = one.running.memory_mib()
        for level in levels:
            for one, figures in both:
                figures.runs[level] = await one.crowd(mix(people, level), level, seconds)
                figures.loaded_mib = one.running.memory_mib()
    return bare, this


def to_lines(bare: Figures, this: Figures) -> Iterator[str]:
    """Yield the two side by side, for people."""
    yield f"{'':<48}{'bare':>10}{'this':>10}{'ratio':>8}"
    for name, (one, other) in to_record(bare, this).items():
        ratio = f"{other / one:>6.1f} x" if one else ""
        yield f"{name:<48}{one:>10,.1f}{other:>10,.1f}{ratio}"
    level = max(this.runs)
    yield f"\n{f'{level} at once':<30}{'share':>6}{'bare p50':>10}{'p50':>8}{'p99':>8}{'ack p99':>9}   ms"
    for kind, share in kinds(this.runs[level]):
        plain, own = bare.runs[level].of_kind(kind), this.runs[level].of_kind(kind)
        p50, p99, heard = own.finished_ms(0.5), own.finished_ms(0.99), own.acknowledged_ms(0.99)
        yield f"{kind:<30}{share:>5.0%}{plain.finished_ms(0.5):>11,.0f}{p50:>8,.0f}{p99:>8,.0f}{heard:>9,.0f}"
    yield ""
    yield from (target.to_line() for target in judge(bare, this))


def judge(bare: Figures, this: Figures) -> Iterator[Target]:
    """Yield what is to be achieved, with as many at once as were measured at most."""
    level = max(this.runs)
    plain, own = bare.runs[level], this.runs[level]
    at_once = f"{level} at once: "
    acknowledged = own.acknowledged_ms(0.5) / plain.acknowledged_ms(0.5)
    yield Target(f"{at_once}acknowledged p99, ms", 1_000, own.acknowledged_ms(0.99))
    yield Target(f"{at_once}acknowledged p50, times the bare bot's", 2, acknowledged)
    yield Target(f"{at_once}finished p50, times the bare bot's", 2, own.finished_ms(0.5) / plain.finished_ms(0.5))
    yield Target("memory in all guilds, before the load, MiB", 150, this.memory_mib)


def kinds(run: Run) -> Iterator[tuple[str, float]]:
    """Yield each kind of act with its share."""
    count: dict[str, int] = {}
    for one in run.taken:
        count[one.kind] = count.get(one.kind, 0) + 1
    yield from sorted(((kind, many / len(run.taken)) for kind, many in count.items()), key=lambda one: -one[1])


def to_record(bare: Figures, this: Figures) -> dict[str, tuple[float, float]]:
    """Return what was measured by name, of the bare bot and of this one."""
    found = {
        "start, s": (bare.start_s, this.start_s),
        "memory in one guild, MiB": (bare.memory_one_mib, this.memory_one_mib),
        "memory in all guilds, MiB": (bare.memory_mib, this.memory_mib),
        "memory after the load, MiB": (bare.loaded_mib, this.loaded_mib),
    }
    for level in this.runs:
        plain, own = bare.runs[level], this.runs[level]
        for share in _SHARES_TOLD:
            times = plain.acknowledged_ms(share), own.acknowledged_ms(share)
            found[f"{level} at once: acknowledged p{share * 100:.0f}, ms"] = times
        for share in _SHARES_TOLD:
            found[f"{level} at once: finished p{share * 100:.0f}, ms"] = (
                plain.finished_ms(share),
                own.finished_ms(share),
            )
        found[f"{level} at once: commands a second"] = plain.rate, own.rate
        found[f"{level} at once: processor ms a command"] = plain.cpu_ms, own.cpu_ms
        found[f"{level} at once: share of one processor"] = plain.busy, own.busy
        found[f"{level} at once: the driver's processor ms a command"] = plain.driver_ms, own.driver_ms
        found[f"{level} at once: failed"] = float(len(plain.failed)), float(len(own.failed))
    return found


async def warm(driver: Driver, people: People) -> None:
    """Let a bot do a first few."""
    await driver.warm(mix(people, 1), _WARM, _WARM_AT_ONCE)
