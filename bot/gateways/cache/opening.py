"""Opens the cache of a process, and looks after it."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from bot.gateways.cache.cache import TieredCache
from bot.gateways.cache.disk_file import STALE_INTENT_S
from bot.gateways.cache.disk_tier import ROOM, DiskTier
from bot.gateways.cache.folder import CacheFolder
from bot.gateways.cache.tier import TierAwayError

SWEEP_EVERY_S: Final = 60.0
PROBE_EVERY_S: Final = 1.0
"""How often a Redis that is away is probed; nobody waits for that."""


@asynccontextmanager
async def open_cache(
    folder: Path,
    *,
    redis_url: str | None = None,
    prefix: str | None = None,
    room: int = ROOM,
    probe_every_s: float = PROBE_EVERY_S,
) -> AsyncIterator[TieredCache]:
    """Open a cache in a folder, which is made when it is missing, and in a Redis, if one is named.

    `prefix` names the database whose answers are kept: processes with the same one have the same answers. Without it
    those of this folder do.
    """
    disk = DiskTier(CacheFolder(folder), room)
    link = None
    if redis_url is not None:
        # the client takes a fifth of a second to load, and most installations have no Redis
        from bot.gateways.cache.link import RedisLink

        link = RedisLink(redis_url, prefix or _prefix_of(disk), disk, probe_every_s=probe_every_s)
    cache = TieredCache(disk, link)
    # who died in the middle of a change is dead by now, or is another process that tells by itself
    await _sweep(disk, intents_older_than_s=0)
    sweeping = asyncio.create_task(_keep_sweeping(disk), name="cache")
    try:
        if link is not None:
            await link.open()
        yield cache
    finally:
        sweeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await sweeping
        await cache.settle()
        if link is not None:
            await link.close()
        await disk.close()


def _prefix_of(disk: DiskTier) -> str:
    with contextlib.suppress(TierAwayError):
        return f"gw2optimizer:{disk.find_place()}"
    # without its folder the cache is not used; should there be one later, the next start finds it
    return f"gw2optimizer:{secrets.token_hex(6)}"


async def _keep_sweeping(disk: DiskTier) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY_S)
        await _sweep(disk, intents_older_than_s=STALE_INTENT_S)


async def _sweep(disk: DiskTier, *, intents_older_than_s: float) -> None:
    with contextlib.suppress(TierAwayError):
        await disk.sweep(intents_older_than_s=intents_older_than_s)
