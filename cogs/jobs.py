"""Does what is due, whatever it is about: posts drawn again, people told. What it takes is in `bot.handlers`.

Who does a kind of job puts its handler there in the `setup` of its package.
"""

import asyncio
from typing import TYPE_CHECKING

import structlog
from discord.ext import commands, tasks
from typing_extensions import override

from bot.app import JOBS_NAME
from bot.errors import StorageUnavailableError
from bot.services.jobs import BATCH

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)

EVERY_S = 1.0
"""How often is looked for a job: a read of a small index."""
ROUNDS = 4
"""How many batches are in hand at once: one that waits for a slow answer of Discord's holds up no other."""


class JobLoop(commands.Cog):
    """Does jobs as long as the bot runs."""

    def __init__(self, bot: "Bot") -> None:
        self._bot = bot
        self._rounds: set[asyncio.Task[None]] = set()
        self._waits = False

    @override
    async def cog_load(self) -> None:
        self.look.add_exception_type(Exception)  # logged with its cause, then tried again, a little later each time
        self.look.start()

    @override
    async def cog_unload(self) -> None:
        self.look.cancel()
        for one in self._rounds:
            one.cancel()

    @tasks.loop(seconds=EVERY_S)
    async def look(self) -> None:
        """Begin another round, unless as many as there may be still wait for Discord."""
        over = {one for one in self._rounds if one.done()}
        self._rounds -= over
        if len(self._rounds) < ROUNDS and not self._bot.is_ending:
            self._rounds.add(asyncio.create_task(self._round(), name=JOBS_NAME))
        for one in over:
            self._hear(one)

    def _hear(self, ended: asyncio.Task[None]) -> None:
        """Take note of how a round ended; what is no matter of storage is raised, and logged by the loop."""
        try:
            ended.result()
        except StorageUnavailableError as error:
            if not self._waits:
                _log.warning("jobs wait for the database", reason=str(error))
            self._waits = True  # looked for again in a second: what is away is told at once and costs nothing
        else:
            self._waits = False

    async def _round(self) -> None:
        while await self._bot.services.jobs.work(self._bot.handlers) == BATCH and not self._bot.is_ending:
            """There may be more."""

    @look.before_loop
    async def _until_ready(self) -> None:
        await self._bot.wait_until_ready()


async def setup(bot: "Bot") -> None:
    """Begin to do jobs; discord.py calls this on loading."""
    await bot.add_cog(JobLoop(bot))
