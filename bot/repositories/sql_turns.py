"""Whose turn it is to begin a session with Discord, among all processes of a database.

Discord takes one IDENTIFY in five seconds from shards whose numbers leave the same rest when divided by
`max_concurrency`. Source: https://discord.com/developers/docs/events/gateway#sharding-max-concurrency, read 2026-11-25.
"""

import asyncio
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import StorageUnavailableError
from bot.repositories.sql_errors import our_errors

_KEYS: Final = 0x67773274
"""Any number that no other lock uses, the same in every version; the second key of the lock is the rest."""
_TAKE = text("SELECT pg_try_advisory_xact_lock(:keys, :rest)")
HELD_S = 5.5
"""What Discord asks for, and the time that the IDENTIFY takes to get there."""
LOOK_S = 0.25


class Turns:
    """Lets one process after the other begin a session: who has the turn keeps a lock of Postgres for `held_s`."""

    def __init__(self, engine: AsyncEngine, *, held_s: float = HELD_S) -> None:
        self._engine = engine
        self._held_s = held_s
        self._held: set[asyncio.Task[None]] = set()

    async def take(self, rest: int) -> None:
        """Wait until it is our turn; raises StorageUnavailableError. A process that dies gives its turn back."""
        while (connection := await self._try(rest)) is None:  # noqa: ASYNC110 - who has it is another process
            await asyncio.sleep(LOOK_S)
        held = asyncio.create_task(self._hold(connection), name="hold the turn")
        self._held.add(held)
        held.add_done_callback(self._held.discard)

    async def close(self) -> None:
        """Give back what is held, so that a process that starts in our place does not wait for it."""
        held = [*self._held]
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)

    async def _try(self, rest: int) -> AsyncConnection | None:
        with our_errors():
            connection = await self._engine.connect()
            try:
                is_ours = await connection.scalar(_TAKE, {"keys": _KEYS, "rest": rest})
            except BaseException:
                await connection.close()
                raise
            if is_ours:
                return connection
            await connection.close()
            return None

    async def _hold(self, connection: AsyncConnection) -> None:
        try:
            await asyncio.sleep(self._held_s)
        finally:
            try:
                await connection.close()
            except (SQLAlchemyError, OSError, StorageUnavailableError):
                """The lock went with the connection."""
