"""Numbers out of the database: it counts, and what comes here are a few dozen rows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, delete, func, insert, select
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.types import BigInteger

from bot.domain.attendance import Presence
from bot.domain.ids import BuildId, GuildId, RaidId, UserId
from bot.domain.needs import Need
from bot.domain.raid_needs import NeedNote, NeedRecord
from bot.domain.raids import RaidStatus
from bot.domain.stats import Played, Presences, Ranked
from bot.models import BuildRow, ChoiceRow, MarkRow, PublicationRow, RaidNeedRow, RaidRow, RaidSeatRow, SheetRow
from bot.repositories.sql_accounts import change, owned_by
from bot.repositories.sql_terms import has_any, hash_of, is_sqlite

_HELD: Final = (RaidStatus.OPEN, RaidStatus.LOCKED)
_NEEDS: Final = frozenset(Need)
"""What a later version notes is that one's to tell."""
_PLAYED = and_(
    ChoiceRow.raid_id == RaidSeatRow.raid_id,
    ChoiceRow.user_id == RaidSeatRow.user_id,
    ChoiceRow.rank == RaidSeatRow.rank,
)
_HASH = func.unnest(bindparam("hashes", type_=ARRAY(BigInteger))).column_valued("hash")
# for each term its own short list of the index; a condition for each would compare all builds with all terms
_BY_HASH: Select[int, int] = (
    select(_HASH, func.count())
    .where(PublicationRow.terms.bool_op("@>")(array([_HASH])))
    .where(PublicationRow.guild_id == bindparam("guild"), PublicationRow.listed)
    .group_by(_HASH)
)


class SqlStatistics:
    """StatisticsRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def count_public(self, guild: GuildId, terms: Collection[str]) -> Mapping[str, int]:
        if is_sqlite(self._session):
            there = (PublicationRow.guild_id == guild, PublicationRow.listed.is_(True))
            return await self._count_each({term: has_any(self._session, guild, (term,)) for term in terms}, *there)
        hashes = {hash_of(guild, term): term for term in terms}
        rows = await self._session.execute(_BY_HASH, {"guild": guild, "hashes": list(hashes)})
        counted = {hashes[key]: count for key, count in rows}
        return {term: counted.get(term, 0) for term in terms}

    async def count_own(self, user: UserId, terms: Collection[str]) -> Mapping[str, int]:
        own = (BuildRow.owner_id == owned_by(user), BuildRow.deleted_at.is_(None))
        return await self._count_each({term: BuildRow.terms.contains(f" {term} ") for term in terms}, *own)

    async def list_best_liked(self, guild: GuildId, limit: int) -> tuple[Ranked, ...]:
        return await self._list_public(guild, PublicationRow.likes, limit)

    async def list_best_known(self, guild: GuildId, limit: int) -> tuple[Ranked, ...]:
        return await self._list_public(guild, PublicationRow.standing, limit, least=0)

    async def list_most_seated(
        self, guild: GuildId, after: datetime, before: datetime, limit: int
    ) -> tuple[Ranked, ...]:
        is_public = and_(
            PublicationRow.build_id == ChoiceRow.build_id, PublicationRow.guild_id == guild, PublicationRow.listed
        )
        rows = (
            select(PublicationRow.build_id, func.count())
            .join_from(RaidRow, RaidSeatRow, RaidSeatRow.raid_id == RaidRow.id)
            .join(ChoiceRow, _PLAYED)
            .join(PublicationRow, is_public)
            .where(RaidRow.guild_id == guild, *_began(after, before))
            .group_by(PublicationRow.build_id)
            .order_by(func.count().desc(), PublicationRow.build_id)
            .limit(limit)
        )
        return tuple(Ranked(BuildId(key), count) for key, count in await self._session.execute(rows))

    async def list_played(
        self, user: UserId, guild: GuildId | None, after: datetime, before: datetime, limit: int
    ) -> tuple[Played, ...]:
        rows = (
            select(ChoiceRow.title, ChoiceRow.role, func.count())
            .join_from(RaidSeatRow, RaidRow, RaidRow.id == RaidSeatRow.raid_id)
            .join(ChoiceRow, _PLAYED)
            .where(RaidSeatRow.user_id == user, *_began(after, before))
            .group_by(ChoiceRow.title, ChoiceRow.role)
            .order_by(func.count().desc(), ChoiceRow.title, ChoiceRow.role)
            .limit(limit)
        )
        if guild is not None:
            rows = rows.where(RaidRow.guild_id == guild)
        return tuple(Played(title, role, count) for title, role, count in await self._session.execute(rows))

    async def count_raids(self, guild: GuildId, starts: Sequence[datetime], before: datetime) -> Mapping[int, int]:
        which = _week(starts)
        rows = select(which, func.count()).where(RaidRow.guild_id == guild, *_began(starts[0], before)).group_by(which)
        found = await self._session.execute(rows)
        return {week: count for week, count in found}  # noqa: C416 - rows are tuples, but not to mypy

    async def count_presences(
        self, guild: GuildId, starts: Sequence[datetime], before: datetime
    ) -> Mapping[int, Presences]:
        week = _week(starts)
        people = func.count(MarkRow.user_id.distinct()) + func.count(MarkRow.guest.distinct())
        counts = [func.count().filter(MarkRow.presence == presence) for presence in Presence]
        rows = (
            select(week, people, *counts)
            .join_from(RaidRow, SheetRow, SheetRow.raid_id == RaidRow.id)
            .join(MarkRow, MarkRow.raid_id == RaidRow.id)
            .where(RaidRow.guild_id == guild, *_began(starts[0], before))
            .group_by(week)
        )
        found = await self._session.execute(rows)
        return {
            number: Presences({one: count for one, count in zip(Presence, numbers, strict=True) if count}, people)
            for number, people, *numbers in found
        }

    async def put_needs(self, raid: RaidId, notes: Sequence[NeedNote]) -> None:
        await change(self._session, delete(RaidNeedRow).where(RaidNeedRow.raid_id == raid))
        rows = [
            {"raid_id": raid, "need": one.need, "asked": one.asked, "lacking": one.lacking, "unsure": one.unsure}
            for one in notes
        ]
        if rows:
            await self._session.execute(insert(RaidNeedRow), rows)

    async def count_needs(self, guild: GuildId, after: datetime, before: datetime) -> tuple[NeedRecord, ...]:
        missing = func.count().filter(RaidNeedRow.lacking > 0)
        unsure = func.count().filter(RaidNeedRow.lacking == 0, RaidNeedRow.unsure > 0)
        rows = (
            select(RaidNeedRow.need, func.count(), missing, unsure)
            .join_from(RaidRow, RaidNeedRow, RaidNeedRow.raid_id == RaidRow.id)
            .where(RaidRow.guild_id == guild, *_began(after, before))
            .group_by(RaidNeedRow.need)
            .order_by(missing.desc(), RaidNeedRow.need)
        )
        found = await self._session.execute(rows)
        return tuple(NeedRecord(Need(need), *counts) for need, *counts in found if need in _NEEDS)

    async def find_needs(self, raids: Collection[RaidId]) -> Mapping[RaidId, tuple[NeedNote, ...]]:
        columns = (RaidNeedRow.raid_id, RaidNeedRow.need, RaidNeedRow.asked, RaidNeedRow.lacking, RaidNeedRow.unsure)
        rows = select(*columns).where(RaidNeedRow.raid_id.in_(raids)).order_by(RaidNeedRow.raid_id, RaidNeedRow.need)
        found: dict[RaidId, tuple[NeedNote, ...]] = {}
        for raid, need, *counts in await self._session.execute(rows):
            if need in _NEEDS:
                found[RaidId(raid)] = (*found.get(RaidId(raid), ()), NeedNote(Need(need), *counts))
        return found

    async def count_noted(self, guild: GuildId, after: datetime, before: datetime) -> int:
        is_noted = select(RaidNeedRow.raid_id).where(RaidNeedRow.raid_id == RaidRow.id).exists()
        rows = select(func.count()).select_from(RaidRow)
        return await self._session.scalar(rows.where(RaidRow.guild_id == guild, *_began(after, before), is_noted)) or 0

    async def _count_each(
        self, conditions: Mapping[str, ColumnElement[bool]], *where: ColumnElement[bool]
    ) -> Mapping[str, int]:
        counts = [func.count().filter(condition) for condition in conditions.values()]
        row = (await self._session.execute(select(*counts).where(*where))).one() if counts else ()
        return dict(zip(conditions, row, strict=True))

    async def _list_public(self, guild: GuildId, by: Any, limit: int, *, least: int = 1) -> tuple[Ranked, ...]:
        rows = (
            select(PublicationRow.build_id, by)
            .where(PublicationRow.guild_id == guild, PublicationRow.listed, by >= least)
            .order_by(by.desc(), PublicationRow.published_at.desc(), PublicationRow.build_id.desc())
            .limit(limit)
        )
        return tuple(Ranked(BuildId(key), count) for key, count in await self._session.execute(rows))


def _began(after: datetime, before: datetime) -> tuple[ColumnElement[bool], ...]:
    return RaidRow.status.in_(_HELD), RaidRow.starts_at >= after, RaidRow.starts_at <= before


def _week(starts: Sequence[datetime]) -> Any:
    """Return the number of the week that a raid is in; a moment for each, for weeks with turned clocks differ."""
    whens = [(RaidRow.starts_at >= start, number) for number, start in reversed(list(enumerate(starts)))]
    return case(*whens).label("week")
