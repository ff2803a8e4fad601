"""What services may ask of storage about how a guild is kept in order; part of the unit of work in `unit.py`."""

from collections.abc import Mapping
from typing import Any, Protocol

from bot.domain.guild_rules import GuildRules
from bot.domain.ids import GuildId


class RulesRepository(Protocol):
    """What guilds decided. Whoever sets anything makes sure of the guild first."""

    async def find(self, guild: GuildId) -> GuildRules:
        """Return what a guild set, or the defaults."""

    async def find_all(self) -> Mapping[GuildId, GuildRules]:
        """Return the rules of all guilds that set any."""

    async def set(self, guild: GuildId, changes: Mapping[str, Any]) -> None:
        """Set some fields of the rules by name, and leave the others as they are, whoever else changes them."""
