"""When it is learned from what people play: once a night, in a process of its own, by whoever takes the job."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Final

import structlog

from bot.repositories.unit import UnitFactory

_log = structlog.get_logger(__name__)

TRAIN: Final = "train"
"""Kind of the job; there is one."""
_NIGHT: Final = time(4)
"""UTC."""

Run = Callable[[], Awaitable[bool]]
"""Lets a process train; false where that failed."""


class Nights:
    """Has somebody train once a night, whichever process takes the job."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], run: Run | None = None) -> None:
        self._units = units
        self._clock = clock
        self._run = run
        self._training: asyncio.Task[None] | None = None

    async def plan(self) -> None:
        """Ask for the next night's training; again changes nothing."""
        if self._run is None:
            return
        now = self._clock()
        night = datetime.combine(now.date(), _NIGHT, now.tzinfo)
        async with self._units() as unit:
            await unit.jobs.put(TRAIN, "", night if now < night else night + timedelta(days=1))

    async def train(self, _key: str) -> bool:
        """Begin to train, which takes longer than a job may; what fails is tried again the next night."""
        if self._run is not None and (self._training is None or self._training.done()):
            self._training = asyncio.create_task(self._train(self._run), name="training")
        return True

    async def settle(self) -> None:
        """Wait for the training that is under way."""
        if self._training is not None:
            await self._training

    async def _train(self, run: Run) -> None:
        if not await run():
            _log.error("training failed")
