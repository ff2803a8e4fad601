"""The twin of the rules of guilds."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.guild_rules import DEFAULTS, GuildRules
from bot.domain.ids import GuildId

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeRules:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find(self, guild: GuildId) -> GuildRules:
        return self._state.rules.get(guild, DEFAULTS)

    async def find_all(self) -> Mapping[GuildId, GuildRules]:
        return dict(self._state.rules)

    async def set(self, guild: GuildId, changes: Mapping[str, Any]) -> None:
        self._state.rules[guild] = replace(await self.find(guild), **changes)
