"""Templates of guilds' own, in the database; and contents as text, as teams and raids keep them too."""

from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import GuildId
from bot.domain.names import name_key
from bot.domain.teams import Content
from bot.domain.templates import GuildTemplate
from bot.models import TemplateRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_paging import FRESH

_CONTENT = TypeAdapter(Content)


def content_to_text(content: Content | None) -> str | None:
    """Return a content as it is kept."""
    return None if content is None else _CONTENT.dump_json(content).decode()


def content_from_text(text: str | None) -> Content | None:
    """Return what `content_to_text` wrote."""
    return None if text is None else _CONTENT.validate_json(text)


class SqlTemplates:
    """TemplateRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, template: GuildTemplate) -> GuildTemplate:
        values: dict[str, Any] = {
            "name": template.name,
            "content": content_to_text(template.content),
            "changed_at": template.changed_at,
        }
        place = {"guild_id": template.guild, "short_id": template.short_id, "name_key": name_key(template.name)}
        statement = insert_into(self._session, TemplateRow).values(**place, **values)
        await change(
            self._session, statement.on_conflict_do_update(index_elements=["guild_id", "name_key"], set_=values)
        )
        return template

    async def list_all(self, guild: GuildId) -> tuple[GuildTemplate, ...]:
        rows = select(TemplateRow).where(TemplateRow.guild_id == guild).order_by(TemplateRow.name_key)
        found = await self._session.scalars(rows, execution_options=FRESH)
        return tuple(_from_row(row) for row in found)

    async def drop(self, guild: GuildId, short_id: str) -> bool:
        gone = delete(TemplateRow).where(TemplateRow.guild_id == guild, TemplateRow.short_id == short_id)
        return await change(self._session, gone) > 0


def _from_row(row: TemplateRow) -> GuildTemplate:
    content = _CONTENT.validate_json(row.content)
    changed: datetime = row.changed_at
    return GuildTemplate(short_id=row.short_id, guild=GuildId(row.guild_id), content=content, changed_at=changed)
