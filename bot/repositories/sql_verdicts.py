"""What leaders found of lineups, in the database."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import GuildId, RaidId
from bot.domain.lineup.traits import Traits
from bot.domain.modes import GameMode
from bot.domain.verdicts import Judged, Verdict
from bot.models import RaidRow, VerdictRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_rules import REFUSING

_TRAITS = TypeAdapter(Traits)


class SqlVerdicts:
    """VerdictRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, raid: RaidId) -> Verdict | None:
        row = await self._session.scalar(select(VerdictRow).where(VerdictRow.raid_id == raid))
        return None if row is None else _verdict(row)

    async def put(self, raid: RaidId, verdict: Verdict) -> None:
        values = {
            "worked": verdict.worked,
            "judged_at": verdict.at,
            "mode": verdict.mode,
            "traits": _TRAITS.dump_json(verdict.traits).decode(),
        }
        statement = insert_into(self._session, VerdictRow).values(raid_id=raid, **values)
        await change(self._session, statement.on_conflict_do_update(index_elements=["raid_id"], set_=values))

    async def drop(self, raid: RaidId) -> None:
        await change(self._session, delete(VerdictRow).where(VerdictRow.raid_id == raid))

    async def list_judged(self, after: datetime, limit: int) -> tuple[Judged, ...]:
        rows = (
            select(VerdictRow, RaidRow.guild_id, RaidRow.content, RaidRow.starts_at)
            .join(RaidRow, RaidRow.id == VerdictRow.raid_id)
            .where(RaidRow.starts_at > after, RaidRow.guild_id.not_in(REFUSING))
            .order_by(RaidRow.starts_at.desc(), RaidRow.id)
            .limit(limit)
        )
        found = await self._session.execute(rows)
        return tuple(Judged(GuildId(guild), content, began, _verdict(row)) for row, guild, content, began in found)


def _verdict(row: VerdictRow) -> Verdict:
    return Verdict(
        worked=row.worked, at=row.judged_at, mode=GameMode(row.mode), traits=_TRAITS.validate_json(row.traits)
    )
