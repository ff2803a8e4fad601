"""Statements that were made once go straight to the driver, and nobody sees a difference but the clock."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from sqlalchemy import Integer, Table, bindparam, delete, event, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from uuid_utils.compat import uuid7

from bot.errors import ConflictError, StorageUnavailableError
from bot.models import AccountRow, GuildRow
from bot.repositories.session import Session
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.statements import statements_of
from bot.repositories.straight import plan

ACCOUNTS, GUILDS = AccountRow.__table__.c, cast("Table", GuildRow.__table__)
NOW = datetime(2026, 11, 25, 20, tzinfo=UTC)
MAKE = insert(GUILDS).values(id=bindparam("guild"), joined_at=bindparam("now"))
MOVE = update(GUILDS).where(GUILDS.c.id == bindparam("guild")).values(joined_at=bindparam("now"))
FORGET = delete(GUILDS).where(GUILDS.c.id.in_((1, 2)))
READ = select(GUILDS.c.id, GUILDS.c.joined_at, GUILDS.c.left_at).where(GUILDS.c.id == bindparam("guild"))


def session_of(unit: object) -> Session:
    return cast("Session", cast("Any", unit).guilds._session)


async def test_what_is_read_and_written_is_the_same(own_postgres: AsyncEngine) -> None:
    seen: list[str] = []
    event.listen(own_postgres.sync_engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    units, counts = SqlUnits(own_postgres), statements_of(own_postgres)
    assert counts is not None
    for hours, guild in enumerate((1, 2, 3)):
        moved = NOW + timedelta(hours=hours)
        async with units() as unit:
            session = session_of(unit)
            await session.execute(select(ACCOUNTS.id))  # begins the transaction
            await session.execute(MAKE, {"guild": guild, "now": NOW})
            assert (await session.execute(MOVE, {"guild": guild, "now": moved})).rowcount == 1
            assert (await session.execute(MOVE, {"guild": 9, "now": moved})).rowcount == 0
        async with units(reads_only=True) as unit:
            row = (await session_of(unit).execute(READ, {"guild": guild})).one()
            assert (row.id, row.joined_at, row[2]) == (guild, moved, None)
            assert row.joined_at.tzinfo is UTC
            assert await session_of(unit).scalar(READ, {"guild": guild}) == guild
    async with units() as unit:
        assert [(await session_of(unit).execute(FORGET)).rowcount for _ in range(2)] == [2, 0]
    assert sum(statement.startswith(("INSERT", "UPDATE", "SELECT guilds")) for statement in seen) == 3
    assert counts.counts["done"] > len(seen)


async def test_a_unit_that_fails_takes_back_what_went_straight(own_postgres: AsyncEngine) -> None:
    units = SqlUnits(own_postgres)

    async def write(guild: int, *, fails: bool = False) -> None:
        async with units() as unit:
            await session_of(unit).execute(select(ACCOUNTS.id))
            await session_of(unit).execute(MAKE, {"guild": guild, "now": NOW})
            if fails:
                raise ConnectionError

    await write(1)
    await write(2)
    with pytest.raises(StorageUnavailableError):
        await write(3, fails=True)
    with pytest.raises(ConflictError) as twice:
        await write(1)
    assert isinstance(twice.value.__cause__, IntegrityError)
    assert str(NOW.year) not in str(twice.value.__cause__)
    await write(4)  # the connection is as good as new
    async with units(reads_only=True) as unit:
        assert (await session_of(unit).scalars(select(GUILDS.c.id).order_by(GUILDS.c.id))).all() == [1, 2, 4]
        assert await session_of(unit).scalar(READ, {"guild": 3}) is None
        with pytest.raises(KeyError):
            await session_of(unit).execute(READ, {})


async def test_the_first_statement_of_a_transaction_begins_it(own_postgres: AsyncEngine) -> None:
    seen: list[str] = []
    event.listen(own_postgres.sync_engine, "before_cursor_execute", lambda *call: seen.append(call[2]))
    units = SqlUnits(own_postgres)

    async def write_and_fail(guild: int) -> None:
        async with units() as unit:
            await session_of(unit).execute(MAKE, {"guild": guild, "now": NOW})
            raise ConnectionError

    for guild in (1, 2, 3):
        with pytest.raises(StorageUnavailableError):
            await write_and_fail(guild)
    assert sum(statement.startswith("INSERT") for statement in seen) == 1  # it went straight from then on
    async with units(reads_only=True) as unit:
        assert await session_of(unit).scalar(READ, {"guild": 3}) is None


def test_what_has_to_take_the_long_way() -> None:
    dialect = create_async_engine("postgresql+asyncpg://").dialect
    assert plan(select(AccountRow.id), dialect) is None
    assert plan(update(AccountRow).values(zone=bindparam("to")), dialect) is None
    assert plan(update(GUILDS).values(left_at=bindparam("to")).returning(GUILDS.c.id), dialect) is None
    assert plan(select(ACCOUNTS.id).where(ACCOUNTS.id.in_(bindparam("ids", expanding=True))), dialect) is None
    assert plan("SELECT 1", dialect) is None
    assert plan(select(GUILDS.c.id + bindparam("more", type_=Integer)), dialect) is None, "it has no name of its own"
    assert plan(select(ACCOUNTS.id, ACCOUNTS.id), dialect) is None
    both = plan(select(ACCOUNTS.id).union_all(select(GUILDS.c.id.label("other"))), dialect)
    assert both is not None
    assert tuple(both.columns.keys) == ("id",)
    found = plan(select(ACCOUNTS.id).where(ACCOUNTS.id.in_((uuid7(), uuid7()))), dialect)
    assert found is not None
    assert found.sql.count("::UUID") == 2
