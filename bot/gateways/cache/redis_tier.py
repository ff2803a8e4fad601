"""Answers in Redis. One RedisTier lives as long as one Redis process is trusted.

Keys carry the server's run id. What a server that was restarted brings back from its disk, or what a replica had when
it took over, lies under other keys: tokens of the past are not believed.
"""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, RedisError  # noqa: A004 - the name that the library gives it

from bot.gateways.cache.breaker import Breaker
from bot.gateways.cache.tier import Found, TierAwayError, new_token, pack, unpack

TIMEOUT_S: Final = 0.25
"""For a call as a whole, connecting included."""
CALLS: Final = 16
"""At once, each on a connection of its own; others wait for their turn, which is not counted as the server's time."""
TAG_S: Final = 86_400
"""How long a token is kept; a lost one costs a miss."""
PRESENT_S: Final = 600
"""How long a folder counts as in use after it was last heard of."""
_SCANNED: Final = 1_000
"""Keys that are looked at in one call."""
_RUN: Final = re.compile(rb"run_id:([0-9a-f]+)")
# What a server that talks no Redis makes of the client: the library lets through what parsing its answers raises.
_FAULTS = (RedisError, OSError, TimeoutError, EOFError, ValueError, TypeError, LookupError, AttributeError)


class RedisTier:
    """A Tier over one Redis process; `prefix` keeps bots with other databases apart."""

    name = "redis"

    def __init__(self, url: str, prefix: str) -> None:
        self._breaker = Breaker()
        self._run = ""
        self._prefix = prefix
        self._turns = asyncio.Semaphore(CALLS)
        pool = ConnectionPool.from_url(
            url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
            max_connections=CALLS,
            redis_connect_func=self._greet,
        )
        self._redis = Redis(connection_pool=pool)

    @property
    def is_broken(self) -> bool:
        """Whether this server, or this process of it, is given up."""
        return self._breaker.is_open

    async def probe(self) -> None:
        """Call the server for the first time and note which process it is."""
        async with self._call():
            self._run = str((await self._redis.info("server"))["run_id"])

    async def close(self) -> None:
        """Close all connections, also to a server that does not answer."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await self._redis.aclose()
                await self._redis.connection_pool.disconnect()
        except _FAULTS:
            return

    async def read(self, key: str, tags: Sequence[str]) -> Found:
        """Return what is kept under the key, in one round trip, two where a tag has no token."""
        async with self._call():
            names = [self._tag(tag) for tag in tags]
            value, *tokens = _texts(await self._redis.mget([self._answer(key), *names]), len(names) + 1)
            if None in tokens:
                pipeline = self._redis.pipeline(transaction=False)
                for name in names:
                    pipeline.set(name, new_token(), nx=True, ex=TAG_S)
                pipeline.mget(names)
                value, tokens = None, _texts((await pipeline.execute())[-1], len(names))
            known = tuple(token.decode() for token in tokens if token is not None)
            if len(known) != len(names):
                raise TierAwayError("tokens do not stay")
            return Found(known, unpack(value, known))

    async def write(self, key: str, tokens: Sequence[str], body: bytes, ttl_s: float) -> None:
        """Keep an answer."""
        async with self._call():
            await self._redis.set(self._answer(key), pack(tokens, body), px=max(1, round(ttl_s * 1000)))

    async def bump(self, tags: Sequence[str]) -> None:
        """Draw new tokens."""
        if not tags:
            return
        async with self._call():
            pipeline = self._redis.pipeline(transaction=False)
            for tag in tags:
                pipeline.set(self._tag(tag), new_token(), ex=TAG_S)
            if [bool(done) for done in await pipeline.execute()] != [True] * len(tags):
                raise TierAwayError("tokens not written")

    async def erase(self) -> None:
        """Remove all answers, bit by bit: a server with much in it is not held up."""
        cursor, found = 0, True
        while found:
            async with self._call():
                cursor, names = await self._redis.scan(cursor, match=f"{_literal(self._answer(''))}*", count=_SCANNED)
                if names:
                    await self._redis.unlink(*names)
            found = bool(cursor)

    async def meet(self, folder: str) -> int:
        """Say that the processes of a folder are here; return how many folders are, this one included."""
        async with self._call():
            name, now = f"{self._prefix}:folders", time.time()
            pipeline = self._redis.pipeline()
            pipeline.zadd(name, {folder: now})
            pipeline.zremrangebyscore(name, "-inf", now - PRESENT_S)
            pipeline.expire(name, PRESENT_S)
            pipeline.zcard(name)
            return int((await pipeline.execute())[-1])

    def _answer(self, key: str) -> str:
        return f"{self._prefix}:{self._run}:a:{key}"

    def _tag(self, tag: str) -> str:
        return f"{self._prefix}:{self._run}:t:{tag}"

    @asynccontextmanager
    async def _call(self) -> AsyncIterator[None]:
        async with self._turns:
            if self.is_broken:
                raise TierAwayError("given up")
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    yield
            except (TierAwayError, *_FAULTS) as error:
                self._breaker.note_failure()
                raise TierAwayError(str(error) or type(error).__name__) from error
            self._breaker.note_success()

    async def _greet(self, connection: AbstractConnection) -> None:
        """Refuse a new connection that leads to another process than the one that was probed."""
        try:
            await connection.on_connect()
            if not self._run:
                return
            await connection.send_command("INFO", "server")
            found = _RUN.search(await connection.read_response(disable_decoding=True))
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            # the library closes a connection whose greeting fails only where it knows the error
            raise ConnectionError from error
        if found is None or found[1].decode() != self._run:
            self._breaker.open()
            raise ConnectionError


def _literal(text: str) -> str:
    """Return a pattern of Redis that means this text alone."""
    return re.sub(r"([\\*?\[\]^-])", r"\\\1", text)


def _texts(values: Any, count: int) -> list[bytes | None]:
    """Return what a server answered, if it is as many texts as were asked for."""
    if not isinstance(values, list) or len(values) != count:
        raise TierAwayError("no list of texts")
    if not all(value is None or isinstance(value, bytes) for value in values):
        raise TierAwayError("no texts")
    return values
