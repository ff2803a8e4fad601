"""Whether a running bot is well: the one truth behind `/readyz`, the heartbeat and the metric `ready`."""

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.migrate import Schema, find_schema
from bot.errors import BotError
from bot.repositories.sql_errors import our_errors

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.app import Bot

PATIENCE_S: Final = 2.0
"""How long the database may take for the smallest of questions."""
CLOSE_S: Final = 0.5
WITHOUT_DISCORD: Final = "not connected to Discord"
WITHOUT_DATABASE: Final = "the database does not answer"
NOT_MIGRATED: Final = "the database is not migrated to this version"
WITHOUT_REDIS: Final = "Redis is away, answers are kept on disk"
_VERSION: Final = text("SELECT version_num FROM alembic_version")


@dataclass(frozen=True, slots=True)
class Readiness:
    """What keeps the bot from its work, and what does not but is amiss."""

    faults: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        """Whether the bot can do its work."""
        return not self.faults


class Readying:
    """Looks how a bot is. However many ask at once, and however long the database hangs, it is asked once."""

    def __init__(self, bot: "Bot", engine: "AsyncEngine") -> None:
        self._bot = bot
        self._engine = engine
        self._asking: asyncio.Task[str | None] | None = None
        self._known: set[str] = set()
        """Versions of the schema that are good for this version of ours."""

    async def look(self) -> Readiness:
        """Tell how it is, in PATIENCE_S at most."""
        faults = [fault for fault in (self._find_gateway_fault(), await self._find_database_fault()) if fault]
        return Readiness(tuple(faults), (WITHOUT_REDIS,) if self._bot.services.cache.is_degraded else ())

    async def aclose(self) -> None:
        """Wait for a question that is still open, but not long."""
        if self._asking is not None:
            await asyncio.wait({self._asking}, timeout=CLOSE_S)
            self._asking.cancel()

    def _find_gateway_fault(self) -> str | None:
        away = [str(number) for number, shard in self._bot.shards.items() if shard.is_closed()]
        if away and len(away) < len(self._bot.shards):
            return f"{WITHOUT_DISCORD}: shards {', '.join(away)}"
        return WITHOUT_DISCORD if away or not self._bot.shards else None

    async def _find_database_fault(self) -> str | None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask(), name="readiness")
        # not called off: that would cost the connection, and a database that hangs one more with each look
        await asyncio.wait({self._asking}, timeout=PATIENCE_S)
        return self._asking.result() if self._asking.done() else WITHOUT_DATABASE

    async def _ask(self) -> str | None:
        try:
            with our_errors():
                return None if await self._is_migrated() else NOT_MIGRATED
        except (BotError, SQLAlchemyError):
            return WITHOUT_DATABASE

    async def _is_migrated(self) -> bool:
        async with self._engine.connect() as connection:
            found = set((await connection.scalars(_VERSION)).all())
        if not found or not found <= self._known:
            # dear, but seldom: another program migrates
            if await find_schema(self._engine) is Schema.BEHIND:
                return False
            self._known = found
        return True
