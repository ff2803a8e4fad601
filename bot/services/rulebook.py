"""What guilds decided for all of their members, and in memory for whoever answers there."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from bot.domain.guild_rules import DEFAULTS, ROLES_MOST, GuildRules
from bot.domain.ids import ChannelId, GuildId, RoleId
from bot.domain.manners import LinkRule
from bot.domain.setting_changes import Setting, SettingChange
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import NotAllowedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.deeds import note_change
from bot.services.zones import require_zone


class Rulebook:
    """The rules of guilds. Every click asks for them, so all are kept in memory.

    A guild's clicks all come to the process that holds it, which is therefore never behind; what others know of it,
    they read anew by `refresh`.
    """

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock
        self._known: dict[GuildId, GuildRules] = {}
        self._changes = 0
        self._is_read = False

    def get(self, guild: GuildId | None) -> GuildRules:
        """Return the rules of a guild, or the defaults."""
        return DEFAULTS if guild is None else self._known.get(guild, DEFAULTS)

    def may_learn(self, guild: GuildId | None) -> bool:
        """Tell whether anything may be learned where this happens; nowhere in a guild before its rules were read."""
        return guild is None or (self._is_read and self.get(guild).learns)

    async def refresh(self) -> None:
        """Read all rules anew; what is known stays where the database is away."""
        before = self._changes
        async with self._units(reads_only=True) as unit:
            known = dict(await unit.rules.find_all())
        if self._changes != before:
            return  # what was read is older than what is known; the next time does it
        self._known = known
        self._is_read = True

    async def find(self, viewer: Viewer) -> GuildRules:
        """Return the rules to whom they are to set; NotAllowedError("guild" or "admin")."""
        guild = require_admin(viewer)
        async with self._units(reads_only=True) as unit:
            return await unit.rules.find(guild)

    async def choose_leaders(self, viewer: Viewer, roles: Iterable[RoleId]) -> GuildRules:
        """Let members of these roles lead raids; of none: those who may manage events."""
        return await self._set(viewer, leaders=tuple(roles)[:ROLES_MOST])

    async def choose_moderators(self, viewer: Viewer, roles: Iterable[RoleId]) -> GuildRules:
        """Let members of these roles moderate; of none: those who may manage messages."""
        return await self._set(viewer, moderators=tuple(roles)[:ROLES_MOST])

    async def choose_log(self, viewer: Viewer, channel: ChannelId | None) -> GuildRules:
        """Post what moderators do in a channel, or nowhere."""
        return await self._set(viewer, log_channel=channel)

    async def choose_raids(self, viewer: Viewer, channel: ChannelId | None) -> GuildRules:
        """Post raids in a channel unless their leader says otherwise, or where they are planned; none moves."""
        return await self._set(viewer, raids_channel=channel)

    async def choose_language(self, viewer: Viewer, language: str | None) -> GuildRules:
        """Speak this language where all read it, or the one that is set in Discord."""
        return await self._set(viewer, language=language)

    async def choose_zone(self, viewer: Viewer, zone: str | None) -> GuildRules:
        """Read times in this zone of whoever never named theirs; UnknownZoneError."""
        return await self._set(viewer, zone=None if zone is None else require_zone(zone).key)

    async def let_learn(self, viewer: Viewer, *, learns: bool) -> GuildRules:
        """Let anonymous learning use what happens here, or not."""
        return await self._set(viewer, learns=learns)

    async def choose_links(self, viewer: Viewer, links: LinkRule) -> GuildRules:
        """Say what may be linked where all read it from now on; what is public already stays."""
        return await self._set(viewer, links=links)

    async def _set(self, viewer: Viewer, **changes: Any) -> GuildRules:
        guild, now = require_admin(viewer), self._clock()
        async with self._units() as unit:
            await unit.guilds.ensure(guild, now)  # other admins wait here, so what was before stays that
            before = await unit.rules.find(guild)
            await unit.rules.set(guild, changes)
            rules = await unit.rules.find(guild)
            for name in changes:
                change = SettingChange.of(Setting(name), getattr(before, name), getattr(rules, name))
                await note_change(unit, guild, viewer.user, now, change)
        self._known[guild] = rules
        self._changes += 1
        return rules


async def find_zone(unit: UnitOfWork, viewer: Viewer) -> str | None:
    """Return the zone that the viewer writes times in; where they never said so, that of the guild."""
    said = await unit.accounts.find_zone(viewer.user)
    if said is not None or viewer.guild is None:
        return said
    return (await unit.rules.find(viewer.guild)).zone


def require_admin(viewer: Viewer) -> GuildId:
    """Return the guild of which the viewer is an admin; NotAllowedError("guild" or "admin")."""
    if viewer.guild is None:
        raise NotAllowedError("guild")
    if GuildRole.ADMIN not in viewer.roles:
        raise NotAllowedError("admin")
    return viewer.guild
