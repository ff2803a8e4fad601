"""What is proposed for the open places of a team, and what its acceptance writes."""

from dataclasses import replace

import pytest

from bot.app import Services
from bot.domain.gamedata import GameData
from bot.domain.teams import Player, Team
from bot.errors import NotAllowedError, NotFoundError
from bot.services.almanac import Almanac
from bot.services.describing import Describer
from config.giving import load_giving_rules
from tests.factories import ALICE, BOB, CAROL, Clock, viewer
from tests.fakes import FakeUnits

HEAL_QUICK = "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]"
ALAC = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
DAMAGE = "[&DQQeOSA6NzqhAAAApQEAALUAAACsAQAALhYAACcAAAAAAAAAAAAAAAAAAAADMwBaAAUABGf3AADd9gAAm/YAAOj2AAA=]"
ME, YOU, OTHER = viewer(ALICE), viewer(BOB), viewer(CAROL)


@pytest.fixture
def units(game: GameData) -> FakeUnits:
    return FakeUnits(Describer(Almanac.of(game), load_giving_rules()))


@pytest.fixture
async def team(services: Services) -> Team:
    return await services.teams.create(ME, "Monday", "fractal")


async def _publish(services: Services, name: str, code: str, *roles: str) -> str:
    saved = await services.builds.save(YOU, code, name=name)
    ref = saved.build.short_id
    if roles:
        async with services.builds._units() as unit:
            build = (await unit.builds.find_many((saved.build.id,)))[0]
            await unit.builds.replace(build, replace(build, roles=roles, revision=build.revision + 1))
    await services.builds.publish(YOU, ref)
    return ref


async def _names(services: Services, team: Team) -> list[str]:
    suggested = await services.team_filler.propose(ME, team.short_id)
    return [fill.build.name for fill in suggested.fills]


async def test_open_places_are_filled_so_that_needs_are_met(services: Services, team: Team) -> None:
    for name, code in (("Heal", HEAL_QUICK), ("Alac", ALAC), ("Beast", DAMAGE)):
        await _publish(services, name, code)
    suggested = await services.team_filler.propose(ME, team.short_id)
    assert len(suggested.fills) == 5
    assert sorted(fill.build.name for fill in suggested.fills) == ["Alac", "Beast", "Beast", "Beast", "Heal"]
    (report,) = suggested.after.subgroups
    assert not [answer.need for answer in report.answers if answer.missing]
    assert suggested.is_proven
    assert suggested.before.subgroups == ()


async def test_nothing_changes_before_it_is_accepted_and_twice_is_fine(services: Services, team: Team) -> None:
    await _publish(services, "Heal", HEAL_QUICK)
    suggested = await services.team_filler.propose(ME, team.short_id)
    assert (await services.teams.require(ME, team.short_id)).seats == ()
    assert suggested.key is not None
    accepted = await services.team_filler.accept(ME, suggested.key)
    assert (accepted.filled, accepted.is_done, accepted.team.filled) == (5, True, 5)
    again = await services.team_filler.accept(ME, suggested.key)
    assert (again.filled, again.is_done, again.team.seats) == (0, True, accepted.team.seats)


async def test_what_changed_meanwhile_is_told_and_nothing_written(services: Services, team: Team) -> None:
    await _publish(services, "Heal", HEAL_QUICK)
    suggested = await services.team_filler.propose(ME, team.short_id)
    await services.teams.seat(ME, team.short_id, 1, 2, player=Player(name="Otti"))
    accepted = await services.team_filler.accept(ME, suggested.key or "")
    assert (accepted.changed, accepted.filled) == (((1, 2),), 0)
    assert (await services.teams.require(ME, team.short_id)).filled == 1


async def test_a_build_that_went_meanwhile_is_told(services: Services, team: Team) -> None:
    ref = await _publish(services, "Heal", HEAL_QUICK)
    suggested = await services.team_filler.propose(ME, team.short_id)
    await services.builds.unpublish(YOU, ref)
    accepted = await services.team_filler.accept(ME, suggested.key or "")
    assert len(accepted.changed) == 5
    assert accepted.team.filled == 0


async def test_what_is_seated_stays_and_wishes_are_met(services: Services, team: Team) -> None:
    for name, code in (("Heal", HEAL_QUICK), ("Alac", ALAC), ("Beast", DAMAGE)):
        await _publish(services, name, code)
    await services.teams.seat(ME, team.short_id, 1, 1, build_ref="Beast")
    await services.teams.seat(ME, team.short_id, 1, 4, wish="alac-dps")
    await services.teams.seat(ME, team.short_id, 1, 5, player=Player(name="Otti"))
    suggested = await services.team_filler.propose(ME, team.short_id)
    by_place = {fill.before.place: fill.build.name for fill in suggested.fills}
    assert sorted(by_place) == [2, 3, 4]
    assert by_place[4] == "Alac"
    assert "Heal" in by_place.values()


async def test_a_wish_that_no_build_suits_stays_a_wish(services: Services, team: Team) -> None:
    await _publish(services, "Beast", DAMAGE)
    await services.teams.seat(ME, team.short_id, 1, 1, wish="heal-alac")
    suggested = await services.team_filler.propose(ME, team.short_id)
    assert [fill.before.place for fill in suggested.fills] == [2, 3, 4, 5]
    assert "healing" not in suggested.brought


async def test_members_are_only_offered_their_own_builds(services: Services, team: Team) -> None:
    await _publish(services, "Heal", HEAL_QUICK)
    await services.teams.seat(ME, team.short_id, 1, 1, player=Player(user=BOB))
    await services.teams.seat(ME, team.short_id, 1, 2, player=Player(user=CAROL))
    suggested = await services.team_filler.propose(ME, team.short_id)
    assert [fill.before.place for fill in suggested.fills] == [1, 3, 4, 5]
    assert suggested.fills[0].before.player == Player(user=BOB)
    accepted = await services.team_filler.accept(ME, suggested.key or "")
    assert accepted.team.get_seat(1, 1).player == Player(user=BOB)
    assert accepted.team.get_seat(1, 2).build is None


async def test_private_builds_of_others_do_not_exist(services: Services, team: Team) -> None:
    await services.builds.save(YOU, HEAL_QUICK, name="Secret")
    await services.builds.save(ME, ALAC, name="Mine")
    assert set(await _names(services, team)) == {"Mine"}


async def test_nothing_to_fill_it_with(services: Services, team: Team) -> None:
    suggested = await services.team_filler.propose(ME, team.short_id)
    assert (suggested.fills, suggested.key, suggested.looked_at) == ((), None, 0)


async def test_who_may_not_seat_is_refused_and_keys_are_ones_own(services: Services, team: Team) -> None:
    await _publish(services, "Heal", HEAL_QUICK)
    await services.teams.publish(ME, team.short_id)
    with pytest.raises(NotAllowedError):
        await services.team_filler.propose(YOU, team.short_id)
    with pytest.raises(NotFoundError):
        await services.team_filler.propose(viewer(BOB, None), team.short_id)
    suggested = await services.team_filler.propose(ME, team.short_id)
    with pytest.raises(NotFoundError) as caught:
        await services.team_filler.accept(YOU, suggested.key or "")
    assert caught.value.kind == "proposal"


async def test_old_proposals_are_forgotten(services: Services, team: Team, clock: Clock) -> None:
    await _publish(services, "Heal", HEAL_QUICK)
    suggested = await services.team_filler.propose(ME, team.short_id)
    clock.now = clock.now.replace(day=clock.now.day + 2)
    await services.teams.purge()
    with pytest.raises(NotFoundError):
        await services.team_filler.accept(ME, suggested.key or "")
