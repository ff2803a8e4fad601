"""Templates of guilds' own, in memory."""

from typing import TYPE_CHECKING

from bot.domain.ids import GuildId
from bot.domain.names import name_key
from bot.domain.templates import GuildTemplate
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeTemplates:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def put(self, template: GuildTemplate) -> GuildTemplate:
        if template.guild not in self._state.guilds:
            raise ConflictError
        self._state.templates[template.guild, name_key(template.name)] = template
        return template

    async def list_all(self, guild: GuildId) -> tuple[GuildTemplate, ...]:
        return tuple(one for (where, _), one in sorted(self._state.templates.items()) if where == guild)

    async def drop(self, guild: GuildId, short_id: str) -> bool:
        gone = [key for key, one in self._state.templates.items() if key[0] == guild and one.short_id == short_id]
        for key in gone:
            del self._state.templates[key]
        return bool(gone)
