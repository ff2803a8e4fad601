"""What is to be done at a time, shared by all processes that use the database.

A job is taken, done, and forgotten only then. Whoever dies in between loses it to somebody else when LEASE is over, so
what is done must bear to be begun twice.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.repositories.unit import UnitFactory
from bot.repositories.unit_raids import Job

LEASE = timedelta(minutes=1)
"""How long one job may take."""
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
        """Do what is due now by the handler of its kind; returns how many were taken.

        What a handler raises ends this round; the job comes again after LEASE. One of an unknown kind, from a later
        version, waits for whoever knows it.
        """
        now = self._clock()
        async with self._units() as unit:
            jobs = await unit.jobs.lease(now, now + LEASE, BATCH)
        for job in jobs:
            handler = handlers.get(job.kind)
            is_done = handler is not None and await handler(job.key)
            await self._settle(job, is_done=is_done)
        return len(jobs)

    async def _settle(self, job: Job, *, is_done: bool) -> None:
        async with self._units() as unit:
            if is_done or job.attempts >= ATTEMPTS:
                await unit.jobs.finish(job)
            else:
                await unit.jobs.postpone(job, self._clock() + _FIRST_PAUSE * 2 ** (job.attempts - 1))
