"""The order of those who write to SQLite, which has one writer at a time.

Where many wait for its lock, SQLite lets each look again after a while, and whoever looks at the right moment has it:
with sixty at once somebody had no luck for two seconds. So the writers of one process wait here, in the order in which
they came, before they ask for a connection; only the first of them meets those of other processes at the lock.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

LONGEST_S: Final = 30.0
"""How long anybody waits, however fast those before get on."""

_WRITERS: Final = "gw2optimizer_writers"


class Writers:
    """Lets the writers of one engine in, one after the other."""

    def __init__(self, patience_s: float, now: Callable[[], float] = time.monotonic) -> None:
        self._patience_s = patience_s
        self._now = now
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_taken = False
        self._moved = 0.0
        """When one began to write, or ended."""

    def attach(self, engine: AsyncEngine) -> None:
        """Have the units of `engine` wait here."""
        engine.sync_engine.update_execution_options(**{_WRITERS: self})

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Be the one who writes. Raises TimeoutError where the one before does not get on for `patience_s`."""
        if self._is_taken:
            await self._wait()
        self._is_taken = True
        self._moved = self._now()
        try:
            yield
        finally:
            self._pass_on()

    @contextmanager
    def beginning(self) -> Iterator[None]:
        """Take SQLite's lock, in one's turn: who does not get it in time has waited for all who wait behind."""
        try:
            yield
        except SQLAlchemyError:
            while self._waiting:
                self._waiting.popleft().set_exception(TimeoutError("another process writes"))
            raise
        self._moved = self._now()

    async def _wait(self) -> None:
        place, came = asyncio.get_running_loop().create_future(), self._now()
        self._waiting.append(place)
        try:
            while not place.done():
                await asyncio.wait({place}, timeout=self._rest_s(came))
            place.result()
        except BaseException:
            if place in self._waiting:
                self._waiting.remove(place)
            elif place.exception() is None:
                self._pass_on()  # it was this one's turn, and nobody is here to take it
            raise

    def _rest_s(self, came: float) -> float:
        rest_s = min(max(self._moved, came) + self._patience_s, came + LONGEST_S) - self._now()
        if rest_s <= 0:
            raise TimeoutError("the one who writes does not get on")
        return rest_s

    def _pass_on(self) -> None:
        self._moved = self._now()
        if self._waiting:
            self._waiting.popleft().set_result(None)
        else:
            self._is_taken = False


def writers_of(bind: object) -> Writers | None:
    """Return where the writers of an engine wait; None where the database has room for many."""
    if not isinstance(bind, AsyncEngine):
        return None
    found = bind.sync_engine.get_execution_options().get(_WRITERS)
    return found if isinstance(found, Writers) else None
