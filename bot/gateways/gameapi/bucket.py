"""Keeps requests under a limit of so many at once and so many a second."""

import asyncio
import time
from collections.abc import Awaitable, Callable

_SHORTEST_S = 0.001
"""Less may be too little to move a clock of finite precision."""
Sleep = Callable[[float], Awaitable[object]]


class TokenBucket:
    """A bucket of tokens that fills by itself; each request takes one, or waits for it."""

    def __init__(
        self,
        size: int,
        per_second: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._size = size
        self._per_second = per_second
        self._clock = clock
        self._sleep = sleep
        self._tokens = float(size)
        self._filled_at = clock()
        self._turn = asyncio.Lock()

    async def take(self) -> None:
        """Take a token; where there is none, wait for one. First come, first served."""
        async with self._turn:
            self._fill()
            while self._tokens < 1:
                await self._sleep(max(_SHORTEST_S, (1 - self._tokens) / self._per_second))
                self._fill()
            self._tokens -= 1

    def drain(self) -> None:
        """Take all tokens away: the other side says that there are none left."""
        self._fill()
        self._tokens = 0.0

    def _fill(self) -> None:
        now = self._clock()
        self._tokens = min(self._size, self._tokens + (now - self._filled_at) * self._per_second)
        self._filled_at = now
