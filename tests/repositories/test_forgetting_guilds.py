"""A guild that is forgotten leaves nothing behind: all tables with a guild's column are walked."""

from datetime import timedelta

import pytest
from sqlalchemy import Column, Table, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine
from uuid_utils.compat import uuid7

from bot import models
from bot.models import Base, GuildRow
from bot.repositories.sql_unit import SqlUnits
from bot.services.residence import GUILD_MEMORY, Residence
from tests.factories import AWAY, HOME, START
from tests.repositories.everything_of import BUILD, ROWS


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest) -> AsyncEngine:
    found: AsyncEngine = request.getfixturevalue(f"own_{request.param}")
    return found


@pytest.fixture
async def engine(empty: AsyncEngine) -> AsyncEngine:
    async with empty.begin() as connection:
        for table, rows in ROWS:
            for row in rows:
                await connection.execute(insert(table).values(row))
        await connection.execute(update(models.TeamRow).values(guild_id=HOME, published_at=START))
        await connection.execute(insert(models.GuildRulesRow).values(guild_id=HOME))
        mark = {"id": uuid7(), "salt": "5a", "digest": "d1", "until": START + timedelta(days=1)}
        await connection.execute(insert(models.MarkedRow).values(guild_id=HOME, **mark))
        named = {"name": "Ours", "name_key": "ours", "content": "{}", "changed_at": START}
        await connection.execute(insert(models.TemplateRow).values(guild_id=HOME, short_id="22222222", **named))
        await connection.execute(insert(GuildRow).values(id=AWAY, joined_at=START))
        public = {"build_id": BUILD, "name_key": "zebrafinch", "published_at": START, "listed": True}
        await connection.execute(insert(models.PublicationRow).values(guild_id=AWAY, **public))
    return empty


def _guild_column(table: Table) -> Column[int] | None:
    if table is GuildRow.__table__:
        return table.c.id
    return next((column for column in table.c if "guild" in column.name), None)


async def _rows_of_home(engine: AsyncEngine) -> dict[str, int]:
    found = {}
    async with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            column = _guild_column(table)
            if column is not None:
                rows = select(func.count()).select_from(table).where(column == HOME)
                found[table.name] = (await connection.execute(rows)).scalar_one()
    return found


async def test_nothing_of_it_is_left_and_people_keep_what_is_theirs(engine: AsyncEngine) -> None:
    units = SqlUnits(engine)
    before = await _rows_of_home(engine)
    assert all(before.values()), f"fill every table that has something of a guild: {before}"
    await Residence(units, lambda: START).left(HOME)
    early = Residence(units, lambda: START + GUILD_MEMORY - timedelta(seconds=1))
    assert not await early.forget(HOME)
    assert await _rows_of_home(engine) == before

    due = Residence(units, lambda: START + GUILD_MEMORY)
    assert await due.is_due(HOME)
    assert await due.forget(HOME)
    assert not any((await _rows_of_home(engine)).values())
    async with units(reads_only=True) as unit:
        assert await unit.guilds.find_all() == {AWAY: None}
        build, team = await unit.builds.find("22222222"), await unit.teams.find("22222222")
    assert build is not None
    assert team is not None
    assert (build.published_in, team.guild) == (frozenset({AWAY}), None)
