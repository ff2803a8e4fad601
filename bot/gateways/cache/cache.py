"""The cache as services see it: answers that are found or computed, changes that make them invalid."""

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import structlog

from bot.errors import UserError
from bot.gateways.cache.breaker import State
from bot.gateways.cache.codec import Codec
from bot.gateways.cache.disk_tier import DiskTier
from bot.gateways.cache.keys import EVERYTHING, Asked
from bot.gateways.cache.tier import Found, Tier, TierAwayError

if TYPE_CHECKING:
    from bot.gateways.cache.link import RedisLink

_log = structlog.get_logger(__name__)

T = TypeVar("T")
LINGER_S: Final = 0.25
"""How long an answer that was written is still given to those who ask with its tokens."""
Flight = tuple[str, tuple[str, ...]]
"""An answer under way: its key, and the tokens under which it will be valid."""


@dataclass(slots=True)
class Change:
    """A change under way, and the tags of the answers that it makes invalid; all, while nobody said which."""

    tags: Iterable[str] = (EVERYTHING,)


class Cache(Protocol):
    """Where answers are kept."""

    @property
    def is_degraded(self) -> bool:
        """Whether there should be a Redis, and it is not used."""

    @property
    def counts(self) -> Mapping[str, int]:
        """What it did since the process began."""

    async def find(self, asked: Asked, codec: Codec[T], compute: Callable[[], Awaitable[T]]) -> T:
        """Return what is kept, else what `compute` returns, and keep that."""

    def change(self) -> AbstractAsyncContextManager[Change]:
        """Open a block that changes what answers are made of; when it is left, its tags are invalid everywhere.

        A block that ends with a UserError changed nothing; after any other error nobody knows, and all is invalid.
        """


class NoCache:
    """Keeps nothing."""

    is_degraded = False
    counts: Mapping[str, int] = MappingProxyType({})

    async def find(self, asked: Asked, codec: Codec[T], compute: Callable[[], Awaitable[T]]) -> T:  # noqa: ARG002 - the protocol's
        """Return what `compute` returns."""
        return await compute()

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Change]:
        """Open a block that changes something."""
        yield Change()


NO_CACHE = NoCache()


class TieredCache:
    """Keeps answers in Redis while it is trusted, on disk otherwise. It never raises, whatever becomes of either.

    `counts` tells what it did: hits by tier, misses, calls that no tier served, invalidations, bytes not understood.
    """

    def __init__(self, disk: DiskTier, link: "RedisLink | None") -> None:
        self.counts: Counter[str] = Counter()
        self._disk = disk
        self._link = link
        self._flights: dict[Flight, asyncio.Task[Any]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._erased = 0
        """How often everything was removed: what was computed before is not kept."""

    @property
    def is_degraded(self) -> bool:
        """Whether there should be a Redis, and it is not used."""
        return self._link is not None and self._link.tier is None

    @property
    def breaker(self) -> State | None:
        """How the breaker before Redis stands; None where there is to be none."""
        return None if self._link is None else self._link.state

    async def find(self, asked: Asked, codec: Codec[T], compute: Callable[[], Awaitable[T]]) -> T:
        """Return what is kept, else what `compute` returns: once however many ask, unless something changed since."""
        tier, found = await self._read(asked)
        if tier is None:
            self.counts["bypassed"] += 1
            return await compute()
        if found.body is not None:
            value = codec.from_bytes(found.body)
            if value is not None:
                self.counts[f"hits_{tier.name}"] += 1
                return value
            self.counts["unreadable"] += 1
            self._flights.pop((asked.key, found.tokens), None)
        self.counts["misses"] += 1
        # Who came before the last invalidation has other tokens, and waits for another answer.
        flight = asked.key, found.tokens
        task = self._flights.get(flight)
        if task is None:
            task = asyncio.create_task(self._compute(flight, tier, asked, codec, compute), name="cache")
            # an error is told to those who still wait, be it nobody
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._flights[flight] = task
        # who gives up waiting must not spoil it for the others
        return await asyncio.shield(task)

    @asynccontextmanager
    async def change(self) -> AsyncIterator[Change]:
        """Open a block that changes something; the journal knows before, so that a death half-way is noticed."""
        change, intent, forgets = Change(), secrets.token_hex(8), False
        with suppress(TierAwayError):
            await self._disk.note_intent(intent)
        try:
            yield change
            forgets = EVERYTHING in change.tags
        except UserError:
            change.tags = ()
            raise
        except BaseException:
            change.tags = (EVERYTHING,)
            raise
        finally:
            await asyncio.shield(self._begin(self._finish(tuple(dict.fromkeys(change.tags)), intent, forgets=forgets)))

    async def settle(self) -> None:
        """Wait for what is being written."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def _read(self, asked: Asked) -> tuple[Tier | None, Found]:
        for tier in await self._tiers():
            try:
                return tier, await tier.read(asked.key, asked.all_tags)
            except TierAwayError as error:
                self._note(tier, error)
        return None, Found((), None)

    async def _tiers(self) -> list[Tier]:
        """Return the tiers that can be believed now, the best first: without its journal, none."""
        found: list[Tier] = []
        try:
            is_owing = await self._disk.owes()
        except TierAwayError as error:
            self._note(self._disk, error)
            return []
        if self._link is not None:
            with suppress(TierAwayError):
                ready = await self._link.find_ready(is_owing=is_owing)
                found += [ready] if ready is not None else []
        if self._link is None or not self._link.is_shared:
            found.append(self._disk)
        return found

    async def _compute(
        self,
        flight: Flight,
        tier: Tier,
        asked: Asked,
        codec: Codec[T],
        compute: Callable[[], Awaitable[T]],
    ) -> T:
        erased = self._erased
        try:
            value = await compute()
        except BaseException:
            del self._flights[flight]
            raise
        self._begin(self._keep(flight, tier, asked, codec.to_bytes(value) if erased == self._erased else None))
        return value

    async def _keep(self, flight: Flight, tier: Tier, asked: Asked, body: bytes | None) -> None:
        """Write an answer; until then, and a moment longer, who asks is given the one that was computed."""
        try:
            if body is not None:
                await tier.write(asked.key, flight[1], body, asked.draw_ttl_s())
        except TierAwayError as error:
            self._note(tier, error)
        finally:
            # who read before it was written may hear of that only now
            asyncio.get_running_loop().call_later(LINGER_S, self._flights.pop, flight, None)

    async def _finish(self, tags: tuple[str, ...], intent: str, *, forgets: bool) -> None:
        """Make invalid what was changed; what went wrong invalidates everything, and erases nothing."""
        self.counts["invalidations"] += bool(tags)
        has_heard = self._link is not None and await self._link.bump(tags)
        try:
            await self._disk.bump(tags, intent=intent, owed=not has_heard)
        except TierAwayError as error:
            self._note(self._disk, error)
        if forgets:
            await self._erase()

    async def _erase(self) -> None:
        """Remove what is invalid by now, so that nothing of whoever is forgotten is left in either tier."""
        self._erased += 1
        tiers: list[Tier] = [self._disk]
        if self._link is not None and self._link.tier is not None:
            tiers.append(self._link.tier)
        for tier in tiers:
            try:
                await tier.erase()
            except TierAwayError as error:
                self._note(tier, error)

    def _note(self, tier: Tier, error: TierAwayError) -> None:
        self.counts[f"failures_{tier.name}"] += 1
        _log.debug("cache tier failed", tier=tier.name, reason=str(error))

    def _begin(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work, name="cache")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
