"""In which guilds the bot is, and what becomes of those that it left."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final

from bot.domain.guide import GuideState
from bot.domain.ids import GuildId
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory
from bot.services.guide import GREET
from bot.services.kept import everything_if

GUILD_MEMORY: Final = timedelta(days=30)
"""How long a guild that the bot left is remembered, so that coming back brings back everything."""
FORGET_GUILD: Final = "guild-forget"
"""Kind of the job that forgets a guild; its key is the guild's id."""
_SOME: Final = 500
"""Rows of a kind that are deleted in one transaction."""


class Residence:
    """Guilds that come, go and return. Everything can be said twice."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], *, cache: Cache = NO_CACHE) -> None:
        self._units = units
        self._clock = clock
        self.cache = cache

    async def joined(self, guild: GuildId) -> None:
        """Remember a guild that the bot joined or came back to: whatever was kept of it holds again.

        Its admins are shown where to begin, once.
        """
        now = self._clock()
        async with self._units() as unit:
            await unit.guilds.ensure(guild, now)
            if await unit.guilds.turn_guide(guild, None, GuideState.DUE):
                await unit.jobs.put(GREET, str(guild), now)

    async def left(self, guild: GuildId) -> None:
        """Note that the bot left, and leave a job behind that forgets the guild after GUILD_MEMORY."""
        now = self._clock()
        async with self._units() as unit:
            await unit.guilds.mark_left(guild, now)
            await unit.jobs.put(FORGET_GUILD, str(guild), now + GUILD_MEMORY)

    async def compare(self, list_here: Callable[[], Collection[GuildId]], concerns: Callable[[GuildId], bool]) -> None:
        """Note which guilds the bot joined or left while it was away.

        Of those that `concerns` is true of, `list_here` names all in which the bot is, an outage of Discord's aside; it
        is asked after storage was read, so that a guild that comes meanwhile is not taken for one that is gone.
        """
        async with self._units(reads_only=True) as unit:
            known = await unit.guilds.find_all()
        here = frozenset(list_here())
        for guild in here:
            if known.get(guild, self._clock()) is not None:
                await self.joined(guild)
        for guild, left_at in known.items():
            if concerns(guild) and guild not in here and left_at is None:
                await self.left(guild)
            elif left_at is not None and guild not in here and concerns(guild):
                await self._remind(guild, left_at)

    async def is_due(self, guild: GuildId) -> bool:
        """Tell whether a guild is to be forgotten now; where that is later, leave a job for then."""
        async with self._units() as unit:
            left_at = (await unit.guilds.find_all()).get(guild)
            if left_at is None:
                return False
            if left_at > self._clock() - GUILD_MEMORY:
                await unit.jobs.put(FORGET_GUILD, str(guild), left_at + GUILD_MEMORY)
                return False
            return True

    @invalidates(everything_if)
    async def forget(self, guild: GuildId) -> bool:
        """Erase a guild that was left longer ago than GUILD_MEMORY, with all that its people made of it there.

        Settings, publications, raids with their answers, templates, posts, the log of moderation and where absences
        count. Teams and builds stay with their owners, private. True where something was erased.
        """
        before = self._clock() - GUILD_MEMORY
        while await self._trim(guild, before):
            """What is many goes bit by bit, so that no statement holds up others for long."""
        async with self._units() as unit:
            return await unit.guilds.erase(guild, before)

    async def _trim(self, guild: GuildId, before: datetime) -> bool:
        async with self._units() as unit:
            return await unit.guilds.trim(guild, before, _SOME)

    async def _remind(self, guild: GuildId, left_at: datetime) -> None:
        async with self._units() as unit:
            await unit.jobs.put(FORGET_GUILD, str(guild), left_at + GUILD_MEMORY)
