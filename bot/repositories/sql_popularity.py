"""Likes and uses of builds in the database. A counter changes in the same transaction as what it counts."""

from datetime import datetime

from sqlalchemy import and_, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.raids import RaidStatus
from bot.domain.viewer import Viewer
from bot.models import AccountRow, BuildRow, ChoiceRow, LikeRow, RaidRow, RaidSeatRow, SeatRow, TeamRow
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_counters import counters_copied, posts_shaken

_SEATS, _TEAM = SeatRow.__table__.c, TeamRow.__table__.c
_CHOICES, _PLACES, _RAID = ChoiceRow.__table__.c, RaidSeatRow.__table__.c, RaidRow.__table__.c
# Made once, on the tables as such: both are read for every card.
_OWNER = select(AccountRow.__table__.c.id).where(AccountRow.__table__.c.user_id == bindparam("owner")).scalar_subquery()
_TEAMS = (
    select(func.count(_SEATS.team_id.distinct()))
    .join_from(SeatRow.__table__, TeamRow.__table__, _TEAM.id == _SEATS.team_id)
    .where(
        _SEATS.build_id == bindparam("build"),
        _TEAM.deleted_at.is_(None),
        # outside of guilds there is no guild, which equals none
        or_(_TEAM.owner_id == _OWNER, _TEAM.guild_id == bindparam("guild")),
    )
)
_RAIDS = (
    select(func.count(_CHOICES.raid_id.distinct()))
    .join_from(
        ChoiceRow.__table__,
        RaidSeatRow.__table__,
        and_(
            _PLACES.raid_id == _CHOICES.raid_id,
            _PLACES.user_id == _CHOICES.user_id,
            _PLACES.rank == _CHOICES.rank,
        ),
    )
    .join(RaidRow.__table__, _RAID.id == _CHOICES.raid_id)
    .where(
        _CHOICES.build_id == bindparam("build"),
        _RAID.guild_id == bindparam("guild"),
        _RAID.status.in_((RaidStatus.OPEN, RaidStatus.LOCKED)),
    )
)


class SqlPopularity:
    """PopularityRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def is_liked(self, build: BuildId, user: UserId) -> bool:
        mine = select(LikeRow.build_id).where(LikeRow.build_id == build, LikeRow.account_id == owned_by(user))
        return await self._session.scalar(mine) is not None

    async def like(self, build: BuildId, user: UserId, now: datetime) -> None:
        row = insert_into(self._session, LikeRow).values(build_id=build, account_id=owned_by(user), liked_at=now)
        if await change(self._session, row.on_conflict_do_nothing(index_elements=["build_id", "account_id"])):
            await self._count(build, 1)

    async def unlike(self, build: BuildId, user: UserId) -> None:
        mine = (LikeRow.build_id == build, LikeRow.account_id == owned_by(user))
        if await change(self._session, delete(LikeRow).where(*mine)):
            await self._count(build, -1)

    async def add_use(self, build: BuildId) -> None:
        await change(self._session, update(BuildRow).where(BuildRow.id == build).values(uses=BuildRow.uses + 1))
        await change(self._session, counters_copied((build,)))
        await change(self._session, posts_shaken((build,)))

    async def count_raids(self, build: BuildId, guild: GuildId) -> int:
        return await self._session.scalar(_RAIDS, {"build": build, "guild": guild}) or 0

    async def count_teams(self, build: BuildId, viewer: Viewer) -> int:
        values = {"build": build, "owner": viewer.user, "guild": viewer.guild}
        return await self._session.scalar(_TEAMS, values) or 0

    async def _count(self, build: BuildId, by: int) -> None:
        await change(self._session, update(BuildRow).where(BuildRow.id == build).values(likes=BuildRow.likes + by))
        await change(self._session, counters_copied((build,)))
        await change(self._session, posts_shaken((build,)))
