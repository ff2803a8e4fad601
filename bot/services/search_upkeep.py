"""Keeps searches true while nobody looks: descriptions by newer facts, words that went, requests that grew old."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from bot.domain.ids import GuildId
from bot.repositories.unit import UnitFactory
from bot.services.describing import Describer

BATCH: Final = 50
"""Builds that are described in one transaction: about 50 ms, in which others on SQLite wait."""
WORDS: Final = 200
"""Words that are looked at in one transaction."""
REQUEST_MEMORY: Final = timedelta(days=7)
"""How long a list's buttons turn its pages after the last turn."""


class SearchUpkeep:
    """What the bot does for searches now and then. Several processes may do it at once."""

    def __init__(self, units: UnitFactory, describer: Describer, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._describer = describer
        self._clock = clock

    async def renew(self) -> int:
        """Describe all builds anew that were described by older facts, or not at all; returns how many."""
        done = 0
        while batch := await self._renew_batch():
            done += batch
            await asyncio.sleep(0)
        return done

    async def purge(self) -> int:
        """Forget words that no public build has any more, and old requests; returns how many requests."""
        place: tuple[GuildId, str] | None = (GuildId(0), "")
        while place is not None:
            async with self._units() as unit:
                place = await unit.searches.forget_words(place, WORDS)
        async with self._units() as unit:
            return await unit.searches.purge_requests(self._clock() - REQUEST_MEMORY)

    async def _renew_batch(self) -> int:
        async with self._units(reads_only=True) as unit:
            if not await unit.searches.list_stale(self._describer.mark, 1):
                return 0
        async with self._units() as unit:
            stale = await unit.searches.list_stale(self._describer.mark, BATCH)
            for build in stale:
                await unit.searches.describe(build)
            return len(stale)
