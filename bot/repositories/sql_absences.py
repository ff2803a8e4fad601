"""Absences in the database."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, exists, insert, or_, select, union
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.absences import Absence, Applied
from bot.domain.ids import GuildId, RaidId, UserId
from bot.domain.raids import Answer, Raid, RaidStatus
from bot.domain.when.periods import Period
from bot.models import AbsenceRow, AccountRow, AppliedRow, RaidRow, SaidInRow, SignupRow
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_paging import FRESH
from bot.repositories.sql_raid_rows import raid_from_row


class SqlAbsences:
    """AbsenceRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, absence: Absence) -> None:
        days = {"first_day": absence.period.first, "last_day": absence.period.last, "zone": absence.zone}
        moments = {"begins_at": absence.begins_at, "ends_at": absence.ends_at}
        row = insert(AbsenceRow).values(id=absence.id, account_id=owned_by(absence.user), **days, **moments)
        await self._session.execute(row)

    async def find(self, key: UUID) -> Absence | None:
        found = await self._all(_absences().where(AbsenceRow.id == key))
        return found[0] if found else None

    async def list_of(self, user: UserId, after: datetime) -> tuple[Absence, ...]:
        return await self._all(_absences().where(AccountRow.user_id == user, AbsenceRow.ends_at > after))

    async def say_in(self, key: UUID, guild: GuildId) -> None:
        row = insert_into(self._session, SaidInRow).values(absence_id=key, guild_id=guild)
        await change(self._session, row.on_conflict_do_nothing(index_elements=["absence_id", "guild_id"]))

    async def list_covering(self, raid: Raid) -> tuple[Absence, ...]:
        then = (AbsenceRow.begins_at <= raid.starts_at, AbsenceRow.ends_at > raid.starts_at)
        said = exists().where(SaidInRow.absence_id == AbsenceRow.id, SaidInRow.guild_id == raid.guild)
        here = (SignupRow.raid_id == RaidRow.id, RaidRow.guild_id == raid.guild)
        answered = exists().where(SignupRow.user_id == AccountRow.user_id, *here)
        return await self._all(_absences().where(*then, or_(said, answered)))

    async def list_raids(self, absence: Absence, after: datetime) -> tuple[Raid, ...]:
        said = select(SaidInRow.guild_id).where(SaidInRow.absence_id == absence.id)
        answered = select(RaidRow.guild_id).join(SignupRow, SignupRow.raid_id == RaidRow.id)
        guilds = union(said, answered.where(SignupRow.user_id == absence.user))
        rows = (
            select(RaidRow)
            .where(RaidRow.starts_at >= absence.begins_at, RaidRow.starts_at < absence.ends_at)
            .where(RaidRow.starts_at > after, RaidRow.guild_id.in_(guilds))
            .where(RaidRow.status.in_((RaidStatus.OPEN, RaidStatus.LOCKED)))
            .order_by(RaidRow.starts_at, RaidRow.id)
        )
        return tuple(raid_from_row(row) for row in await self._session.scalars(rows, execution_options=FRESH))

    async def remove(self, key: UUID) -> None:
        await change(self._session, delete(AbsenceRow).where(AbsenceRow.id == key))

    async def purge(self, before: datetime) -> int:
        return await change(self._session, delete(AbsenceRow).where(AbsenceRow.ends_at < before))

    async def note(self, applied: Applied) -> bool:
        said = {"answer_before": applied.before, "at": applied.at}
        row = insert_into(self._session, AppliedRow).values(
            absence_id=applied.absence.id, raid_id=applied.raid.id, **said
        )
        kept = row.on_conflict_do_nothing(index_elements=["absence_id", "raid_id"])
        return await change(self._session, kept) == 1

    async def list_applied(self, *, absence: UUID | None = None, raid: RaidId | None = None) -> tuple[Applied, ...]:
        rows = (
            select(AppliedRow, AbsenceRow, AccountRow.user_id, RaidRow)
            .join(AbsenceRow, AbsenceRow.id == AppliedRow.absence_id)
            .join(AccountRow, AccountRow.id == AbsenceRow.account_id)
            .join(RaidRow, RaidRow.id == AppliedRow.raid_id)
            .order_by(RaidRow.starts_at, RaidRow.id, AbsenceRow.begins_at, AbsenceRow.id)
        )
        if absence is not None:
            rows = rows.where(AppliedRow.absence_id == absence)
        if raid is not None:
            rows = rows.where(AppliedRow.raid_id == raid)
        found = await self._session.execute(rows, execution_options=FRESH)
        return tuple(
            Applied(
                _absence(row, user),
                raid_from_row(raid_row),
                None if applied.answer_before is None else Answer(applied.answer_before),
                applied.at,
            )
            for applied, row, user, raid_row in found
        )

    async def drop_applied(self, applied: Applied) -> None:
        mine = (AppliedRow.absence_id == applied.absence.id, AppliedRow.raid_id == applied.raid.id)
        await change(self._session, delete(AppliedRow).where(*mine))

    async def drop_answer(self, raid: RaidId, user: UserId) -> None:
        mine = (SignupRow.raid_id == raid, SignupRow.user_id == user, SignupRow.answer == Answer.ABSENT)
        await change(self._session, delete(SignupRow).where(*mine))

    async def _all(self, rows: Select[AbsenceRow, int]) -> tuple[Absence, ...]:
        found = await self._session.execute(rows, execution_options=FRESH)
        return tuple(_absence(row, user) for row, user in found)


def _absences() -> Select[AbsenceRow, int]:
    rows = select(AbsenceRow, AccountRow.user_id).join(AccountRow, AccountRow.id == AbsenceRow.account_id)
    return rows.order_by(AbsenceRow.begins_at, AbsenceRow.id)


def _absence(row: AbsenceRow, user: int) -> Absence:
    return Absence(row.id, UserId(user), Period(row.first_day, row.last_day), row.zone)
