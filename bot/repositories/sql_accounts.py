"""People and guilds in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, Select, Table, bindparam, delete, func, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from uuid_utils.compat import uuid7

from bot.domain.accounts import AccountSummary
from bot.domain.guide import GuideState
from bot.domain.ids import GuildId, UserId
from bot.models import (
    AccountRow,
    Base,
    BuildRow,
    GuildRow,
    LikeRow,
    LogRow,
    PostRow,
    PublicationRow,
    RaidRow,
    SeatRow,
    TeamRow,
    WordRow,
)
from bot.repositories.sql_counters import counters_copied, posts_shaken

_ACCOUNTS, _GUILDS = cast("Table", AccountRow.__table__), cast("Table", GuildRow.__table__)
INSERT: Final = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}
"""By the name of the database, for statements that are made once."""


def insert_into(session: AsyncSession, table: type[Base]) -> postgresql.Insert | sqlite.Insert:
    """Return an insert that knows `ON CONFLICT`, which both databases have and SQLAlchemy offers per dialect."""
    return sqlite.insert(table) if dialect_of(session) == "sqlite" else postgresql.insert(table)


def dialect_of(session: AsyncSession) -> str:
    """Return which of the two databases it is: "postgresql" or "sqlite"."""
    return session.get_bind().dialect.name


async def change(session: AsyncSession, statement: Any, params: Any = None) -> int:
    """Execute an insert, update or delete past the session's memory; returns how many rows it touched."""
    options = {"synchronize_session": False}
    return cast("CursorResult[Any]", await session.execute(statement, params, execution_options=options)).rowcount


def owned_by(user: UserId) -> ColumnElement[Any]:
    """Return the key of a person's account, as a subquery that an index of owners can take."""
    accounts = AccountRow.__table__.c
    return select(accounts.id).where(accounts.user_id == user).scalar_subquery()


class SqlAccounts:
    """AccountRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ensure(self, user: UserId, now: datetime) -> None:
        """Make or touch the row: an update that changes nothing locks it, in one round trip."""
        values = {"key": uuid7(), "user": user, "now": now}
        await self._session.execute(_TOUCH_ACCOUNT[dialect_of(self._session)], values)

    async def find_summary(self, user: UserId) -> AccountSummary | None:
        account = AccountRow.id
        listed = select(PublicationRow.build_id).where(PublicationRow.build_id == BuildRow.id, PublicationRow.listed)
        builds = _count(BuildRow).where(BuildRow.owner_id == account)
        teams = _count(TeamRow).where(TeamRow.owner_id == account)
        statement = select(
            AccountRow.created_at,
            builds.where(BuildRow.deleted_at.is_(None)).scalar_subquery(),
            builds.where(BuildRow.deleted_at.is_(None), listed.exists()).scalar_subquery(),
            teams.where(TeamRow.deleted_at.is_(None)).scalar_subquery(),
            builds.where(BuildRow.deleted_at.is_not(None)).scalar_subquery()
            + teams.where(TeamRow.deleted_at.is_not(None)).scalar_subquery(),
        ).where(AccountRow.user_id == user)
        row = (await self._session.execute(statement)).one_or_none()
        if row is None:
            return None
        created_at, kept, published, teams_kept, deleted = row
        return AccountSummary(created_at, builds=kept, published=published, teams=teams_kept, deleted=deleted)

    async def find_zone(self, user: UserId) -> str | None:
        return await self._session.scalar(select(AccountRow.zone).where(AccountRow.user_id == user))

    async def set_zone(self, user: UserId, zone: str) -> None:
        await change(self._session, update(AccountRow).where(AccountRow.user_id == user).values(zone=zone))

    async def count_seats(self, user: UserId) -> int:
        seats = _count(SeatRow).join(TeamRow, TeamRow.id == SeatRow.team_id)
        kept = seats.where(SeatRow.player_user_id == user, TeamRow.deleted_at.is_(None))
        return (await self._session.execute(kept)).scalar_one()

    async def delete(self, user: UserId) -> None:
        seats = update(SeatRow).where(SeatRow.player_user_id == user).values(player_user_id=None, former=True)
        await change(self._session, seats)
        copies = update(BuildRow).where(BuildRow.origin_user_id == user)
        await change(self._session, copies.values(origin_user_id=None, origin_short_id=None))
        plans = update(TeamRow).where(TeamRow.origin_user_id == user)
        await change(self._session, plans.values(origin_user_id=None, origin_short_id=None))
        liked = select(LikeRow.build_id).where(LikeRow.account_id == owned_by(user))
        await change(self._session, update(BuildRow).where(BuildRow.id.in_(liked)).values(likes=BuildRow.likes - 1))
        own = select(BuildRow.id).where(BuildRow.owner_id == owned_by(user))
        posts = update(PostRow).where(PostRow.build_id.in_(own))
        await change(self._session, posts.values(stale=True, changes=PostRow.changes + 1))
        await change(self._session, counters_copied(liked))
        await change(self._session, posts_shaken(liked))
        await change(self._session, delete(AccountRow).where(AccountRow.user_id == user))


class SqlGuilds:
    """GuildRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ensure(self, guild: GuildId, now: datetime) -> None:
        await self._session.execute(_TOUCH_GUILD[dialect_of(self._session)], {"guild": guild, "now": now})

    async def mark_left(self, guild: GuildId, now: datetime) -> None:
        here = GuildRow.left_at.is_(None)
        await change(self._session, update(GuildRow).where(GuildRow.id == guild, here).values(left_at=now, guide=None))

    async def find_guide(self, guild: GuildId) -> GuideState | None:
        state = await self._session.scalar(select(GuildRow.guide).where(GuildRow.id == guild))
        return None if state is None else GuideState(state)

    async def turn_guide(self, guild: GuildId, before: GuideState | None, after: GuideState) -> bool:
        was = GuildRow.guide.is_(None) if before is None else GuildRow.guide == before.value
        return (
            await change(self._session, update(GuildRow).where(GuildRow.id == guild, was).values(guide=after.value))
            == 1
        )

    async def list_guided(self, state: GuideState) -> tuple[GuildId, ...]:
        here = select(GuildRow.id).where(GuildRow.guide == state.value)
        return tuple(GuildId(guild) for guild in await self._session.scalars(here.order_by(GuildRow.id)))

    async def find_left(self, guild: GuildId) -> datetime | None:
        return await self._session.scalar(select(GuildRow.left_at).where(GuildRow.id == guild))

    async def find_all(self) -> Mapping[GuildId, datetime | None]:
        rows = await self._session.execute(select(GuildRow.id, GuildRow.left_at))
        return {GuildId(guild): left_at for guild, left_at in rows}

    async def trim(self, guild: GuildId, before: datetime, limit: int) -> bool:
        if await self._hold_left(guild, before) is None:
            return False
        for table in _MANY:
            key = tuple(table.__table__.primary_key)
            some = select(*key).where(table.__table__.c.guild_id == guild).limit(limit)
            if await change(self._session, delete(table).where(tuple_(*key).in_(some))):
                return True
        return False

    async def erase(self, guild: GuildId, before: datetime) -> bool:
        if await self._hold_left(guild, before) is None:
            return False
        return await change(self._session, delete(GuildRow).where(GuildRow.id == guild)) == 1

    async def _hold_left(self, guild: GuildId, before: datetime) -> int | None:
        """Hold the guild, so that who comes back waits, and finds it as it is or gone."""
        left = select(GuildRow.id).where(GuildRow.id == guild, GuildRow.left_at <= before).with_for_update()
        return await self._session.scalar(left)


_MANY = (PublicationRow, PostRow, WordRow, RaidRow, LogRow)
"""What a guild has thousands of."""


def _touch_account(insert: Any) -> Any:
    row = insert(_ACCOUNTS).values(id=bindparam("key"), user_id=bindparam("user"), created_at=bindparam("now"))
    return row.on_conflict_do_update(index_elements=["user_id"], set_={"user_id": row.excluded.user_id})


def _touch_guild(insert: Any) -> Any:
    row = insert(_GUILDS).values(id=bindparam("guild"), joined_at=bindparam("now"))
    was_left = _GUILDS.c.left_at.is_not(None)
    return row.on_conflict_do_update(index_elements=["id"], set_={"left_at": None}, where=was_left)


_TOUCH_ACCOUNT = {name: _touch_account(insert) for name, insert in INSERT.items()}
_TOUCH_GUILD = {name: _touch_guild(insert) for name, insert in INSERT.items()}


def _count(table: type[Base]) -> Select[int]:
    return select(func.count()).select_from(table)
