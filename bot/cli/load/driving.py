"""Drives a bot: so many people at once, each with one act after the other, or so many acts a second."""

import asyncio
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import Final

from bot.cli.load.acts import Act
from bot.cli.load.processes import Running
from bot.cli.local_discord.server import DiscordServer

PATIENCE_S: Final = 15.0
"""After which an answer is not waited for: people are gone by then."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one act; times in seconds."""

    kind: str
    acknowledged: float
    finished: float
    is_right: bool
    said: str = ""
    """What was answered."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a load came to."""

    taken: tuple[Taken, ...]
    seconds: float
    cpu_s: float
    driver_s: float = 0.0
    """Processor time of who clicks, looks at the answers and plays Discord."""

    @property
    def failed(self) -> tuple[Taken, ...]:
        """What was not answered, or not rightly."""
        return tuple(one for one in self.taken if not one.is_right)

    def acknowledged_ms(self, share: float) -> float:
        """Return within how many milliseconds that share was acknowledged."""
        return _of([one.acknowledged for one in self.taken], share)

    def finished_ms(self, share: float) -> float:
        """Return within how many milliseconds that share had its answer."""
        return _of([one.finished for one in self.taken], share)

    def of_kind(self, kind: str) -> "Run":
        """Return the part of one kind; processor time is not told apart."""
        return Run(tuple(one for one in self.taken if one.kind == kind), self.seconds, 0.0)

    @property
    def rate(self) -> float:
        """How many a second."""
        return len(self.taken) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Processor time of the bot for each, in milliseconds."""
        return self.cpu_s * 1_000 / len(self.taken)

    @property
    def driver_ms(self) -> float:
        """Processor time of the driver for each, in milliseconds."""
        return self.driver_s * 1_000 / len(self.taken)

    @property
    def busy(self) -> float:
        """Which part of one processor the bot had."""
        return self.cpu_s / self.seconds


@dataclass
class Driver:
    """Sends acts to one bot and notes what comes of them."""

    server: DiscordServer
    running: Running
    is_judged: bool = True
    """Whether answers are looked at: those of the bare bot are all alike."""
    taken: list[Taken] = field(default_factory=list)

    async def crowd(self, acts: Iterator[Act], at_once: int, seconds: float) -> Run:
        """Let so many people act at once, each again as soon as they have their answer."""
        until = perf_counter() + seconds

        async def person() -> None:
            while perf_counter() < until:
                self.taken.append(await self.act(next(acts)))

        return await self._measured([asyncio.create_task(person()) for _ in range(at_once)])

    async def warm(self, acts: Iterator[Act], count: int, at_once: int) -> None:
        """Let the bot do a first few: what is loaded and learned once is not measured."""
        few = iter(itertools.islice(acts, count))

        async def person() -> None:
            for one in few:
                await self.act(one)

        await asyncio.gather(*(person() for _ in range(at_once)))

    async def stream(self, acts: Iterator[Act], rate: float, seconds: float) -> Run:
        """Let people act at a steady pace, whether or not those before have their answer."""
        began, tasks = perf_counter(), []

        async def later(number: int) -> None:
            await asyncio.sleep(max(0.0, began + number / rate - perf_counter()))
            self.taken.append(await self.act(next(acts)))

        tasks = [asyncio.create_task(later(number)) for number in range(round(rate * seconds))]
        return await self._measured(tasks)

    async def act(self, one: Act, *, is_told: bool = False) -> Taken:
        """Let somebody act; wait for what they see then. A right answer is kept only where it `is_told`."""
        began = perf_counter()
        answers = await self.server.interact(one.type, one.data, **one.about())
        try:
            await answers.wait_until_over(PATIENCE_S)
        except TimeoutError:
            heard = answers.times[0] - began if answers.times else PATIENCE_S
            return Taken(one.kind, heard, PATIENCE_S, is_right=False, said="nothing")
        finally:
            self.server.forget(answers)
        said = json.dumps(answers.sent[-1])
        is_right = not self.is_judged or one.expects in said
        first, last = answers.times[0] - began, answers.times[-1] - began
        return Taken(one.kind, first, last, is_right=is_right, said=said if is_told or not is_right else "")

    async def _measured(self, tasks: list[asyncio.Task[None]]) -> Run:
        self.taken.clear()
        began, worked, drove = perf_counter(), self.running.cpu_s(), process_time()
        await asyncio.gather(*tasks)
        self.running.require_alive()
        seconds, cpu_s = perf_counter() - began, self.running.cpu_s() - worked
        return Run(tuple(self.taken), seconds, cpu_s, process_time() - drove)


def _of(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] * 1_000 if times else 0.0
