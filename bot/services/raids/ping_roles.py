"""Which roles of a guild raids may mention, as its admins say."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.ids import GuildId, RoleId
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory

MOST = 25
"""Roles that can be chosen."""


class PingRoles:
    """The roles that raids may mention. None chosen: those that everybody may mention, which Discord knows."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock

    async def find(self, guild: GuildId) -> tuple[RoleId, ...]:
        """Return those chosen."""
        async with self._units(reads_only=True) as unit:
            return await unit.ping_roles.find(guild)

    async def require_admin(self, viewer: Viewer) -> tuple[RoleId, ...]:
        """Return those chosen, to whom they are to choose; NotAllowedError("guild" or "admin")."""
        return await self.find(_require_admin(viewer))

    async def choose(self, viewer: Viewer, roles: tuple[RoleId, ...]) -> None:
        """Let raids mention these roles only, or those that everybody may mention where there are none."""
        guild = _require_admin(viewer)
        async with self._units() as unit:
            await unit.guilds.ensure(guild, self._clock())
            await unit.ping_roles.set(guild, roles[:MOST])


def _require_admin(viewer: Viewer) -> GuildId:
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if GuildRole.ADMIN not in viewer.roles:
        raise NotAllowedError("admin")
    return viewer.guild
