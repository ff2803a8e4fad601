"""This bot for a long time at a steady pace: whether its memory stays, and whether a command leaves anything in it."""

import asyncio
import json
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import fmean
from typing import Final

from bot.cli.load.acts import card, mix
from bot.cli.load.contest import opened
from bot.cli.load.driving import Driver, Taken
from bot.cli.load.people import People
from bot.cli.load.watched import REPORT
from bot.services.givings import KEPT

WATCHED: Final = ("bot.cli.load.watched",)
DRIFT: Final = 0.05
"""How much more memory may be in use at the end than after the warm-up, as a part of it."""
CACHE_MIB: Final = 100.0
"""More than the cache's folder ever takes."""
REST_S: Final = 20.0
"""How long nothing is asked before it is looked what is alive: idle connections are closed by then."""
_AT_ONCE: Final = 20
"""At first, so that every connection of the pool has prepared its statements."""
_SLICES: Final = 12
_WARM_SLICES: Final = 2
_PATIENCE_S: Final = 60.0
_LOOKS: Final = 4
"""How often it is looked after the warm-up: what is in hand for a moment is not what stays."""
_MORE_LOOKS: Final = 60
"""How often at most at the end, while anything is left behind: on a busy machine a job may take a while."""
_PAUSE_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class Alive:
    """What is in a bot while nobody asks anything."""

    tasks: Counter[str]
    objects: int
    threads: int
    sockets: int

    def still(self, later: "Alive") -> "Alive":
        """Return what there is later, without the tasks that came only meanwhile."""
        return replace(later, tasks=self.tasks & later.tasks)


@dataclass(frozen=True, slots=True)
class Soak:
    """What it came to."""

    taken: tuple[Taken, ...]
    memory_mib: tuple[float, ...]
    """After each slice of the time; the first ones are the warm-up."""
    before: Alive
    """After the warm-up."""
    after: Alive
    cache_mib: float

    @property
    def drift(self) -> float:
        """How much memory grew after the warm-up, as a part of it."""
        warm = self.memory_mib[_WARM_SLICES:]
        third = max(1, len(warm) // 3)
        return fmean(warm[-third:]) / fmean(warm[:third]) - 1

    def left_behind(self) -> dict[str, int]:
        """Return the tasks that are alive and were not after the warm-up."""
        return dict(self.after.tasks - self.before.tasks)

    def flaws(self) -> Iterator[str]:
        """Yield what should not be."""
        failed = [one for one in self.taken if not one.is_right]
        if failed:
            yield f"{len(failed)} commands failed: {failed[0].kind}: {failed[0].said[:200]}"
        if self.drift > DRIFT:
            yield f"memory grew by {self.drift:.1%}"
        if self.left_behind():
            yield f"tasks left behind: {self.left_behind()}"
        if self.cache_mib > CACHE_MIB:
            yield f"the cache's folder has {self.cache_mib:.0f} MiB"

    def to_lines(self) -> Iterator[str]:
        """Yield it for people."""
        memory = " ".join(f"{one:.0f}" for one in self.memory_mib)
        yield f"{len(self.taken)} commands; memory after each part of the time, MiB: {memory}; drift {self.drift:+.1%}"
        for name, one in (("after the warm-up", self.before), ("at the end", self.after)):
            tasks = sum(one.tasks.values())
            yield f"{name:<18}{tasks:>4} tasks, {one.threads} threads, {one.sockets} sockets, {one.objects:,} objects"
        yield f"the cache's folder: {self.cache_mib:.1f} MiB"


async def soak(
    people: People,
    guilds: int,
    seconds: float,
    rate: float,
    folder: Path,
    settings: dict[str, str],
    rest: float = REST_S,
) -> Soak:
    """Let people act at a steady pace and look what becomes of the bot, once all that it keeps of builds is full."""
    report = folder / "report.json"
    memory: list[float] = []
    taken: list[Taken] = []
    own = folder / "this"
    async with opened(WATCHED, own, range(1, guilds + 1), settings | {REPORT: str(report)}) as (driver, _):
        acts, before = mix(people, 1), None
        looks = [card(place, build) for place in people.places for build in place.builds]
        await driver.warm(iter(looks), KEPT, _AT_ONCE)
        await driver.warm(acts, _AT_ONCE * 10, _AT_ONCE)
        for number in range(_SLICES):
            if number == _WARM_SLICES:
                before = await _look_again(driver, report, rest)
            run = await driver.stream(acts, rate, seconds / _SLICES)
            taken += run.taken
            memory.append(driver.running.memory_mib())
        after = await _look_again(driver, report, rest, before)
    return Soak(tuple(taken), tuple(memory), before or after, after, _size_mib(own / "cache"))


async def _look_again(driver: Driver, report: Path, rest: float, before: Alive | None = None) -> Alive:
    """Look several times: the bot may do a job at any moment, and only what it never ends stays."""
    await asyncio.sleep(rest)
    found = await _look(driver, report)
    for _ in range(_MORE_LOOKS if before else _LOOKS):
        if before and not found.tasks - before.tasks:
            break
        await asyncio.sleep(_PAUSE_S)
        found = found.still(await _look(driver, report))
    return found


async def _look(driver: Driver, report: Path) -> Alive:
    driver.running.process.send_signal(signal.SIGUSR1)
    async with asyncio.timeout(_PATIENCE_S):
        while not report.exists():  # noqa: ASYNC110, ASYNC240 - another process writes it
            await asyncio.sleep(0.05)
    told = json.loads(report.read_text())  # noqa: ASYNC240 - a few hundred bytes
    report.unlink()  # noqa: ASYNC240 - as above
    return Alive(Counter(told["tasks"]), told["objects"], driver.running.threads(), driver.running.sockets())


def _size_mib(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 2**20
