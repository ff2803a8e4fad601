"""Builds in the database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.builds import Build
from bot.domain.gear.codec import to_json
from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.pages import Page
from bot.models import BuildRow, PublicationRow, VersionRow
from bot.repositories.searches import Describe
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_counters import posts_shaken
from bot.repositories.sql_names import key_matches
from bot.repositories.sql_paging import FRESH, Order, counted, fetch_page, newest_first
from bot.repositories.sql_posts import mark_stale, renew_post
from bot.repositories.sql_rows import WHOLE_BUILD, build_from_row, values_of
from bot.repositories.sql_terms import copy_to, to_stored, write_terms
from bot.repositories.unit import Match, NameEntry

_BY_AGE: Order = (BuildRow.created_at, BuildRow.id)
_BY_DELETION: Order = (BuildRow.deleted_at, BuildRow.id)
_BY_PUBLICATION: Order = (PublicationRow.published_at, PublicationRow.build_id)
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
        found = await self._all(select(BuildRow).where(BuildRow.short_id == short_id))
        return found[0] if found else None

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[Build, ...]:
        found = {build.id: build for build in await self._all(select(BuildRow).where(BuildRow.id.in_(ids)))}
        return tuple(found[BuildId(key)] for key in ids if key in found)

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[Build, ...]:
        rows = (_deleted if deleted else _live)(owner).where(BuildRow.name_key == key)
        return await self._all(newest_first(rows, _BY_DELETION if deleted else _BY_AGE).limit(_NAMESAKES))

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[Build, ...]:
        rows = _public(select(BuildRow), guild).where(PublicationRow.name_key == key)
        return await self._all(newest_first(rows, _BY_PUBLICATION).limit(_NAMESAKES))

    async def find_same(self, owner: UserId, name: str, mode: GameMode | None, code: str) -> Build | None:
        same = (BuildRow.name_key == name_key(name), BuildRow.name == name, BuildRow.code == code)
        mode_is = BuildRow.mode.is_(None) if mode is None else BuildRow.mode == mode
        found = await self._all(newest_first(_live(owner).where(*same, mode_is), _BY_AGE).limit(1))
        return found[0] if found else None

    async def find_own_coded(self, owner: UserId, code: str) -> tuple[Build, ...]:
        return await self._all(newest_first(_live(owner).where(BuildRow.code == code), _BY_AGE))

    async def count_own(self, owner: UserId) -> int:
        return await self._session.scalar(_counted(_live(owner))) or 0

    async def list_all_own(self, owner: UserId) -> tuple[Build, ...]:
        return await self._all(newest_first(_live(owner), _BY_AGE))

    async def list_public_of(self, guild: GuildId, owner: UserId, cursor: str | None) -> Page[Build]:
        rows = _public(select(BuildRow), guild).where(BuildRow.owner_id == owned_by(owner))
        return await self._page(rows, _BY_PUBLICATION, cursor)

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[Build]:
        return await self._page(_live(owner), _BY_AGE, cursor)

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[Build]:
        rows = _public(select(BuildRow), guild)
        return await self._page(rows, _BY_PUBLICATION, cursor, counted(select(PublicationRow).where(*_listed(guild))))

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[Build]:
        return await self._page(_deleted(owner), _BY_DELETION, cursor)

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
        copies = _live(owner).where(BuildRow.origin_short_id == origin)
        found = await self._all(newest_first(copies, _BY_AGE).limit(1))
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
        oldest = newest_first(_deleted(owner).with_only_columns(BuildRow.id), _BY_DELETION).offset(keep)
        surplus = (await self._session.scalars(oldest)).all()
        await change(self._session, delete(BuildRow).where(BuildRow.id.in_(surplus)))

    async def purge_deleted(self, before: datetime) -> int:
        return await change(self._session, delete(BuildRow).where(BuildRow.deleted_at < before))

    async def list_own_names(self, owner: UserId) -> tuple[NameEntry, ...]:
        rows = newest_first(_live(owner).with_only_columns(BuildRow.id, BuildRow.name_key), _BY_AGE)
        return tuple(NameEntry(*row) for row in await self._session.execute(rows))

    async def list_public_names(self, guild: GuildId, typed: str, match: Match, limit: int) -> tuple[NameEntry, ...]:
        names = select(PublicationRow.build_id, PublicationRow.name_key).where(*_listed(guild))
        rows = names.where(*key_matches(PublicationRow.name_key, typed, match)).limit(limit)
        if match is Match.NEWEST:
            rows = newest_first(rows, _BY_PUBLICATION)
        else:
            rows = rows.order_by(PublicationRow.name_key, PublicationRow.build_id)
        return tuple(NameEntry(*row) for row in await self._session.execute(rows))

    async def _all(self, rows: Select[BuildRow]) -> tuple[Build, ...]:
        found = await self._session.scalars(rows.options(*WHOLE_BUILD), execution_options=FRESH)
        return tuple(build_from_row(row) for row in found)

    async def _page(
        self, rows: Select[*tuple[Any, ...]], order: Order, cursor: str | None, total: Select[int] | None = None
    ) -> Page[Build]:
        whole = rows.add_columns(*order).options(*WHOLE_BUILD)
        number = counted(rows) if total is None else total
        return await fetch_page(self._session, whole, number, order, cursor, build_from_row)


def _only(build: BuildId) -> Select[UUID]:
    return select(BuildRow.id).where(BuildRow.id == build)


def _live(owner: UserId) -> Select[BuildRow]:
    return select(BuildRow).where(BuildRow.owner_id == owned_by(owner), BuildRow.deleted_at.is_(None))


def _deleted(owner: UserId) -> Select[BuildRow]:
    return select(BuildRow).where(BuildRow.owner_id == owned_by(owner), BuildRow.deleted_at.is_not(None))


def _public(rows: Select[BuildRow], guild: GuildId) -> Select[BuildRow]:
    return rows.join(PublicationRow, PublicationRow.build_id == BuildRow.id).where(*_listed(guild))


def _listed(guild: GuildId) -> tuple[Any, ...]:
    return (PublicationRow.guild_id == guild, PublicationRow.listed.is_(True))


def _counted(rows: Select[*tuple[Any, ...]]) -> Select[int]:
    return rows.with_only_columns(func.count())
