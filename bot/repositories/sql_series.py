"""Raids that recur, plans that were asked back, and roles that raids may mention, in the database."""

from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import GuildId, RoleId, SeriesId, UserId
from bot.domain.raid_series import Pattern, RaidSeries
from bot.domain.raids import Raid
from bot.domain.when.repeats import parse_rule
from bot.models import AskedPlanRow, GuildRow, RaidRow, SeriesRow
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_paging import FRESH
from bot.repositories.sql_raid_rows import raid_from_row
from bot.repositories.unit_series import AskedPlan

_PATTERN = TypeAdapter(Pattern)
_CHANGES = TypeAdapter(dict[date, datetime | None])


class SqlSeries:
    """SeriesRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, series: RaidSeries) -> None:
        fixed = {"id": series.id, "guild_id": series.guild, "created_at": series.created_at}
        await self._session.execute(insert(SeriesRow).values(fixed | _values(series)))

    async def find(self, series: SeriesId, *, hold: bool = False) -> RaidSeries | None:
        rows = select(SeriesRow).where(SeriesRow.id == series)
        row = await self._session.scalar(rows.with_for_update() if hold else rows, execution_options=FRESH)
        return None if row is None else _series(row)

    async def save(self, series: RaidSeries) -> None:
        await change(self._session, update(SeriesRow).where(SeriesRow.id == series.id).values(_values(series)))

    async def find_raid(self, series: SeriesId, day: date) -> Raid | None:
        rows = select(RaidRow).where(RaidRow.series_id == series, RaidRow.series_day == day)
        row = await self._session.scalar(rows, execution_options=FRESH)
        return None if row is None else raid_from_row(row)

    async def forget(self, user: UserId) -> None:
        led = SeriesRow.leader_user_id == user
        planned = update(RaidRow).where(RaidRow.series_id.in_(select(SeriesRow.id).where(led)))
        await change(self._session, planned.values(series_id=None, series_day=None))
        await change(self._session, delete(SeriesRow).where(led))


class SqlAskedPlans:
    """AskedPlanRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, owner: UserId, plan: AskedPlan) -> None:
        values = {"token": plan.token, "request": plan.request, "made_at": plan.made_at}
        statement = insert_into(self._session, AskedPlanRow).values(owner_id=owned_by(owner), **values)
        await change(self._session, statement.on_conflict_do_update(index_elements=["owner_id"], set_=values))

    async def find(self, owner: UserId) -> AskedPlan | None:
        kept = select(AskedPlanRow).where(AskedPlanRow.owner_id == owned_by(owner))
        row = await self._session.scalar(kept, execution_options=FRESH)
        return None if row is None else AskedPlan(row.token, row.request, row.made_at)

    async def drop(self, owner: UserId) -> None:
        await change(self._session, delete(AskedPlanRow).where(AskedPlanRow.owner_id == owned_by(owner)))

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(AskedPlanRow).where(AskedPlanRow.made_at < before))


class SqlPingRoles:
    """PingRoleRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, guild: GuildId) -> tuple[RoleId, ...]:
        chosen = await self._session.scalar(select(GuildRow.ping_roles).where(GuildRow.id == guild))
        return tuple(RoleId(int(role)) for role in (chosen or "").split(",") if role)

    async def set(self, guild: GuildId, roles: tuple[RoleId, ...]) -> None:
        chosen = ",".join(map(str, roles))
        await change(self._session, update(GuildRow).where(GuildRow.id == guild).values(ping_roles=chosen))


def _series(row: SeriesRow) -> RaidSeries:
    return RaidSeries(
        id=SeriesId(row.id),
        guild=GuildId(row.guild_id),
        leader=None if row.leader_user_id is None else UserId(row.leader_user_id),
        repeat=parse_rule(row.rule),
        first=row.first,
        zone=row.zone,
        pattern=_PATTERN.validate_json(row.pattern),
        changes=_CHANGES.validate_json(row.changes),
        planned=row.planned,
        ended=row.ended,
        created_at=row.created_at,
    )


def _values(series: RaidSeries) -> dict[str, Any]:
    return {
        "leader_user_id": series.leader,
        "rule": series.repeat.to_rule(),
        "first": series.first,
        "zone": series.zone,
        "pattern": _PATTERN.dump_json(series.pattern).decode(),
        "changes": _CHANGES.dump_json(dict(series.changes)).decode(),
        "planned": series.planned,
        "ended": series.ended,
    }
