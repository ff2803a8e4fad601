"""Proposals and edits of teams at once, on real databases."""

import asyncio

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Services
from bot.cli.compose import build_services, load_almanac, open_units
from bot.domain.edits import Seen
from bot.domain.teams import Player, Team
from bot.errors import EditedMeanwhileError
from bot.services.teams.editing import FIELDS
from tests.factories import Clock, make_code, viewer
from tests.repositories.test_races import outcomes

MANY = 8


@pytest.fixture(params=["sqlite", "postgres"])
def services(request: pytest.FixtureRequest) -> Services:
    engine: AsyncEngine = request.getfixturevalue(f"own_{request.param}")
    almanac = load_almanac()
    return build_services(open_units(engine, almanac), almanac, clock=Clock())


@pytest.fixture
async def team(services: Services) -> Team:
    await services.builds.save(viewer(), make_code(), name="Mine")
    return await services.teams.create(viewer(), "Race", "fractal")


async def test_a_proposal_accepted_many_times_is_written_once(services: Services, team: Team) -> None:
    suggested = await services.team_filler.propose(viewer(), team.short_id)
    assert suggested.key is not None
    calls = [services.team_filler.accept(viewer(), suggested.key) for _ in range(MANY)]
    done = await asyncio.gather(*calls)
    assert sorted(one.filled for one in done) == [0] * (MANY - 1) + [5]
    assert all(one.is_done for one in done)
    (build,) = (await services.builds.list_own(viewer())).items
    assert build.uses == 5


async def test_accepting_while_somebody_seats_writes_all_or_nothing(services: Services, team: Team) -> None:
    suggested = await services.team_filler.propose(viewer(), team.short_id)
    accepted, _ = await asyncio.gather(
        services.team_filler.accept(viewer(), suggested.key or ""),
        services.teams.seat(viewer(), team.short_id, 1, 5, player=Player(name="Otti")),
    )
    filled = (await services.teams.require(viewer(), team.short_id)).filled
    assert (accepted.filled, filled) in {(5, 5), (0, 1)}


async def test_shrinking_while_somebody_seats_loses_nobody(services: Services) -> None:
    team = await services.teams.create(viewer(), "Race", "raid")
    typed = {"name": "Race", "notes": "", "mode": "", "content": "raid", "subgroups": "1"}
    done = await outcomes(
        [
            services.team_editor.edit(viewer(), team.short_id, typed, Seen.of(team, FIELDS)),
            services.teams.seat(viewer(), team.short_id, 2, 5, player=Player(name="Otti")),
        ]
    )
    after = await services.teams.require(viewer(), team.short_id)
    lost = {"EditedTeam": 1, "InvalidPlaceError": 1}
    kept = {"TeamTooSmallError": 1, "Team": 1}
    assert (done, after.subgroups, after.filled) in [(lost, 1, 0), (kept, 2, 1)]


async def test_of_many_edits_of_one_field_one_wins(services: Services, team: Team) -> None:
    seen = Seen.of(team, FIELDS)
    typed = {"notes": "", "mode": "", "content": "fractal", "subgroups": "1"}
    calls = [
        services.team_editor.edit(viewer(), team.short_id, {**typed, "name": f"Name {number}"}, seen)
        for number in range(MANY)
    ]
    assert await outcomes(calls) == {"EditedTeam": 1, EditedMeanwhileError.__name__: MANY - 1}
