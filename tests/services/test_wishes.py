"""Places that wish for a role."""

import pytest

from bot.domain.teams import Player, Seat, Team
from bot.errors import NothingToSeatError, UnknownRoleError
from bot.services.builds import BuildLibrary
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, make_code, viewer

ME, GUEST = viewer(ALICE), Player(name="Zoë")


@pytest.fixture
async def team(planner: TeamPlanner) -> Team:
    return await planner.create(ME, "Monday", "raid")


async def test_a_place_wishes_for_a_role_by_any_word_for_it(planner: TeamPlanner, team: Team) -> None:
    wished = await planner.seat(ME, team.short_id, 1, 1, wish="Heal Alac")
    assert wished.seats == (Seat(1, 1, wish="heal-alac"),)
    assert wished.filled == 0
    assert (await planner.seat(ME, team.short_id, 1, 1, wish="qdps")).seats == (Seat(1, 1, wish="quick-dps"),)


async def test_a_wish_is_completed_and_stays(planner: TeamPlanner, team: Team, library: BuildLibrary) -> None:
    await library.save(ME, make_code(), name="Mine")
    await planner.seat(ME, team.short_id, 1, 1, wish="heal")
    await planner.seat(ME, team.short_id, 1, 1, player=GUEST)
    (seat,) = (await planner.seat(ME, team.short_id, 1, 1, build_ref="mine")).seats
    assert (seat.wish, seat.player, seat.build is not None) == ("heal", GUEST, True)


async def test_what_is_no_role_is_refused_with_those_that_there_are(planner: TeamPlanner, team: Team) -> None:
    with pytest.raises(UnknownRoleError) as caught:
        await planner.seat(ME, team.short_id, 1, 1, wish="picnic")
    assert "heal-alac" in caught.value.known
    with pytest.raises(NothingToSeatError):
        await planner.seat(ME, team.short_id, 1, 1)


async def test_clearing_takes_the_wish_too(planner: TeamPlanner, team: Team) -> None:
    await planner.seat(ME, team.short_id, 1, 1, wish="heal")
    assert (await planner.clear(ME, team.short_id, 1, 1)).seats == ()
