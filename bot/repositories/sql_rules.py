"""The rules of guilds in the database."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.guild_rules import DEFAULTS, GuildRules
from bot.domain.ids import ChannelId, GuildId, RoleId
from bot.domain.manners import LinkRule
from bot.models import GuildRulesRow
from bot.repositories.sql_accounts import insert_into

_ROLES = {"leaders": "leader_roles", "moderators": "moderator_roles"}
_COLUMNS = {"log_channel": "log_channel_id", "raids_channel": "raids_channel_id"}
REFUSING = select(GuildRulesRow.__table__.c.guild_id).where(GuildRulesRow.__table__.c.learns.is_(False))
"""Guilds that let nothing be learned."""


class SqlRules:
    """RulesRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, guild: GuildId) -> GuildRules:
        row = await self._session.scalar(select(GuildRulesRow).where(GuildRulesRow.guild_id == guild))
        return DEFAULTS if row is None else _rules(row)

    async def find_all(self) -> Mapping[GuildId, GuildRules]:
        rows = await self._session.scalars(select(GuildRulesRow))
        return {GuildId(row.guild_id): _rules(row) for row in rows}

    async def set(self, guild: GuildId, changes: Mapping[str, Any]) -> None:
        values = {_COLUMNS.get(name, name): value for name, value in changes.items() if name not in _ROLES}
        values |= {_ROLES[name]: _joined(value) for name, value in changes.items() if name in _ROLES}
        statement = insert_into(self._session, GuildRulesRow).values(guild_id=guild, **values)
        await self._session.execute(statement.on_conflict_do_update(index_elements=["guild_id"], set_=values))
        self._session.expire_all()


def _rules(row: GuildRulesRow) -> GuildRules:
    return GuildRules(
        leaders=_parted(row.leader_roles),
        moderators=_parted(row.moderator_roles),
        log_channel=None if row.log_channel_id is None else ChannelId(row.log_channel_id),
        language=row.language,
        zone=row.zone,
        learns=row.learns,
        links=LinkRule(row.links),
        raids_channel=None if row.raids_channel_id is None else ChannelId(row.raids_channel_id),
    )


def _joined(roles: Iterable[RoleId]) -> str:
    return ",".join(map(str, roles))


def _parted(text: str) -> tuple[RoleId, ...]:
    return tuple(RoleId(int(role)) for role in text.split(",") if role)
