"""Likes and uses of builds in the database. A counter changes in the same transaction as what it counts."""

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.raids import RaidStatus
from bot.domain.viewer import Viewer
from bot.models import BuildRow, ChoiceRow, LikeRow, RaidRow, RaidSeatRow, SeatRow, TeamRow
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_counters import counters_copied, posts_shaken


class SqlPopularity:
    """PopularityRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def is_liked(self, build: BuildId, user: UserId) -> bool:
        mine = select(LikeRow.build_id).where(LikeRow.build_id == build, LikeRow.account_id == owned_by(user))
        return await self._session.scalar(mine) is not None

    async def like(self, build: BuildId, user: UserId) -> None:
        row = insert_into(self._session, LikeRow).values(build_id=build, account_id=owned_by(user))
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
        plays = and_(
            RaidSeatRow.raid_id == ChoiceRow.raid_id,
            RaidSeatRow.user_id == ChoiceRow.user_id,
            RaidSeatRow.rank == ChoiceRow.rank,
        )
        played = select(func.count(ChoiceRow.raid_id.distinct())).join(RaidSeatRow, plays)
        posted = RaidRow.status.in_((RaidStatus.OPEN, RaidStatus.LOCKED))
        here = played.join(RaidRow, RaidRow.id == ChoiceRow.raid_id).where(RaidRow.guild_id == guild, posted)
        return await self._session.scalar(here.where(ChoiceRow.build_id == build)) or 0

    async def count_teams(self, build: BuildId, viewer: Viewer) -> int:
        seated = select(func.count(SeatRow.team_id.distinct())).join(TeamRow, TeamRow.id == SeatRow.team_id)
        seen = TeamRow.owner_id == owned_by(viewer.user)
        if viewer.guild is not None:
            seen = or_(seen, TeamRow.guild_id == viewer.guild)
        kept = seated.where(SeatRow.build_id == build, TeamRow.deleted_at.is_(None), seen)
        return await self._session.scalar(kept) or 0

    async def _count(self, build: BuildId, by: int) -> None:
        await change(self._session, update(BuildRow).where(BuildRow.id == build).values(likes=BuildRow.likes + by))
        await change(self._session, counters_copied((build,)))
        await change(self._session, posts_shaken((build,)))
