"""What is kept of a person is handed out whole and erased whole: all tables are walked, those to come included."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.holdings import Subject
from bot.domain.teams import Seat
from bot.domain.viewer import Viewer
from bot.models import Base
from bot.repositories.sql_holdings import HELD
from bot.repositories.sql_unit import SqlUnits
from bot.services.accounts import Accounts
from bot.services.noticeboard import Noticeboard
from bot.services.raids.planning import NEWS
from tests.factories import HOME, START
from tests.repositories.everything_of import ANONYMOUS, NOBODYS, OTHER, ROWS, WHO, traces


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
    return empty


async def _everywhere(engine: AsyncEngine) -> dict[str, list[str]]:
    """Return in which tables something of the person stands, walking all there are."""
    found = {}
    async with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = (await connection.execute(select(table))).all()
            found[table.name] = traces(value for row in rows for value in row)
    return {name: left for name, left in found.items() if left}


def test_every_table_is_of_people_or_of_nobody() -> None:
    filled = {table.__tablename__ for table, _ in ROWS}
    unknown = set(Base.metadata.tables) - filled - NOBODYS
    assert not unknown, f"say in everything_of.py and sql_holdings.py what {unknown} hold of people"
    assert {kept.table.__tablename__ for kept in HELD} == filled - ANONYMOUS


async def test_forgets_everything_and_hands_out_everything_before(engine: AsyncEngine) -> None:
    units = SqlUnits(engine)
    accounts, me = Accounts(units, lambda: START), Viewer(WHO)
    before = await _everywhere(engine)
    assert set(before) >= {table.__tablename__ for table, _ in ROWS} - {"guilds"}
    held = await accounts.list_held(me)
    assert {holding.subject for holding in held} == set(Subject) - {Subject.NOTED}
    assert {holding.subject: len(holding.rows) for holding in held} == (await accounts.show(me)).held

    for _ in range(2):
        await accounts.delete_everything(me)
        board = Noticeboard(units, lambda: START + timedelta(hours=1))
        for errand in await board.take_errands(HOME):
            await board.taken_down(errand)
        assert await _everywhere(engine) == {}
        assert await accounts.list_held(me) == ()
    await _others_keep_theirs(units)


async def _others_keep_theirs(units: SqlUnits) -> None:
    async with units(reads_only=True) as unit:
        led, joined = [await unit.raids.find(short_id) for short_id in ("22222222", "55555555")]
        assert led is not None
        assert joined is not None
        assert (led.status, led.leader, led.news) == ("canceled", None, led.news)
        assert led.news is not None
        assert led.news.canceled
        assert [entry.user for entry in (await unit.raids.find_roster(led)).entries] == [OTHER]
        roster = await unit.raids.find_roster(joined)
        assert [(seat.wants, seat.player, seat.former) for seat in roster.seats] == [("alac", None, True)]
        team = await unit.teams.find("33333333")
        assert team is not None
        assert team.seats == (Seat(1, 1, former=True),)
        assert joined.news is not None
        assert joined.news.displaced == (OTHER,)
        copy = await unit.builds.find("33333333")
        assert copy is not None
        assert (copy.origin, copy.likes) == (None, 0)
        jobs = await unit.jobs.lease(START, START, 99, {NEWS})
        assert [job.key for job in jobs] == ["22222222"]
