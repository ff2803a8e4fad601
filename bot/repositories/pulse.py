"""Whether a database server still answers: who waits for one that hangs is told so, and need not wait for long.

A server that is stopped, or whose machine is gone, closes no connection: each call would wait for its own time limit,
and the next one would wait for a connection behind it. So whenever a unit of work takes longer than `PATIENCE_S`, one
question is asked on a connection of its own. No answer, and nothing that came to its end meanwhile, means away: all
connections are cut, all who wait are told, and whoever comes is told at once, until an answer comes. A server that is
only busy answers, and costs one small question a second.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import Context
from weakref import WeakSet

import structlog
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import StorageUnavailableError

_log = structlog.get_logger(__name__)

PATIENCE_S = 0.75
"""How long a unit may take before anybody wonders."""
PROBE_S = 1.0
"""How long the question may take; with PATIENCE_S it leaves a second of the three in which people are answered."""
RETRY_S = 0.5
"""How often a server that is away is asked whether it is back."""

_PULSE = "gw2optimizer_pulse"


class Pulse:
    """Watches the units of one engine; `ask` is the question, false where nobody answers it."""

    def __init__(self, ask: Callable[[], Awaitable[bool]]) -> None:
        self._ask = ask
        self._open: dict[object, float] = {}
        """Units by when they began, the oldest first."""
        self._waiting: set[asyncio.Timeout] = set()
        self._connections: WeakSet[object] = WeakSet()
        self._progress = 0
        self._timer: asyncio.TimerHandle | None = None
        self._probing: asyncio.Task[None] | None = None
        self.is_away = False

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Watch a unit of work; raises StorageUnavailableError at once while the server is away."""
        if self.is_away:
            raise StorageUnavailableError("the server does not answer")
        unit = object()
        self._open[unit] = time.monotonic()
        self._arm(PATIENCE_S)
        try:
            yield
            self._progress += 1
        finally:
            del self._open[unit]

    @contextlib.asynccontextmanager
    async def waiting(self) -> AsyncIterator[None]:
        """Watch the wait for a connection, which has none yet that could be cut; raises TimeoutError."""
        async with asyncio.timeout(None) as limit:
            self._waiting.add(limit)
            try:
                yield
                self._progress += 1
            finally:
                self._waiting.discard(limit)

    def attach(self, engine: AsyncEngine) -> None:
        """Learn of the connections of `engine`, and end with it."""
        engine.sync_engine.update_execution_options(**{_PULSE: self})

        @event.listens_for(engine.sync_engine, "connect")
        def connected(connection: DBAPIConnection, _entry: object) -> None:
            self._connections.add(engine.dialect.get_driver_connection(connection))

        @event.listens_for(engine.sync_engine, "engine_disposed")
        def disposed(_engine: object) -> None:
            self.stop()

    def stop(self) -> None:
        """Ask no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._probing is not None:
            self._probing.cancel()
        self._timer = self._probing = None

    def _arm(self, delay_s: float) -> None:
        if self._timer is None and self._probing is None:
            # what is found out concerns all: its log must not carry the id of whoever happened to come first
            self._timer = asyncio.get_running_loop().call_later(delay_s, self._look, context=Context())

    def _look(self) -> None:
        self._timer = None
        oldest = next(iter(self._open.values()), None)
        if oldest is None:
            return
        rest_s = oldest + PATIENCE_S - time.monotonic()
        if rest_s > 0:
            self._arm(rest_s)
        else:
            self._probing = asyncio.create_task(self._probe(), name="ask the database")

    async def _probe(self) -> None:
        before = self._progress
        if not await self._ask() and self._progress == before:
            await self._until_back()
        self._probing = None
        if self._open:
            self._arm(PATIENCE_S)

    async def _until_back(self) -> None:
        self.is_away = True
        _log.error("database is away")
        since = time.monotonic()
        self._cut()
        while not await self._ask():  # noqa: ASYNC110 - what changes is another process
            await asyncio.sleep(RETRY_S)
        self.is_away = False
        _log.info("database is back", away_s=round(time.monotonic() - since, 1))

    def _cut(self) -> None:
        """End all waits: those for an answer by cutting the connection, those for a connection by their limit."""
        for connection in list(self._connections):
            connection.terminate()  # type: ignore[attr-defined]
        now = asyncio.get_running_loop().time()
        for limit in self._waiting:
            if not limit.expired():
                limit.reschedule(now)


def pulse_of(bind: object) -> Pulse | None:
    """Return the pulse of an engine; None for one that has none, and for a single connection."""
    if not isinstance(bind, AsyncEngine):
        return None
    pulse = bind.sync_engine.get_execution_options().get(_PULSE)
    return pulse if isinstance(pulse, Pulse) else None
