"""Whether Redis is trusted at the moment. It is probed in the background, and told first what it has not heard of."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Final

import structlog

from bot.gateways.cache.breaker import State
from bot.gateways.cache.disk_tier import DiskTier
from bot.gateways.cache.redis_tier import RedisTier
from bot.gateways.cache.tier import TierAwayError

_log = structlog.get_logger(__name__)

MEET_EVERY_S: Final = 60.0
"""How often it is asked who else is there."""


class RedisLink:
    """Holds the RedisTier of the server that is trusted, if one is."""

    def __init__(self, url: str, prefix: str, disk: DiskTier, *, probe_every_s: float) -> None:
        self._url = url
        self._prefix = prefix
        self._disk = disk
        self._probe_every_s = probe_every_s
        self._trusted: RedisTier | None = None
        self._lost = asyncio.Event()
        self._is_away = self._is_closed = self._is_probing = False
        self._loop: asyncio.Task[None] | None = None
        self.is_shared = False
        """Whether processes with another folder use this Redis, as far as it is known."""

    @property
    def tier(self) -> RedisTier | None:
        """The tier to use; None while Redis is away."""
        if self._trusted is not None and self._trusted.is_broken:
            self._lost.set()
            return None
        return self._trusted

    @property
    def state(self) -> State:
        """How the breaker between the cache and Redis stands."""
        if self.tier is not None:
            return State.CLOSED
        return State.HALF_OPEN if self._is_probing else State.OPEN

    async def find_ready(self, *, is_owing: bool) -> RedisTier | None:
        """Return the tier to use now; one that is owed invalidations is told them first. Raises TierAwayError."""
        tier = self.tier
        if tier is not None and is_owing:
            await self._disk.pay(tier.bump)
        return tier

    async def bump(self, tags: Sequence[str]) -> bool:
        """Tell Redis that tags are invalid; return whether it heard."""
        tier = self.tier
        if tier is None:
            return False
        try:
            await tier.bump(tags)
        except TierAwayError:
            return False
        return True

    async def open(self) -> None:
        """Probe the server once and look after it from then on."""
        await self._probe()
        self._loop = asyncio.create_task(self._look_after(), name="redis")

    async def close(self) -> None:
        """Look after it no more."""
        self._is_closed = True
        self._lost.set()
        if self._loop is not None:
            # not cancelled: a probe ends by itself in no time, and a cancellation can get lost in the client
            await self._loop
        await self._drop()

    async def _look_after(self) -> None:
        while True:
            wait_s = self._probe_every_s if self.tier is None else MEET_EVERY_S
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._lost.wait(), wait_s)
            self._lost.clear()
            if self._is_closed:
                return
            if self.tier is None:
                await self._drop()
                await self._probe()
            else:
                with contextlib.suppress(TierAwayError):
                    await self._meet(self.tier)

    async def _probe(self) -> None:
        tier, self._is_probing = RedisTier(self._url, self._prefix), True
        try:
            await tier.probe()
            await self._disk.pay(tier.bump)
            await self._meet(tier)
        except TierAwayError as error:
            await tier.close()
            if not self._is_away:
                _log.warning("redis is away", reason=str(error), instead="answers are kept on disk")
            self._is_away = True
            return
        finally:
            self._is_probing = False
        if self._is_away:
            _log.info("redis is back")
        self._trusted, self._is_away = tier, False

    async def _meet(self, tier: RedisTier) -> None:
        self.is_shared = await tier.meet(self._disk.find_place()) > 1

    async def _drop(self) -> None:
        tier, self._trusted = self._trusted, None
        if tier is not None:
            await tier.close()
