"""Pages of a query by the key of the last row seen, so that page 1,000 costs what page 1 costs."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Row, Select, SQLColumnExpression, Uuid, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from bot.domain.pages import COUNTED, PAGE_SIZE, Cursor, Page
from bot.models.base import UtcDateTime

S = TypeVar("S", bound=Select[*tuple[Any, ...]])
T = TypeVar("T")

Order = tuple[SQLColumnExpression[Any], SQLColumnExpression[UUID]]
"""The columns of time and key that a list is ordered by, newest first."""

FRESH = {"populate_existing": True}
"""Read what the database says, also for rows that this session has met: writes go past the session."""


async def fetch_page(
    session: AsyncSession,
    rows: Select[*tuple[Any, ...]],
    total: Select[int],
    order: Order,
    cursor: str | None,
    build: Callable[[Row[*tuple[Any, ...]]], T],
    values: Mapping[str, object] | None = None,
) -> Page[T]:
    """Return the page after `cursor`; the last two columns of `rows` are those of `order`, `total` is `counted`.

    `values` are those of named parameters in the two statements.
    """
    after = Cursor.from_text(cursor)
    statement = newest_first(rows if after is None else rows.where(_is_after(order, after)), order)
    found = (await session.execute(statement.limit(PAGE_SIZE + 1), values, execution_options=FRESH)).all()
    shown = found[:PAGE_SIZE]
    following = Cursor(shown[-1][-2], shown[-1][-1]).to_text() if len(found) > PAGE_SIZE else None
    number = await session.scalar(total, values) or 0
    return Page(tuple(build(row) for row in shown), following, min(number, COUNTED), number > COUNTED)


def counted(rows: Select[*tuple[Any, ...]]) -> Select[int]:
    """Return what counts `rows`, one further than is told."""
    some = rows.with_only_columns(literal(1)).limit(COUNTED + 1).subquery()
    return select(func.count()).select_from(some)


def newest_first(rows: S, order: Order) -> S:
    """Return `rows` in the order that every list has."""
    return rows.order_by(*(column.desc() for column in order))


def _is_after(order: Order, cursor: Cursor) -> ColumnElement[bool]:
    return tuple_(*order) < tuple_(literal(cursor.at, UtcDateTime()), literal(cursor.key, Uuid()))
