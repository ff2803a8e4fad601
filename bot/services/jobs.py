"""What is to be done at a time, shared by all processes that use the database.

A job is taken, done, and forgotten only then. Whoever dies in between loses it to somebody else when LEASE is over, so
what is done must bear to be begun twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog

from bot.repositories.unit import UnitFactory
from bot.repositories.unit_raids import Job

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

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

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

    async def _do(self, job: Job, handler: Handler) -> None:
        is_last, is_done = job.attempts >= ATTEMPTS, False
        (outcome,) = await asyncio.gather(asyncio.wait_for(handler(job.key), LIMIT_S), return_exceptions=True)
        if isinstance(outcome, BaseException):
            _log.warning("job failed", kind=job.kind, attempts=job.attempts, exc_info=outcome)
        else:
            is_done = outcome
        if is_last and not is_done:
            _log.error("job given up", kind=job.kind)
        async with self._units() as unit:
            if is_done or is_last:
                await unit.jobs.finish(job)
            else:
                await unit.jobs.postpone(job, self._clock() + _FIRST_PAUSE * 2 ** (job.attempts - 1))
