"""What every storage does with people and guilds."""

from datetime import timedelta

from bot.domain.accounts import AccountSummary
from bot.domain.teams import Player, Seat
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_team

LATER = START + timedelta(days=1)


async def test_an_account_is_made_once(units: UnitFactory) -> None:
    async with units() as unit:
        assert await unit.accounts.find_summary(CAROL) is None
        await unit.accounts.ensure(CAROL, START)
        await unit.accounts.ensure(CAROL, LATER)
        assert await unit.accounts.find_summary(CAROL) == AccountSummary(created_at=START)


async def test_summary_counts(units: UnitFactory) -> None:
    public, twice, gone, private = (make_build(name=name) for name in ("a", "b", "c", "d"))
    team, gone_team = make_team(), make_team(name="gone")
    async with units() as unit:
        for user in (ALICE, BOB):
            await unit.accounts.ensure(user, START)
        for guild in (HOME, AWAY):
            await unit.guilds.ensure(guild, START)
        for build in (public, twice, gone, private, make_build(BOB)):
            await unit.builds.add(build)
        for build, guild in ((public, HOME), (twice, HOME), (twice, AWAY), (gone, HOME)):
            await unit.builds.publish(build.id, guild, START)
        await unit.builds.mark_deleted(gone.id, START)
        for made in (team, gone_team):
            await unit.teams.add(made)
        await unit.teams.mark_deleted(gone_team.id, START)
        summary = await unit.accounts.find_summary(ALICE)
    assert summary == AccountSummary(created_at=START, builds=3, published=2, teams=1, deleted=2)


async def test_seats_of_somebody_without_an_account_are_counted(units: UnitFactory) -> None:
    kept, gone = make_team(), make_team(name="gone")
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        for team in (kept, gone):
            await unit.teams.add(team)
            await unit.teams.fill(team, Seat(1, 1, player=Player(user=CAROL)), START)
            await unit.teams.fill(team, Seat(1, 2, player=Player(name="Carol")), START)
        await unit.teams.mark_deleted(gone.id, START)
    async with units(reads_only=True) as unit:
        assert await unit.accounts.count_seats(CAROL) == 1
        assert await unit.accounts.count_seats(BOB) == 0


async def test_deleting_an_account_deletes_what_is_theirs_and_nothing_else(units: UnitFactory) -> None:
    mine, theirs = make_build(), make_build(BOB)
    my_team, their_team = make_team(), make_team(BOB)
    async with units() as unit:
        for user in (ALICE, BOB):
            await unit.accounts.ensure(user, START)
        await unit.guilds.ensure(HOME, START)
        for build in (mine, theirs):
            await unit.builds.add(build)
            await unit.builds.publish(build.id, HOME, START)
        for team in (my_team, their_team):
            await unit.teams.add(team)
        await unit.teams.fill(my_team, Seat(1, 1, build=theirs), START)
        await unit.teams.fill(their_team, Seat(1, 1, build=mine, player=Player(user=BOB)), START)
        await unit.teams.fill(their_team, Seat(1, 2, build=theirs, player=Player(user=ALICE)), START)
    async with units() as unit:
        await unit.accounts.delete(ALICE)
        await unit.accounts.delete(ALICE)
    async with units() as unit:
        assert await unit.accounts.find_summary(ALICE) is None
        assert await unit.builds.find(mine.short_id) is None
        assert await unit.teams.find(my_team.short_id) is None
        assert [build.id for build in (await unit.builds.list_public(HOME, None)).items] == [theirs.id]
        left = await unit.teams.find(their_team.short_id)
        kept = await unit.builds.find(theirs.short_id)
    assert left is not None
    assert left.seats == (Seat(1, 1, player=Player(user=BOB)), Seat(1, 2, build=kept, former=True))


async def test_somebody_merely_seated_is_erased_from_seats(units: UnitFactory) -> None:
    team = make_team()
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.teams.add(team)
        await unit.teams.fill(team, Seat(1, 1, player=Player(user=CAROL)), START)
        await unit.accounts.delete(CAROL)
        found = await unit.teams.find(team.short_id)
    assert found is not None
    assert found.seats == (Seat(1, 1, former=True),)


async def test_a_guild_left_long_ago_is_purged_with_what_was_public_there(units: UnitFactory) -> None:
    build, team = make_build(), make_team()
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.builds.add(build)
        await unit.teams.add(team)
        for guild in (HOME, AWAY):
            await unit.guilds.ensure(guild, START)
            await unit.builds.publish(build.id, guild, START)
        await unit.teams.set_guild(team.id, HOME, START)
        await unit.guilds.mark_left(HOME, START)
        await unit.guilds.mark_left(HOME, LATER)
        assert not await unit.guilds.erase(HOME, START - timedelta(seconds=1))
        assert not await unit.guilds.erase(AWAY, LATER)
        while await unit.guilds.trim(HOME, LATER, 1):
            """One row at a time."""
        assert await unit.guilds.erase(HOME, LATER)
        found, planned = await unit.builds.find(build.short_id), await unit.teams.find(team.short_id)
    assert found is not None
    assert planned is not None
    assert found.published_in == {AWAY}
    assert planned.guild is None


async def test_a_guild_that_is_back_is_not_purged(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.guilds.mark_left(HOME, START)
        await unit.guilds.ensure(HOME, LATER)
        assert await unit.guilds.find_all() == {HOME: None}
        assert not await unit.guilds.trim(HOME, LATER + timedelta(days=99), 1)
        assert not await unit.guilds.erase(HOME, LATER + timedelta(days=99))


async def test_leaving_an_unknown_guild_is_nothing(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.guilds.mark_left(AWAY, START)
        assert not await unit.guilds.erase(AWAY, LATER)
        assert await unit.guilds.find_left(AWAY) is None
