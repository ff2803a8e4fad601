"""What belongs to a person, and which guilds the bot is in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.accounts import AccountSummary
from bot.domain.ids import GuildId
from bot.domain.viewer import Viewer
from bot.gateways.cache import NO_CACHE, Cache, invalidates
from bot.repositories.unit import UnitFactory
from bot.services.kept import everything, everything_if
from bot.services.raids.lineups import RESEAT
from bot.services.raids.planning import DRAW

GUILD_MEMORY = timedelta(days=30)
"""How long a guild that the bot left is remembered, so that coming back brings back what was public."""


class Accounts:
    """People and guilds as such."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime], *, cache: Cache = NO_CACHE) -> None:
        self._units = units
        self._clock = clock
        self.cache = cache

    async def show(self, viewer: Viewer) -> AccountSummary:
        """Return what is kept of this person, in numbers; all zero for somebody unknown."""
        async with self._units(reads_only=True) as unit:
            summary = await unit.accounts.find_summary(viewer.user) or AccountSummary()
            seats, answers = await unit.accounts.count_seats(viewer.user), await unit.raids.count_entries(viewer.user)
            attended = await unit.attendance.count(viewer.user)
            return replace(summary, seats=seats, answers=answers, attended=attended)

    @invalidates(everything)
    async def delete_everything(self, viewer: Viewer) -> None:
        """Erase the person for good: account, builds, teams, answers to raids, attendance, and from every seat."""
        async with self._units() as unit:
            await unit.series.forget(viewer.user)
            changed = await unit.raids.forget(viewer.user)
            await unit.raid_proposals.drop_named(changed)
            for raid in changed:
                await unit.jobs.put(DRAW, raid, self._clock())
                await unit.jobs.put(RESEAT, raid, self._clock())
            await unit.attendance.forget(viewer.user)
            await unit.accounts.delete(viewer.user)

    async def guild_joined(self, guild: GuildId) -> None:
        """Remember a guild that the bot joined, or came back to."""
        async with self._units() as unit:
            await unit.guilds.ensure(guild, self._clock())

    async def guild_left(self, guild: GuildId) -> None:
        """Note that the bot left; what is public there stays so until `purge`."""
        async with self._units() as unit:
            await unit.guilds.mark_left(guild, self._clock())

    @invalidates(everything_if)
    async def purge(self) -> int:
        """Forget the guilds left more than 30 days ago, and with them what was public there; returns how many."""
        async with self._units() as unit:
            return await unit.guilds.purge_left(self._clock() - GUILD_MEMORY)
