"""What a person sees of what is kept, and how it is erased."""

import pytest

from bot.domain.accounts import AccountSummary
from bot.domain.holdings import Subject
from bot.errors import NotFoundError
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, BOB, Clock, make_code, viewer

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
