"""Answers kept for a while: in Redis, on disk where Redis is not there, never older than the last invalidation.

`README.md` argues why nothing stale is served. Nothing here knows what an answer means, and nothing is ever raised to
those who ask: a cache that is away is a cache that has nothing.
"""

from bot.gateways.cache.cache import NO_CACHE, Cache, TieredCache
from bot.gateways.cache.declaring import cacheable, invalidates
from bot.gateways.cache.keys import EVERYTHING, Key
from bot.gateways.cache.opening import open_cache

__all__ = ["EVERYTHING", "NO_CACHE", "Cache", "Key", "TieredCache", "cacheable", "invalidates", "open_cache"]
