"""What a person sees of what is kept, and how it is erased; guilds that come and go."""

from datetime import timedelta

import pytest

from bot.domain.accounts import AccountSummary
from bot.domain.holdings import Subject
from bot.errors import NotFoundError
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.teams.planning import TeamPlanner
from tests.factories import ALICE, BOB, HOME, Clock, make_code, viewer

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


async def test_a_guild_is_forgotten_30_days_after_leaving(
    accounts: Accounts, library: BuildLibrary, clock: Clock
) -> None:
    saved = await library.save(ME, make_code())
    await accounts.guild_joined(HOME)
    await library.publish(ME, saved.build.short_id)
    await accounts.guild_left(HOME)
    clock.now += timedelta(days=29)
    assert await accounts.purge() == 0
    assert (await library.list_public(YOU)).total == 1
    clock.now += timedelta(days=2)
    assert await accounts.purge() == 1
    assert (await library.list_public(YOU)).total == 0
    assert (await library.require(ME, saved.build.short_id)).published_in == frozenset()


async def test_a_guild_that_came_back_is_not_forgotten(accounts: Accounts, library: BuildLibrary, clock: Clock) -> None:
    await accounts.guild_joined(HOME)
    await accounts.guild_left(HOME)
    await accounts.guild_joined(HOME)
    clock.now += timedelta(days=99)
    assert await accounts.purge() == 0
    await accounts.guild_left(HOME)
    saved = await library.save(ME, make_code())
    await library.publish(ME, saved.build.short_id)
    clock.now += timedelta(days=99)
    assert await accounts.purge() == 0
