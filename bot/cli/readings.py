"""What a scrape reads where it is counted already: Discord's connections, the pool, the cache, the queues."""

import asyncio
import math
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from sqlalchemy.pool import QueuePool

from bot.errors import BotError
from bot.gateways.cache.breaker import State
from bot.gateways.cache.cache import TieredCache
from bot.gateways.events import EventFiles
from bot.gateways.metrics import catalog
from bot.gateways.metrics.prometheus import Reading
from bot.repositories.statements import statements_of

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.app import Bot
    from bot.cli.readiness import Readying

PATIENCE_S: Final = 1.0
"""How long the database may take to count its queues; they are left out where it takes longer."""
_HITS, _FAILURES = "hits_", "failures_"
_RESULTS: Final = ("misses", "bypassed", "unreadable")


class Readings:
    """Reads all that is not noted while it happens."""

    def __init__(self, bot: "Bot", engine: "AsyncEngine", readying: "Readying") -> None:
        self._bot = bot
        self._engine = engine
        self._readying = readying
        self._version = version("gw2optimizer")
        self._asking: asyncio.Task[tuple[Reading, ...]] | None = None
        self._slow: tuple[Reading, ...] = ()

    async def renew(self) -> None:
        """Ask what must be asked; whoever reads then does not wait."""
        is_ready = (await self._readying.look()).is_ready
        queues = await self._find_queues() if is_ready else ()
        self._slow = (Reading(catalog.READY, is_ready), *queues)

    def __call__(self) -> Iterator[Reading]:
        """Read everything."""
        yield Reading(catalog.INFO, 1, (self._version,))
        yield Reading(catalog.TASKS, len(asyncio.all_tasks()))
        yield Reading(catalog.WORKERS, len(self._bot.services.optimizer.pids))
        yield from self._slow
        yield from self._read_gateway()
        yield from self._read_pool()
        yield from self._read_cache()
        yield from self._read_events()

    async def _find_queues(self) -> tuple[Reading, ...]:
        """Return how long the queues in the database are; nothing where it does not say so in time."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._count_queues(), name="queues")
        await asyncio.wait({self._asking}, timeout=PATIENCE_S)
        return self._asking.result() if self._asking.done() else ()

    async def _count_queues(self) -> tuple[Reading, ...]:
        services, now = self._bot.services, datetime.now(UTC)
        try:
            jobs, posts = await services.jobs.find_backlog(), await services.noticeboard.count_waiting()
        except BotError:
            return ()
        readings = [Reading(catalog.POSTS_DUE, posts)]
        for one in jobs:
            if one.kind in self._bot.handlers:  # those of a later version are that one's to tell
                readings.append(Reading(catalog.JOBS_DUE, one.count, (one.kind,)))
                readings.append(Reading(catalog.JOBS_LATE, (now - one.oldest).total_seconds(), (one.kind,)))
        return tuple(readings)

    def _read_gateway(self) -> Iterator[Reading]:
        yield Reading(catalog.GUILDS, len(self._bot.guilds))
        if self._bot.shard_count is not None:  # Discord says it at login
            yield Reading(catalog.SHARDS, self._bot.shard_count)
        for number, shard in self._bot.shards.items():
            yield Reading(catalog.CONNECTED, not shard.is_closed(), (str(number),))
            if math.isfinite(shard.latency):
                yield Reading(catalog.LATENCY, shard.latency, (str(number),))

    def _read_pool(self) -> Iterator[Reading]:
        pool = self._engine.pool
        if not isinstance(pool, QueuePool):
            return
        states = {"in_use": pool.checkedout(), "idle": pool.checkedin(), "overflow": max(0, pool.overflow())}
        for state, count in states.items():
            yield Reading(catalog.CONNECTIONS, count, (state,))
        yield Reading(catalog.CONNECTIONS_LIMIT, pool.size())
        statements = statements_of(self._engine)
        if statements is not None:
            yield Reading(catalog.WAITING, statements.waiting)
            yield Reading(catalog.SLOW_STATEMENTS, statements.counts["slow"])
            for outcome in ("done", "failed"):
                yield Reading(catalog.STATEMENTS, statements.counts[outcome], (outcome,))

    def _read_events(self) -> Iterator[Reading]:
        events = self._bot.services.learning.events
        if isinstance(events, EventFiles):
            for outcome in ("written", "dropped"):
                yield Reading(catalog.EVENTS_NOTED, events.counts[outcome], (outcome,))

    def _read_cache(self) -> Iterator[Reading]:
        cache = self._bot.services.cache
        if not isinstance(cache, TieredCache):
            return
        if cache.breaker is not None:
            for state in State:
                yield Reading(catalog.BREAKER, cache.breaker is state, (state.value,))
        yield Reading(catalog.INVALIDATIONS, cache.counts["invalidations"])
        for result in _RESULTS:
            yield Reading(catalog.READS, cache.counts[result], (result,))
        for name, count in cache.counts.items():
            if name.startswith(_HITS):
                yield Reading(catalog.READS, count, (name,))
            elif name.startswith(_FAILURES):
                yield Reading(catalog.TIER_FAILURES, count, (name.removeprefix(_FAILURES),))
