"""Builds in the database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Integer, Select, Uuid, any_, bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.builds import Build
from bot.domain.gear.codec import to_json
from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.pages import Page
from bot.models import BuildRow, PublicationRow, VersionRow
from bot.repositories.searches import Describe
from bot.repositories.sql_accounts import change, dialect_of, insert_into, owned_by
from bot.repositories.sql_counters import posts_shaken
from bot.repositories.sql_names import key_matches, values_typed
from bot.repositories.sql_paging import Order, counted, fetch_page, newest_first
from bot.repositories.sql_posts import mark_stale, renew_post
from bot.repositories.sql_rows import ACCOUNTS, BUILDS, PUBLICATIONS, WHOLE_BUILD, build_from_columns, values_of
from bot.repositories.sql_terms import copy_to, to_stored, write_terms
from bot.repositories.unit_names import Match, NameEntry

_BY_AGE: Order = (BUILDS.c.created_at, BUILDS.c.id)
_BY_DELETION: Order = (BUILDS.c.deleted_at, BUILDS.c.id)
_BY_PUBLICATION: Order = (PUBLICATIONS.c.published_at, PUBLICATIONS.c.build_id)
_BY_NAME = (PUBLICATIONS.c.name_key, PUBLICATIONS.c.build_id)
_NEWEST = tuple(column.desc() for column in _BY_PUBLICATION)
_NAMESAKES = 25
"""More builds of one name than this nobody tells apart; they have short ids."""


class SqlBuilds:
    """BuildRepository over a session."""

    def __init__(self, session: AsyncSession, describe: Describe) -> None:
        self._session = session
        self._describe = describe

    async def add(self, build: Build) -> bool:
        description = self._describe(build)
        statement = insert_into(self._session, BuildRow).values(
            id=build.id,
            short_id=build.short_id,
            owner_id=owned_by(build.owner),
            origin_short_id=build.origin.short_id if build.origin else None,
            origin_user_id=build.origin.author if build.origin else None,
            created_at=build.created_at,
            terms=to_stored(description.terms),
            terms_mark=description.mark,
            checked_at=build.checked_at,
            **values_of(build),
        )
        return await change(self._session, statement.on_conflict_do_nothing(index_elements=["short_id"])) == 1

    async def find(self, short_id: str) -> Build | None:
        found = await self._all(_FIND, short_id=short_id)
        return found[0] if found else None

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[Build, ...]:
        rows = _FIND_ANY if dialect_of(self._session) == "postgresql" else _FIND_MANY
        found = {build.id: build for build in await self._all(rows, ids=list(ids))} if ids else {}
        return tuple(found[BuildId(key)] for key in ids if key in found)

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[Build, ...]:
        return await self._all(_DELETED_NAMED if deleted else _LIVE_NAMED, owner=owner, key=key)

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[Build, ...]:
        return await self._all(_PUBLIC_NAMED, guild=guild, key=key)

    async def find_same(self, owner: UserId, name: str, mode: GameMode | None, code: str) -> Build | None:
        given = {} if mode is None else {"mode": mode}
        rows = _SAME_IN_MODE if given else _SAME_IN_NONE
        found = await self._all(rows, owner=owner, key=name_key(name), name=name, code=code, **given)
        return found[0] if found else None

    async def find_own_coded(self, owner: UserId, code: str) -> tuple[Build, ...]:
        return await self._all(newest_first(_LIVE.where(BUILDS.c.code == code), _BY_AGE), owner=owner)

    async def count_own(self, owner: UserId) -> int:
        return await self._session.scalar(_COUNT_LIVE, {"owner": owner}) or 0

    async def list_all_own(self, owner: UserId) -> tuple[Build, ...]:
        return await self._all(newest_first(_LIVE, _BY_AGE), owner=owner)

    async def list_public_of(self, guild: GuildId, owner: UserId, cursor: str | None) -> Page[Build]:
        rows = _PUBLIC.where(BUILDS.c.owner_id == _OWNER)
        return await self._page(rows, _BY_PUBLICATION, cursor, counted(rows), guild=guild, owner=owner)

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[Build]:
        return await self._page(_LIVE, _BY_AGE, cursor, _SOME_LIVE, owner=owner)

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[Build]:
        return await self._page(_PUBLIC, _BY_PUBLICATION, cursor, _SOME_PUBLIC, guild=guild)

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[Build]:
        return await self._page(_DELETED, _BY_DELETION, cursor, counted(_DELETED), owner=owner)

    async def publish(self, build: BuildId, guild: GuildId, now: datetime) -> None:
        copied = select(BuildRow.name_key, BuildRow.deleted_at.is_(None)).where(BuildRow.id == build).subquery()
        statement = insert_into(self._session, PublicationRow).values(
            build_id=build,
            guild_id=guild,
            name_key=select(copied.c[0]).scalar_subquery(),
            listed=select(copied.c[1]).scalar_subquery(),
            published_at=now,
        )
        if await change(self._session, statement.on_conflict_do_nothing(index_elements=["build_id", "guild_id"])):
            await copy_to(self._session, build, guild)
        await renew_post(self._session, build, guild)

    async def unpublish(self, build: BuildId, guild: GuildId) -> None:
        here = (PublicationRow.build_id == build, PublicationRow.guild_id == guild)
        await change(self._session, delete(PublicationRow).where(*here))
        await mark_stale(self._session, _only(build))

    async def replace(self, before: Build, after: Build) -> bool:
        unchanged = (BuildRow.id == before.id, BuildRow.revision == before.revision)
        values = values_of(after)
        if after.version != before.version:
            # else it stays: it may have been checked meanwhile
            values["checked_at"] = after.checked_at
        if await change(self._session, update(BuildRow).where(*unchanged).values(**values)) == 0:
            return False
        await mark_stale(self._session, _only(before.id), everywhere=False)
        await write_terms(self._session, after.id, after.revision, self._describe(after))
        if after.version != before.version:
            await change(
                self._session,
                insert_into(self._session, VersionRow).values(
                    build_id=before.id,
                    number=before.version,
                    code=before.code,
                    gear=None if before.gear is None else to_json(before.gear),
                    replaced_at=after.updated_at,
                ),
            )
        return True

    async def find_copy(self, owner: UserId, origin: str) -> Build | None:
        copies = _LIVE.where(BUILDS.c.origin_short_id == origin)
        found = await self._all(newest_first(copies, _BY_AGE).limit(1), owner=owner)
        return found[0] if found else None

    async def mark_checked(self, build: BuildId, at: datetime) -> None:
        await change(self._session, update(BuildRow).where(BuildRow.id == build).values(checked_at=at))
        await change(self._session, posts_shaken((build,)))

    async def mark_deleted(self, build: BuildId, at: datetime | None) -> None:
        await change(self._session, update(BuildRow).where(BuildRow.id == build).values(deleted_at=at))
        publications = update(PublicationRow).where(PublicationRow.build_id == build)
        await change(self._session, publications.values(listed=at is None))
        await mark_stale(self._session, _only(build))

    async def trim_deleted(self, owner: UserId, keep: int) -> None:
        oldest = newest_first(_DELETED.with_only_columns(BUILDS.c.id), _BY_DELETION).offset(keep)
        surplus = (await self._session.scalars(oldest, {"owner": owner})).all()
        await change(self._session, delete(BuildRow).where(BuildRow.id.in_(surplus)))

    async def purge_deleted(self, before: datetime) -> int:
        return await change(self._session, delete(BuildRow).where(BuildRow.deleted_at < before))

    async def list_own_names(self, owner: UserId) -> tuple[NameEntry, ...]:
        return tuple(NameEntry(*row) for row in await self._session.execute(_LIVE_NAMES, {"owner": owner}))

    async def list_public_names(self, guild: GuildId, typed: str, match: Match, limit: int) -> tuple[NameEntry, ...]:
        values = {"guild": guild, "most": limit, **values_typed(typed, match)}
        return tuple(NameEntry(*row) for row in await self._session.execute(_PUBLIC_NAMES[match], values))

    async def _all(self, rows: Select[*tuple[Any, ...]], **values: object) -> tuple[Build, ...]:
        return tuple(build_from_columns(row) for row in await self._session.execute(rows, values))

    async def _page(
        self,
        rows: Select[*tuple[Any, ...]],
        order: Order,
        cursor: str | None,
        total: Select[int],
        **values: object,
    ) -> Page[Build]:
        placed = rows.add_columns(*order)
        return await fetch_page(self._session, placed, total, order, cursor, build_from_columns, values)


def _only(build: BuildId) -> Select[UUID]:
    return select(BuildRow.id).where(BuildRow.id == build)


# Statements are made once, with named parameters: making one takes longer than the database needs to answer it.
_OWNER = select(ACCOUNTS.c.id).where(ACCOUNTS.c.user_id == bindparam("owner")).scalar_subquery()
_IS_LIVE = (BUILDS.c.owner_id == _OWNER, BUILDS.c.deleted_at.is_(None))
_IS_DELETED = (BUILDS.c.owner_id == _OWNER, BUILDS.c.deleted_at.is_not(None))
_IS_LISTED = (PUBLICATIONS.c.guild_id == bindparam("guild"), PUBLICATIONS.c.listed.is_(True))
_FIND = WHOLE_BUILD.where(BUILDS.c.short_id == bindparam("short_id"))
_FIND_MANY = WHOLE_BUILD.where(BUILDS.c.id.in_(bindparam("ids", expanding=True)))
_FIND_ANY = WHOLE_BUILD.where(BUILDS.c.id == any_(bindparam("ids", type_=ARRAY(Uuid))))
"""The same on Postgres: one statement however many there are."""
_LIVE = WHOLE_BUILD.where(*_IS_LIVE)
_DELETED = WHOLE_BUILD.where(*_IS_DELETED)
_PUBLIC = WHOLE_BUILD.join(PUBLICATIONS, PUBLICATIONS.c.build_id == BUILDS.c.id).where(*_IS_LISTED)
_LIVE_NAMED, _DELETED_NAMED, _PUBLIC_NAMED = (
    newest_first(rows.where(key == bindparam("key")), order).limit(_NAMESAKES)
    for rows, key, order in (
        (_LIVE, BUILDS.c.name_key, _BY_AGE),
        (_DELETED, BUILDS.c.name_key, _BY_DELETION),
        (_PUBLIC, PUBLICATIONS.c.name_key, _BY_PUBLICATION),
    )
)
_SAME = _LIVE.where(BUILDS.c.name_key == bindparam("key"), BUILDS.c.name == bindparam("name")).where(
    BUILDS.c.code == bindparam("code")
)
_SAME_IN_MODE, _SAME_IN_NONE = (
    newest_first(_SAME.where(mode_is), _BY_AGE).limit(1)
    for mode_is in (BUILDS.c.mode == bindparam("mode"), BUILDS.c.mode.is_(None))
)
_LIVE_NAMES = newest_first(select(BUILDS.c.id, BUILDS.c.name_key).where(*_IS_LIVE), _BY_AGE)
_PUBLIC_NAMES = {
    match: select(PUBLICATIONS.c.build_id, PUBLICATIONS.c.name_key)
    .where(*_IS_LISTED, *key_matches(PUBLICATIONS.c.name_key, match))
    .order_by(*(_NEWEST if match is Match.NEWEST else _BY_NAME))
    .limit(bindparam("most", type_=Integer()))
    for match in Match
}
_COUNT_LIVE = select(func.count()).select_from(BUILDS).where(*_IS_LIVE)
_SOME_LIVE = counted(select(BUILDS.c.id).where(*_IS_LIVE))
_SOME_PUBLIC = counted(select(PUBLICATIONS.c.build_id).where(*_IS_LISTED))
