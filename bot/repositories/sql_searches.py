"""Searches in the database.

A guild may have 100,000 public builds. Conditions are met by the index of terms, and what fits is sorted while it is
not more than `cap`. Where more fits, it lies so close that reading the guild in the order asked for finds a page soon;
without conditions likewise.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    Uuid,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    select,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, array
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.search.query import Entry, Place, Query
from bot.domain.search.request import Order
from bot.domain.search.terms import Facet
from bot.models import BuildRow, PublicationRow, SearchRow, WordRow
from bot.models.base import UtcDateTime
from bot.repositories.searches import Describe, Matches
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_rows import BUILDS, PUBLICATIONS, WHOLE_BUILD, build_from_columns
from bot.repositories.sql_terms import from_stored, has_all, has_any, hash_of, is_sqlite, write_terms

_LAST = "\U0010ffff"
_WANTED = func.unnest(bindparam("hashes", type_=ARRAY(BigInteger))).column_valued("wanted")
_OCCURRING = select(_WANTED).where(
    exists().where(
        PUBLICATIONS.c.guild_id == bindparam("guild"),
        PUBLICATIONS.c.listed.is_(True),
        PUBLICATIONS.c.terms.bool_op("&&")(array([_WANTED])),
    )
)
"""Which of some hashes any public build of a guild has: one statement however many they are."""
_COUNTS = {
    Order.BEST: PublicationRow.standing,
    Order.LIKED: PublicationRow.likes,
    Order.USED: PublicationRow.uses,
}


class SqlSearches:
    """SearchRepository over a session."""

    def __init__(self, session: AsyncSession, describe: Describe) -> None:
        self._session = session
        self._describe = describe

    async def list_own(self, owner: UserId, guild: GuildId | None) -> tuple[Entry, ...]:
        rows = select(BuildRow.id, BuildRow.created_at, BuildRow.likes, BuildRow.uses, BuildRow.terms)
        rows = rows.where(BuildRow.owner_id == owned_by(owner), BuildRow.deleted_at.is_(None))
        if guild is not None:
            here = (PublicationRow.build_id == BuildRow.id, *_listed(guild))
            rows = rows.where(~exists().where(*here).correlate(BuildRow))
        found = await self._session.execute(rows)
        return tuple(Entry(*row[:4], terms=from_stored(row.terms)) for row in found)

    async def list_public(self, guild: GuildId, query: Query, after: Place | None, limit: int, cap: int) -> Matches:
        if not query.conditions:
            total = await self._count(guild, cap + 1)
            entries = await self._walk(guild, query, after, limit)
            return Matches(entries, min(total, cap), total > cap, query)
        found = (await self._session.execute(self._sorted(guild, query, after, limit, cap))).all()
        if not found and after is not None:
            # nothing is after the place: how much fits stands in the rows of the first page
            first = (await self._session.execute(self._sorted(guild, query, None, 1, cap))).first()
            total = first.total if first else 0
        else:
            total = found[0].total if found else 0
        if total <= cap:
            return Matches(tuple(_entry(row) for row in found), total, is_capped=False, query=query)
        narrowed = query.narrowed()
        return Matches(await self._walk(guild, narrowed, after, limit), cap, is_capped=True, query=narrowed)

    async def list_words(self, guild: GuildId, beginning: str, limit: int) -> tuple[str, ...]:
        span = (WordRow.word >= beginning, WordRow.word < beginning + _LAST)
        words = select(WordRow.word).where(WordRow.guild_id == guild, *span)
        return tuple(await self._session.scalars(words.order_by(WordRow.word).limit(limit)))

    async def list_words_like(self, guild: GuildId, letters: str, shortest: int, longest: int) -> tuple[str, ...]:
        size = func.length(WordRow.word).between(shortest, longest)
        found: list[str] = []
        for letter in letters:
            span = (WordRow.word >= letter, WordRow.word < letter + _LAST)
            found += await self._session.scalars(select(WordRow.word).where(WordRow.guild_id == guild, *span, size))
        return tuple(found)

    async def find_occurring(self, guild: GuildId, words: Collection[str]) -> frozenset[str]:
        if not words:
            return frozenset()
        if is_sqlite(self._session):
            # one short statement for each: it is known already, where one for all would be another each time
            return frozenset([word for word in words if await self._session.scalar(self._occurs(guild, word))])
        hashes = {hash_of(guild, Facet.WORD.term(word)): word for word in words}
        found = await self._session.scalars(_OCCURRING, {"guild": guild, "hashes": list(hashes)})
        return frozenset(hashes[number] for number in found)

    async def forget_words(self, after: tuple[GuildId, str], limit: int) -> tuple[GuildId, str] | None:
        place = tuple_(WordRow.guild_id, WordRow.word)
        rest = select(WordRow.guild_id, WordRow.word).where(place > tuple_(*after)).order_by(*place.clauses)
        looked_at = [(GuildId(guild), word) for guild, word in await self._session.execute(rest.limit(limit))]
        for guild in sorted({guild for guild, _ in looked_at}):
            await self.drop_unused(guild, {word for place, word in looked_at if place == guild})
        return looked_at[-1] if looked_at else None

    async def drop_unused(self, guild: GuildId, words: Collection[str]) -> None:
        gone = frozenset(words) - await self.find_occurring(guild, words)
        if gone:
            await change(self._session, delete(WordRow).where(WordRow.guild_id == guild, WordRow.word.in_(gone)))

    async def list_stale(self, mark: str, limit: int) -> tuple[Build, ...]:
        rows = WHOLE_BUILD.where(BUILDS.c.terms_mark < mark).limit(limit)
        return tuple(build_from_columns(row) for row in await self._session.execute(rows))

    async def describe(self, build: Build) -> None:
        await write_terms(self._session, build.id, build.revision, self._describe(build))

    async def keep_request(self, key: str, request: str, now: datetime) -> None:
        row = insert_into(self._session, SearchRow).values(key=key, request=request, used_at=now)
        await self._session.execute(row.on_conflict_do_update(index_elements=["key"], set_={"used_at": now}))

    async def find_request(self, key: str) -> str | None:
        return await self._session.scalar(select(SearchRow.request).where(SearchRow.key == key))

    async def purge_requests(self, before: datetime) -> int:
        return await change(self._session, delete(SearchRow).where(SearchRow.used_at < before))

    def _occurs(self, guild: GuildId, word: str) -> Select[bool]:
        fits = has_any(self._session, guild, (Facet.WORD.term(word),))
        return select(exists().where(*_listed(guild), fits))

    async def _count(self, guild: GuildId, limit: int) -> int:
        some = select(PublicationRow.build_id).where(*_listed(guild)).limit(limit).subquery()
        return await self._session.scalar(select(func.count()).select_from(some)) or 0

    async def _walk(self, guild: GuildId, query: Query, after: Place | None, limit: int) -> tuple[Entry, ...]:
        fits = has_all(self._session, guild, query.conditions) if query.conditions else literal(value=True)
        rows = _columns(literal(0)).where(*_listed(guild), fits)
        keys = (*_keys(query.order), PublicationRow.published_at, PublicationRow.build_id)
        if after is not None:
            rows = rows.where(_is_after(keys, after, query.order))
        found = await self._session.execute(rows.order_by(*(key.desc() for key in keys)).limit(limit))
        return tuple(_entry(row) for row in found)

    def _sorted(
        self, guild: GuildId, query: Query, after: Place | None, limit: int, cap: int
    ) -> Select[*tuple[Any, ...]]:
        """Return what fits, in order, and how much it is: the whole is read until there is more than `cap`.

        That what fits is a step of its own keeps Postgres from reading the guild in order until enough was found,
        which takes long where little fits.
        """
        here = _listed(guild) if is_sqlite(self._session) else _listed_by_terms(guild)
        fitting = _columns(self._score(guild, query)).where(*here, has_all(self._session, guild, query.conditions))
        step = fitting.cte("fitting").prefix_with("MATERIALIZED", dialect="postgresql")
        some = select(step).limit(cap + 1).subquery()
        counted = select(some, func.count().over().label("total")).subquery()
        columns, is_scored = counted.c, query.order is Order.BEST
        score = (columns.score,) if is_scored else ()
        leading = tuple(columns[key.key] for key in _keys(query.order))
        keys = (*score, *leading, columns.published_at, columns.build_id)
        rows = select(counted)
        if after is not None:
            rows = rows.where(_is_after(keys, after, query.order, is_scored=is_scored))
        return rows.order_by(*(key.desc() for key in keys)).limit(limit)

    def _score(self, guild: GuildId, query: Query) -> ColumnElement[int]:
        score: ColumnElement[int] = literal(0)
        for condition in query.graded:
            score = score + case((has_any(self._session, guild, condition.exact), 1), else_=0)
        return score


def _columns(score: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    row = PublicationRow
    return select(row.build_id, row.published_at, row.likes, row.uses, row.standing, score.label("score"))


def _entry(row: Any) -> Entry:
    return Entry(row.build_id, row.published_at, row.likes, row.uses, score=row.score)


def _keys(order: Order) -> tuple[InstrumentedAttribute[int], ...]:
    return (_COUNTS[order],) if order in _COUNTS else ()


def _is_after(
    keys: tuple[SQLColumnExpression[Any], ...], place: Place, order: Order, *, is_scored: bool = False
) -> ColumnElement[bool]:
    values: list[ColumnElement[Any]] = [literal(place.score, Integer)] if is_scored else []
    if order in _COUNTS:
        values.append(literal(place.count, Integer))
    values += [literal(place.at, UtcDateTime()), literal(place.key, Uuid())]
    return tuple_(*keys) < tuple_(*values)


def _listed(guild: GuildId) -> tuple[ColumnElement[bool], ...]:
    return (PublicationRow.guild_id == guild, PublicationRow.listed.is_(True))


def _listed_by_terms(guild: GuildId) -> tuple[ColumnElement[bool], ...]:
    """Return the same where terms are those of the guild already: a sum is compared without reading its index too."""
    return (PublicationRow.guild_id + 0 == guild, PublicationRow.listed.is_(True))
