"""Searches in the database.

A guild may have 100,000 public builds. Conditions are met by the index of terms, and what fits is sorted while it is
not more than `cap`. Where more fits, it lies so close that reading the guild in the order asked for finds a page soon;
without conditions likewise.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    Uuid,
    and_,
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

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.search.query import Entry, Place, Query
from bot.domain.search.request import Order
from bot.domain.search.terms import Facet
from bot.models import SearchRow, WordRow
from bot.models.base import UtcDateTime
from bot.repositories.searches import Describe, Matches
from bot.repositories.sql_accounts import change, insert_into
from bot.repositories.sql_rows import ACCOUNTS, BUILDS, PUBLICATIONS, WHOLE_BUILD, build_from_columns
from bot.repositories.sql_terms import from_stored, has_any, hash_of, hashes_of, is_sqlite, write_terms

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
    Order.BEST: PUBLICATIONS.c.standing,
    Order.LIKED: PUBLICATIONS.c.likes,
    Order.USED: PUBLICATIONS.c.uses,
}
_GUILD: Final = bindparam("guild", type_=BigInteger)
_LISTED = (PUBLICATIONS.c.guild_id == _GUILD, PUBLICATIONS.c.listed.is_(True))
_LISTED_BY_TERMS = (PUBLICATIONS.c.guild_id + 0 == _GUILD, PUBLICATIONS.c.listed.is_(True))
"""The same where terms are those of the guild already: a sum is compared without reading its index too."""
_SHAPES: Final = 200
"""Statements of searches that are kept: by order, conditions and whether it is a later page."""
_LIMIT: Final = bindparam("limit", type_=Integer)
_COUNT = select(func.count()).select_from(select(PUBLICATIONS.c.build_id).where(*_LISTED).limit(_LIMIT).subquery())

_OWN = select(BUILDS.c.id, BUILDS.c.created_at, BUILDS.c.likes, BUILDS.c.uses, BUILDS.c.terms).where(
    BUILDS.c.owner_id == select(ACCOUNTS.c.id).where(ACCOUNTS.c.user_id == bindparam("owner")).scalar_subquery(),
    BUILDS.c.deleted_at.is_(None),
)
_OWN_UNLISTED = _OWN.where(~exists().where(PUBLICATIONS.c.build_id == BUILDS.c.id, *_LISTED).correlate(BUILDS))
_WORDS = (
    select(WordRow.__table__.c.word)
    .where(WordRow.__table__.c.guild_id == _GUILD)
    .where(WordRow.__table__.c.word >= bindparam("first"), WordRow.__table__.c.word < bindparam("last"))
    .order_by(WordRow.__table__.c.word)
    .limit(_LIMIT)
)


class SqlSearches:
    """SearchRepository over a session."""

    def __init__(self, session: AsyncSession, describe: Describe) -> None:
        self._session = session
        self._describe = describe

    async def list_own(self, owner: UserId, guild: GuildId | None) -> tuple[Entry, ...]:
        rows, values = (_OWN, {}) if guild is None else (_OWN_UNLISTED, {"guild": guild})
        found = await self._session.execute(rows, {"owner": owner, **values})
        return tuple(Entry(*row[:4], terms=from_stored(row.terms)) for row in found)

    async def list_public(self, guild: GuildId, query: Query, after: Place | None, limit: int, cap: int) -> Matches:
        if not query.conditions:
            total = await self._count(guild, cap + 1)
            entries = await self._walk(guild, query, after, limit)
            return Matches(entries, min(total, cap), total > cap, query)
        found = await self._sorted(guild, query, after, limit, cap)
        if not found and after is not None:
            # nothing is after the place: how much fits stands in the rows of the first page
            first = await self._sorted(guild, query, None, 1, cap)
            total = first[0].total if first else 0
        else:
            total = found[0].total if found else 0
        if total <= cap:
            return Matches(tuple(_entry(row) for row in found), total, is_capped=False, query=query)
        narrowed = query.narrowed()
        return Matches(await self._walk(guild, narrowed, after, limit), cap, is_capped=True, query=narrowed)

    async def list_words(self, guild: GuildId, beginning: str, limit: int) -> tuple[str, ...]:
        span = {"first": beginning, "last": beginning + _LAST}
        return tuple(await self._session.scalars(_WORDS, {"guild": guild, "limit": limit, **span}))

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
        here = (PUBLICATIONS.c.guild_id == guild, PUBLICATIONS.c.listed.is_(True))
        return select(exists().where(*here, fits))

    async def _count(self, guild: GuildId, limit: int) -> int:
        return await self._session.scalar(_COUNT, {"guild": guild, "limit": limit}) or 0

    async def _walk(self, guild: GuildId, query: Query, after: Place | None, limit: int) -> tuple[Entry, ...]:
        values = {"guild": guild, "limit": limit, **_place_values(after), **self._terms(guild, query)}
        if is_sqlite(self._session):
            fits = [has_any(self._session, guild, condition.terms) for condition in query.conditions]
            rows = _walking(fits, query.order, is_later=after is not None)
        else:
            rows = _walking_by_hashes(len(query.conditions), query.order, is_later=after is not None)
        return tuple(_entry(row) for row in await self._session.execute(rows, values))

    async def _sorted(
        self, guild: GuildId, query: Query, after: Place | None, limit: int, cap: int
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """Return what fits, in order, and how much it is: the whole is read until there is more than `cap`."""
        values = {"guild": guild, "limit": limit, "some": cap + 1, **_place_values(after), **self._terms(guild, query)}
        if is_sqlite(self._session):
            fits = [has_any(self._session, guild, condition.terms) for condition in query.conditions]
            exact = [has_any(self._session, guild, condition.exact) for condition in query.graded]
            rows = _sorting(_LISTED, fits, exact, query.order, is_later=after is not None)
        else:
            graded = tuple(condition.is_graded for condition in query.conditions)
            rows = _sorting_by_hashes(graded, query.order, is_later=after is not None)
        return (await self._session.execute(rows, values)).all()

    def _terms(self, guild: GuildId, query: Query) -> dict[str, list[int]]:
        """Return the values of `_overlaps`, by name; SQLite compares texts, a statement for each search."""
        if is_sqlite(self._session):
            return {}
        fits = {f"fits{n}": hashes_of(guild, one.terms) for n, one in enumerate(query.conditions)}
        exact = {f"exact{n}": hashes_of(guild, one.exact) for n, one in enumerate(query.conditions) if one.is_graded}
        return fits | exact


def _overlaps(name: str) -> ColumnElement[bool]:
    return PUBLICATIONS.c.terms.bool_op("&&")(bindparam(name, type_=ARRAY(BigInteger)))


@lru_cache(_SHAPES)
def _walking_by_hashes(conditions: int, order: Order, *, is_later: bool) -> Select[*tuple[Any, ...]]:
    return _walking([_overlaps(f"fits{n}") for n in range(conditions)], order, is_later=is_later)


def _walking(fits: Iterable[ColumnElement[bool]], order: Order, *, is_later: bool) -> Select[*tuple[Any, ...]]:
    rows = _columns(literal(0)).where(*_LISTED, *fits)
    keys = (*_keys(order), PUBLICATIONS.c.published_at, PUBLICATIONS.c.build_id)
    if is_later:
        rows = rows.where(_is_after(keys, order))
    return rows.order_by(*(key.desc() for key in keys)).limit(_LIMIT)


@lru_cache(_SHAPES)
def _sorting_by_hashes(graded: tuple[bool, ...], order: Order, *, is_later: bool) -> Select[*tuple[Any, ...]]:
    fits = [_overlaps(f"fits{n}") for n in range(len(graded))]
    exact = [_overlaps(f"exact{n}") for n, is_graded in enumerate(graded) if is_graded]
    return _sorting(_LISTED_BY_TERMS, fits, exact, order, is_later=is_later)


def _sorting(
    here: Iterable[ColumnElement[bool]],
    fits: Iterable[ColumnElement[bool]],
    exact: Iterable[ColumnElement[bool]],
    order: Order,
    *,
    is_later: bool,
) -> Select[*tuple[Any, ...]]:
    """Return the statement that finds what fits, sorts and counts it.

    That what fits is a step of its own keeps Postgres from reading the guild in order until enough was found, which
    takes long where little fits.
    """
    score: ColumnElement[int] = literal(0)
    for one in exact:
        score = score + case((one, 1), else_=0)
    fitting = _columns(score).where(and_(*here, *fits))
    step = fitting.cte("fitting").prefix_with("MATERIALIZED", dialect="postgresql")
    some = select(step).limit(bindparam("some", type_=Integer)).subquery()
    counted = select(some, func.count().over().label("total")).subquery()
    columns, is_scored = counted.c, order is Order.BEST
    leading = tuple(columns[str(key.key)] for key in _keys(order))
    keys = (*((columns.score,) if is_scored else ()), *leading, columns.published_at, columns.build_id)
    rows = select(counted)
    if is_later:
        rows = rows.where(_is_after(keys, order, is_scored=is_scored))
    return rows.order_by(*(key.desc() for key in keys)).limit(_LIMIT)


def _columns(score: ColumnElement[int]) -> Select[*tuple[Any, ...]]:
    row = PUBLICATIONS.c
    return select(row.build_id, row.published_at, row.likes, row.uses, row.standing, score.label("score"))


def _entry(row: Any) -> Entry:
    return Entry(row.build_id, row.published_at, row.likes, row.uses, score=row.score)


def _keys(order: Order) -> tuple[ColumnElement[int], ...]:
    return (_COUNTS[order],) if order in _COUNTS else ()


def _is_after(
    keys: tuple[SQLColumnExpression[Any], ...], order: Order, *, is_scored: bool = False
) -> ColumnElement[bool]:
    values: list[ColumnElement[Any]] = [bindparam("score", type_=Integer)] if is_scored else []
    if order in _COUNTS:
        values.append(bindparam("count", type_=Integer))
    values += [bindparam("at", type_=UtcDateTime()), bindparam("key", type_=Uuid())]
    return tuple_(*keys) < tuple_(*values)


def _place_values(after: Place | None) -> dict[str, object]:
    return {} if after is None else {"score": after.score, "count": after.count, "at": after.at, "key": after.key}
