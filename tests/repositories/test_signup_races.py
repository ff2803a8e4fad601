"""Many people press Sign up at once, in several processes: everybody gets a turn, ten get a seat."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.ids import ChannelId, UserId
from bot.domain.raids import Answer, Raid, Roster
from bot.domain.viewer import GuildRole
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import Limits, create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from tests.factories import START, viewer

PEOPLE = 60
LEADER = viewer(roles=GuildRole.LEADER)


@pytest.fixture(params=["sqlite_url", "own_postgres_url"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(request.param))


@pytest.fixture
async def processes(url: str) -> AsyncIterator[list[Services]]:
    """Each has an engine of its own, as another process would."""
    almanac = Almanac(load_bundled())
    async with AsyncExitStack() as stack:
        engines = [create_engine(url, limits=Limits(pool_size=2, sqlite_busy_s=60.0)) for _ in range(4)]
        for one in engines:
            stack.push_async_callback(one.dispose)
        yield [build_services(SqlUnits(one), almanac, clock=lambda: START) for one in engines]


@pytest.fixture
async def raid(processes: list[Services]) -> Raid:
    raids = processes[0].raids
    planned = await raids.plan(LEADER, "Rush", "friday 20:00", "raid", channel=ChannelId(7), zone="Europe/Paris")
    return await raids.open(LEADER, planned.short_id)


async def roster_of(processes: list[Services], raid: Raid) -> Roster:
    return await processes[0].raids.require(LEADER, raid.short_id)


async def press(processes: list[Services], raid: Raid, people: range, answer: Answer) -> None:
    await asyncio.gather(
        *(processes[number % 4].signups.answer(viewer(UserId(number)), raid.short_id, answer) for number in people)
    )


async def test_ten_of_many_sit_and_the_others_wait_in_order(processes: list[Services], raid: Raid) -> None:
    people = range(1, PEOPLE + 1)
    await press(processes, raid, people, Answer.SIGNED)
    roster = await roster_of(processes, raid)
    assert sorted(entry.turn for entry in roster.entries) == list(people)
    assert {entry.user for entry in roster.entries} == set(people)
    assert set(roster.seat_by_user) == {entry.user for entry in roster.entries[:10]}
    assert roster.waiting() == roster.entries[10:]


async def test_the_same_person_at_once_sits_once(processes: list[Services], raid: Raid) -> None:
    await asyncio.gather(
        *(one.signups.answer(viewer(UserId(5)), raid.short_id, Answer.SIGNED) for one in processes * 5)
    )
    roster = await roster_of(processes, raid)
    assert len(roster.entries) == len(roster.seats) == 1
    assert roster.entries[0].turn == 1


async def test_leaving_and_coming_at_once_leaves_no_seat_empty(processes: list[Services], raid: Raid) -> None:
    await press(processes, raid, range(1, 16), Answer.SIGNED)
    await asyncio.gather(
        press(processes, raid, range(1, 11), Answer.ABSENT), press(processes, raid, range(16, 31), Answer.SIGNED)
    )
    roster = await roster_of(processes, raid)
    coming = [entry for entry in roster.entries if entry.answer.takes_seat]
    assert set(roster.seat_by_user) == {entry.user for entry in coming[:10]}
    assert len(coming) == 20
