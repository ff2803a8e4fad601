"""Posts of builds in the database.

Whatever changes what a post shows calls `mark_stale` in the same transaction, so that no change is forgotten.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, delete, func, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import BuildId, ChannelId, GuildId, MessageId
from bot.domain.posts import Post, PostFault
from bot.models import GuildRow, PostRow, PublicationRow
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_counters import posts_shaken
from bot.repositories.sql_paging import FRESH

_NOT_REMOVED_BY_HAND = or_(PostRow.fault.is_(None), PostRow.fault != PostFault.POST_GONE)

_ANEW: dict[str, Any] = {
    "stale": True,
    "fault": None,
    "changes": PostRow.changes + 1,
    "due": case((PostRow.fault.is_(None), PostRow.due), else_=None),
}
"""What was refused is tried at once; what somebody is at just now stays theirs."""


async def mark_stale(session: AsyncSession, builds: Select[UUID], *, everywhere: bool = True) -> None:
    """Note that the posts of `builds` no longer show what is so; those that are missing are to be made.

    Posts that somebody deleted by hand stay away unless `everywhere`.
    """
    await _demand(session, PublicationRow.build_id.in_(builds))
    stale = update(PostRow).where(PostRow.build_id.in_(builds))
    if not everywhere:
        stale = stale.where(_NOT_REMOVED_BY_HAND)
    await change(session, stale.values(stale=True, changes=PostRow.changes + 1))


async def renew_post(session: AsyncSession, build: BuildId, guild: GuildId) -> None:
    """Post a public build in its guild as if for the first time, whatever became of an earlier post."""
    await _demand(session, and_(PublicationRow.build_id == build, PublicationRow.guild_id == guild))
    here = update(PostRow).where(PostRow.build_id == build, PostRow.guild_id == guild)
    await change(session, here.values(**_ANEW))


async def _demand(session: AsyncSession, which: ColumnElement[bool]) -> None:
    """Make the rows of posts that should be there: of what is public in guilds that have a builds channel."""
    wanted = (
        select(PublicationRow.build_id, PublicationRow.guild_id, literal(value=True), literal(0))
        .join(GuildRow, GuildRow.id == PublicationRow.guild_id)
        .where(GuildRow.builds_channel_id.is_not(None), PublicationRow.listed, which)
    )
    rows = insert_into(session, PostRow).from_select(["build_id", "guild_id", "stale", "changes"], wanted)
    await change(session, rows.on_conflict_do_nothing(index_elements=["build_id", "guild_id"]))


_POSTS = PostRow.__table__
_FIND = select(_POSTS).where(_POSTS.c.build_id == bindparam("build"), _POSTS.c.guild_id == bindparam("guild"))


class SqlPosts:
    """PostRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, build: BuildId, guild: GuildId) -> Post | None:
        row = (await self._session.execute(_FIND, {"build": build, "guild": guild})).one_or_none()
        return None if row is None else _from_row(row)

    async def find_channel(self, guild: GuildId) -> ChannelId | None:
        found = await self._session.scalar(select(GuildRow.builds_channel_id).where(GuildRow.id == guild))
        return None if found is None else ChannelId(found)

    async def set_channel(self, guild: GuildId, channel: ChannelId | None) -> None:
        chosen = update(GuildRow).where(GuildRow.id == guild).values(builds_channel_id=channel)
        await change(self._session, chosen)
        await _demand(self._session, PublicationRow.guild_id == guild)
        everything = update(PostRow).where(PostRow.guild_id == guild)
        await change(self._session, everything.values(**_ANEW))

    async def find_many(self, builds: Collection[BuildId], guild: GuildId) -> tuple[Post, ...]:
        return await self._all(select(PostRow).where(PostRow.build_id.in_(builds), PostRow.guild_id == guild))

    async def list_faulty(self, guild: GuildId, limit: int) -> tuple[Post, ...]:
        faulty = select(PostRow).where(PostRow.guild_id == guild, PostRow.fault.is_not(None))
        return await self._all(faulty.order_by(PostRow.build_id.desc()).limit(limit))

    async def list_waiting(self, now: datetime, besides: Collection[GuildId]) -> tuple[GuildId, ...]:
        # looked up guild by guild: ten thousand posts that wait in one are not read to know that there are any
        first = select(literal(value=True)).where(PostRow.guild_id == GuildRow.id, *_due(now)).limit(1)
        waiting = select(GuildRow.id).where(GuildRow.left_at.is_(None), GuildRow.id.not_in(besides))
        found = await self._session.scalars(waiting.where(first.scalar_subquery().is_not(None)))
        return tuple(map(GuildId, found))

    async def count_due(self, now: datetime) -> int:
        return await self._session.scalar(select(func.count()).select_from(PostRow).where(*_due(now))) or 0

    async def claim(self, guild: GuildId, now: datetime, until: datetime, limit: int) -> tuple[Post, ...]:
        due = select(PostRow.build_id).where(PostRow.guild_id == guild, *_due(now)).order_by(PostRow.due).limit(limit)
        keys = (await self._session.scalars(due.with_for_update(skip_locked=True))).all()
        if not keys:
            return ()
        mine = (PostRow.build_id.in_(keys), PostRow.guild_id == guild)
        await change(self._session, update(PostRow).where(*mine).values(due=until))
        return await self._all(select(PostRow).where(*mine))

    async def settle(self, post: Post, until: datetime | None = None) -> None:
        here = update(PostRow).where(PostRow.build_id == post.build, PostRow.guild_id == post.guild)
        stands = {"channel_id": post.channel, "thread_id": post.thread, "message_id": post.message}
        await change(self._session, here.values(**stands, fault=post.fault, due=until))
        await change(self._session, here.where(PostRow.changes == post.changes).values(stale=False))

    async def put_off(self, post: Post, until: datetime) -> None:
        here = update(PostRow).where(PostRow.build_id == post.build, PostRow.guild_id == post.guild)
        await change(self._session, here.values(due=until))

    async def put_off_all(self, guild: GuildId, until: datetime) -> None:
        here = update(PostRow).where(PostRow.guild_id == guild, PostRow.stale)
        sooner = or_(PostRow.due.is_(None), PostRow.due < until)
        await change(self._session, here.where(sooner).values(due=until))

    async def list_posted(self, after: BuildId | None, limit: int) -> tuple[BuildId, ...]:
        following = select(PostRow.build_id).where(PostRow.build_id > (after or UUID(int=0))).distinct()
        found = await self._session.scalars(following.order_by(PostRow.build_id).limit(limit))
        return tuple(map(BuildId, found))

    async def mark_stale(self, builds: Collection[BuildId]) -> None:
        await change(self._session, posts_shaken(builds))

    async def drop(self, post: Post) -> None:
        here = delete(PostRow).where(PostRow.build_id == post.build, PostRow.guild_id == post.guild)
        await change(self._session, here.where(PostRow.changes == post.changes))
        await self.settle(Post(build=post.build, guild=post.guild, changes=-1))

    async def _all(self, rows: Select[PostRow]) -> tuple[Post, ...]:
        return tuple(_from_row(row) for row in await self._session.scalars(rows, execution_options=FRESH))


def _due(now: datetime) -> tuple[Any, ...]:
    return (PostRow.stale, or_(PostRow.due.is_(None), PostRow.due <= now))


def _from_row(row: PostRow | Row[*tuple[Any, ...]]) -> Post:
    return Post(
        build=BuildId(row.build_id),
        guild=GuildId(row.guild_id),
        channel=None if row.channel_id is None else ChannelId(row.channel_id),
        thread=None if row.thread_id is None else ChannelId(row.thread_id),
        message=None if row.message_id is None else MessageId(row.message_id),
        fault=None if row.fault is None else PostFault(row.fault),
        is_stale=row.stale,
        changes=row.changes,
    )
