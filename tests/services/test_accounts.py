"""What a person sees of what is kept, and how it is erased."""

import pytest

from bot.domain.accounts import AccountSummary
from bot.domain.edits import Seen
from bot.domain.holdings import Subject
from bot.domain.teams import Player, Seat
from bot.errors import NotFoundError
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.teams.editing import FIELDS, TeamEditor
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, BOB, CAROL, Clock, make_code, viewer
from tests.fakes import FakeUnits

ME, YOU = viewer(ALICE), viewer(BOB)


async def test_somebody_unknown_has_nothing(accounts: Accounts) -> None:
    assert await accounts.show(ME) == AccountSummary()


async def test_looking_makes_no_account(accounts: Accounts, library: BuildLibrary) -> None:
    await library.list_own(ME)
    await library.suggest(ME, "x")
    with pytest.raises(NotFoundError):
        await library.publish(ME, "x")
    assert (await accounts.show(ME)).created_at is None


async def test_counts_what_is_kept(
    accounts: Accounts, library: BuildLibrary, planner: TeamPlanner, clock: Clock
) -> None:
    clock.still = True
    for name in ("a", "b", "c"):
        await library.save(ME, make_code(), name=name)
    await library.publish(ME, "a")
    await library.delete(ME, "c")
    await planner.create(ME, "t", "raid")
    held = {Subject.ACCOUNT: 1, Subject.BUILDS: 3, Subject.PUBLICATIONS: 1, Subject.TEAMS: 1}
    expected = AccountSummary(created_at=clock.now, builds=2, published=1, teams=1, deleted=1, held=held)
    assert await accounts.show(ME) == expected


async def test_a_place_of_a_former_member_is_open_until_somebody_comes(
    accounts: Accounts, planner: TeamPlanner, units: FakeUnits, clock: Clock
) -> None:
    team = await planner.create(YOU, "t", "raid")
    editor = TeamEditor(units, planner, clock)
    for place in (1, 2):
        who = ME if place == 1 else viewer(CAROL)
        await planner.seat(YOU, team.short_id, 2, place, player=Player(user=who.user), wish="heal")
        await accounts.delete_everything(who)
    await planner.clear(YOU, team.short_id, 2, 2)
    left = await planner.seat(YOU, team.short_id, 2, 1, wish="tank")
    assert left.seats == (Seat(2, 1, wish="tank", former=True),)
    assert left.filled == 0
    assert (await editor.copy(YOU, team.short_id)).team.seats == (Seat(2, 1, wish="tank"),)
    seated = await planner.seat(YOU, team.short_id, 2, 1, player=Player(name="Zoë"))
    assert seated.seats == (Seat(2, 1, player=Player(name="Zoë"), wish="tank"),)


async def test_a_team_is_made_smaller_where_only_a_former_member_sat(
    accounts: Accounts, planner: TeamPlanner, units: FakeUnits, clock: Clock
) -> None:
    team = await planner.create(YOU, "t", "raid")
    await planner.seat(YOU, team.short_id, 2, 1, player=Player(user=ALICE))
    await accounts.delete_everything(ME)
    left = await planner.require(YOU, team.short_id)
    edited = await TeamEditor(units, planner, clock).edit(YOU, left.short_id, {"subgroups": "1"}, Seen.of(left, FIELDS))
    assert (edited.team.subgroups, edited.team.seats) == (1, ())
    assert (await planner.require(YOU, team.short_id)).seats == ()


async def test_erases_everything_at_once_and_twice(
    accounts: Accounts, library: BuildLibrary, planner: TeamPlanner
) -> None:
    saved = await library.save(ME, make_code())
    await library.publish(ME, saved.build.short_id)
    await planner.create(ME, "t", "raid")
    for _ in range(2):
        await accounts.delete_everything(ME)
        assert await accounts.show(ME) == AccountSummary()
    assert (await library.list_public(YOU)).total == (await planner.list_own(ME)).total == 0
