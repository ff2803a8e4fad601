"""Reads anew what services hold in memory for each click, and what other processes may have changed meanwhile."""

import contextlib
from typing import TYPE_CHECKING, Final, Protocol

from discord.ext import commands, tasks
from typing_extensions import override

from bot.errors import StorageUnavailableError

if TYPE_CHECKING:
    from bot.app import Bot

EVERY_S: Final = 60.0
"""How old what another process changed may get here."""


class Held(Protocol):
    """A service that holds something of the database in memory."""

    async def refresh(self) -> None:
        """Read it anew; where the database is away, what is known stays."""


class Refreshing(commands.Cog):
    """Refreshes these, once before the first click and then again and again."""

    def __init__(self, *held: Held) -> None:
        self._held = held

    @override
    async def cog_load(self) -> None:
        await self._refresh()
        self.refresh.add_exception_type(Exception)  # logged with its cause, then tried again
        self.refresh.start()

    @override
    async def cog_unload(self) -> None:
        self.refresh.cancel()

    @tasks.loop(seconds=EVERY_S)
    async def refresh(self) -> None:
        """Take note of what another process changed."""
        await self._refresh()

    async def _refresh(self) -> None:
        for one in self._held:
            with contextlib.suppress(StorageUnavailableError):
                await one.refresh()


async def setup(bot: "Bot") -> None:
    """Refresh rules, preferences, notices, guides and what may be learned; discord.py calls this on loading."""
    known = bot.services
    await bot.add_cog(Refreshing(known.rulebook, known.tastes, known.notices, known.guide, known.learning))
