"""Runs the squad optimizer beside everything else: in worker processes, so many at once, and to be called off."""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Limit, Outcome, Progress, Reason, optimize
from bot.domain.lineup.study import Study
from bot.gateways.metrics import NO_METERS, Meters
from bot.services.working.frames import Order
from bot.services.working.pool import Workers

AT_ONCE: Final = 2
"""Searches that run at a time; more wait for their turn."""
SECONDS: Final = 5.0
"""What one search may take."""

FAILED: Final = "failed"
DONE: Final = "done"

Report = Callable[[Progress], None]


class Optimizer:
    """Finds lineups without holding up the event loop."""

    def __init__(self, *, at_once: int = AT_ONCE, meters: Meters = NO_METERS) -> None:
        self._workers = Workers(at_once)
        self._meters = meters

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that there are."""
        return self._workers.pids

    async def find_best(
        self,
        problem: Problem,
        *,
        seconds: float = SECONDS,
        seed: int = 0,
        report: Report = lambda _progress: None,
        stop: asyncio.Event | None = None,
    ) -> Outcome:
        """Return the best lineup, proven or as good as the time allows; waiting for a turn does not count.

        `report` is called in the event loop's thread when there is a better lineup or a better bound, some times a
        second, and must not wait. When `stop` is set, the best so far is returned. Whoever cancels the call ends the
        search too. Raises InternalError where it fails twice.
        """
        outcome: Outcome = await self.run(
            optimize, problem, Limit(seconds), seed, seconds=seconds, report=report, stop=stop
        )
        report(outcome)
        return outcome

    async def run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        seconds: float = SECONDS,
        report: Report = lambda _progress: None,
        stop: asyncio.Event | None = None,
    ) -> Any:
        """Return what a function of the domain's, whose last argument is a Watch, brings for these arguments."""
        began, ended = perf_counter(), FAILED
        try:
            answer = await self._workers.run(Order(function, arguments), seconds, report, stop)
            ended = _find_reason(answer)
        except asyncio.CancelledError:
            ended = Reason.STOPPED
            raise
        finally:
            self._meters.note_search(ended, perf_counter() - began)
        return answer

    def prepare(self) -> None:
        """Have a process ready for a search that somebody is about to ask for; at once, and only the first time."""
        self._workers.prepare()

    async def close(self) -> None:
        """End all that runs; the next call begins anew."""
        await self._workers.close()


def _find_reason(answer: object) -> str:
    """Return why a search ended, as far as the answer is that of one search."""
    outcome = answer.outcome if isinstance(answer, Study) else answer
    return outcome.reason if isinstance(outcome, Outcome) else DONE
