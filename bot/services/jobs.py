"""What is to be done at a time, shared by all processes that use the database.

A job is taken, done, and forgotten only then. Whoever dies in between loses it to somebody else when LEASE is over, so
what is done must bear to be begun twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from time import perf_counter

import structlog

from bot.gateways.metrics import NO_METERS, Meters
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_raids import Backlog, Job
from bot.services.tracing import bind_id, make_id

_log = structlog.get_logger(__name__)

LEASE = timedelta(minutes=1)
"""How long a job stays with whoever took it."""
LIMIT_S = 45.0
"""How long one job may take: it ends, and that is noted, before LEASE is over."""
BATCH = 10
"""Jobs taken at once."""
ATTEMPTS = 8
"""A job that did not succeed so often is given up."""
_FIRST_PAUSE = timedelta(seconds=5)

Handler = Callable[[str], Awaitable[bool]]
"""Does a job by its key; false where it could not be done now and is to be tried again later."""


class Jobs:
    """Does what is due."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], meters: Meters = NO_METERS) -> None:
        self._units = units
        self._clock = clock
        self._meters = meters

    async def work(self, handlers: Mapping[str, Handler]) -> int:
        """Do what is due now and has a handler, side by side; returns how many were taken.

        What a handler raises, or does not end within LIMIT_S, is logged and costs no other job anything; the job comes
        again later, ATTEMPTS times in all. A kind without a handler, of a later version, is left to whoever knows it.
        """
        now = self._clock()
        async with self._units() as unit:
            jobs = await unit.jobs.lease(now, now + LEASE, BATCH, handlers.keys())
        ends = await asyncio.gather(*(self._do(job, handlers[job.kind]) for job in jobs), return_exceptions=True)
        for error in filter(None, ends):
            raise error  # storage is away; nobody waits for this round any more
        return len(jobs)

    async def find_backlog(self) -> tuple[Backlog, ...]:
        """Return what is due and in nobody's hands, kind by kind."""
        async with self._units(reads_only=True) as unit:
            return await unit.jobs.find_backlog(self._clock())

    async def _do(self, job: Job, handler: Handler) -> None:
        is_last, is_done = job.attempts >= ATTEMPTS, False
        bind_id(make_id())  # each is done in a task of its own
        began = perf_counter()
        (outcome,) = await asyncio.gather(asyncio.wait_for(handler(job.key), LIMIT_S), return_exceptions=True)
        if isinstance(outcome, BaseException):
            _log.warning("job failed", kind=job.kind, attempts=job.attempts, exc_info=outcome)
        else:
            is_done = outcome
        self._meters.note_job(job.kind, _told(outcome, is_last=is_last), perf_counter() - began)
        if is_last and not is_done:
            _log.error("job given up", kind=job.kind)
        async with self._units() as unit:
            if is_done or is_last:
                await unit.jobs.finish(job)
            else:
                await unit.jobs.postpone(job, self._clock() + _FIRST_PAUSE * 2 ** (job.attempts - 1))


def _told(outcome: object, *, is_last: bool) -> str:
    if outcome is True:
        return "done"
    if is_last:
        return "given_up"
    return "failed" if isinstance(outcome, BaseException) else "again"
