"""Runs the squad optimizer beside everything else: in threads, so many at once, with a limit, and to be called off."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from time import monotonic, sleep
from typing import Final

from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Limit, Outcome, Progress, Watch, optimize

AT_ONCE: Final = 2
"""Searches that run at a time; more wait for their turn."""
SECONDS: Final = 5.0
"""What one search may take."""
_BREATH: Final = 0.002
"""Seconds: half of the time is for others."""
_SWITCH: Final = 0.001
"""Seconds after which a thread must let another go on."""


class Optimizer:
    """Finds lineups without holding up the event loop: the solver works without the interpreter's lock."""

    def __init__(self, *, at_once: int = AT_ONCE) -> None:
        self._turns = asyncio.Semaphore(at_once)
        self._running = 0
        self._usual = sys.getswitchinterval()

    async def find_best(
        self,
        problem: Problem,
        *,
        seconds: float = SECONDS,
        seed: int = 0,
        report: Callable[[Progress], None] = lambda _progress: None,
    ) -> Outcome:
        """Return the best lineup, proven or as good as the time allows; waiting for a turn does not count.

        `report` is called in the event loop's thread whenever there is a better lineup or a better bound, and must not
        wait. Whoever cancels the call ends the search too.
        """
        loop, stopped = asyncio.get_running_loop(), Event()

        def hear(progress: Progress) -> None:
            if not stopped.is_set():
                loop.call_soon_threadsafe(report, progress)

        watch = Watch(monotonic, stopped.is_set, hear, _Breath())
        async with self._turns:
            with self._switching_often():
                return await _work(problem, Limit(seconds), seed, watch, stopped)

    @contextmanager
    def _switching_often(self) -> Iterator[None]:
        """Have the interpreter pass from thread to thread more often while there are searches."""
        if not self._running:
            self._usual = sys.getswitchinterval()
            sys.setswitchinterval(_SWITCH)
        self._running += 1
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                sys.setswitchinterval(self._usual)


async def _work(problem: Problem, limit: Limit, seed: int, watch: Watch, stopped: Event) -> Outcome:
    work = asyncio.create_task(asyncio.to_thread(optimize, problem, limit, seed, watch))
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        stopped.set()
        await asyncio.wait((work,))  # the turn is not free before the thread is
        raise


class _Breath:
    """Lets other threads have the interpreter now and then: they would wait for a forced switch of it else."""

    def __init__(self) -> None:
        self._last = monotonic()

    def __call__(self) -> None:
        if monotonic() - self._last > _BREATH:
            sleep(_BREATH)
            self._last = monotonic()
