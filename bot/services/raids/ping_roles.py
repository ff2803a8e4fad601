"""Which roles of a guild raids may mention, as its admins say."""

from collections.abc import Callable
from datetime import datetime

from bot.domain.ids import GuildId, RoleId
from bot.domain.setting_changes import Setting, SettingChange
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory
from bot.services.deeds import note_change
from bot.services.rulebook import require_admin

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
        return await self.find(require_admin(viewer))

    async def choose(self, viewer: Viewer, roles: tuple[RoleId, ...]) -> None:
        """Let raids mention these roles only, or those that everybody may mention where there are none."""
        guild, now, chosen = require_admin(viewer), self._clock(), roles[:MOST]
        async with self._units() as unit:
            await unit.guilds.ensure(guild, now)
            change = SettingChange.of(Setting.PING_ROLES, await unit.ping_roles.find(guild), chosen)
            await unit.ping_roles.set(guild, chosen)
            await note_change(unit, guild, viewer.user, now, change)
