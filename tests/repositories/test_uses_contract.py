"""What every storage tells of who plays what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.learning.consent import Consent
from bot.domain.learning.kinds import BuildKind
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.recommending import Use
from bot.domain.teams import Player
from bot.repositories.searches import Description
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_uses import Span
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_raid
from tests.fakes import FakeUnits

ALWAYS = Span(START - timedelta(days=9), START + timedelta(days=9), 99)
FIREBRAND, MIRAGE = BuildKind(None, "Guardian", "Firebrand"), BuildKind(None, "Mesmer", "Mirage")
TERMS = {"Firebrand": {"p:guardian", "e:firebrand", "m:any"}, "Mirage": {"p:mesmer", "e:mirage", "m:any"}}


def describe(build: Build) -> Description:
    return Description(frozenset(TERMS[build.name]), "2")


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def units(request: pytest.FixtureRequest) -> UnitFactory:
    if request.param == "fake":
        return FakeUnits(describe)
    if request.param == "sqlite":
        return SqlUnits(request.getfixturevalue("own_sqlite"), describe)
    postgres: SqlUnits = request.getfixturevalue("postgres_units")
    return SqlUnits(postgres._bind, describe)


async def keep(unit: UnitOfWork, build: Build, *guilds: GuildId) -> Build:
    await unit.accounts.ensure(build.owner, START)
    await unit.builds.add(build)
    for guild in guilds:
        await unit.guilds.ensure(guild, START)
        await unit.builds.publish(build.id, guild, build.created_at)
    return build


async def seat(unit: UnitOfWork, raid: Raid, players: Sequence[tuple[UserId, tuple[Choice, ...], int]]) -> None:
    """Let people sign up, and sit with one of their choices."""
    await unit.guilds.ensure(raid.guild, START)
    await unit.raids.add(raid)
    entries = [Entry(user, Answer.SIGNED, turn, START, choices) for turn, (user, choices, _) in enumerate(players, 1)]
    await unit.raids.put_entries(Roster(raid), entries)
    seats = [RaidSeat(1, place, Player(user=user), rank) for place, (user, _, rank) in enumerate(players, 1)]
    await unit.raids.set_seats(Roster(raid), [*seats, RaidSeat(2, 1, Player(name="guest"))])


async def test_what_is_shown_counts_where_it_is_shown(units: UnitFactory) -> None:
    async with units() as unit:
        shown = await keep(unit, make_build(ALICE, "Firebrand"), HOME, AWAY)
        await keep(unit, make_build(BOB, "Mirage"))
        gone = await keep(unit, make_build(CAROL, "Mirage"), HOME)
        await unit.builds.mark_deleted(gone.id, START)
    async with units(reads_only=True) as unit:
        use = Use(ALICE, HOME, FIREBRAND, shown.created_at)
        assert await unit.uses.list_uses(ALWAYS, HOME) == (use,)
        assert [use.guild for use in await unit.uses.list_uses(ALWAYS, AWAY)] == [AWAY]


async def test_who_is_seated_uses_what_they_play_there(units: UnitFactory) -> None:
    took_place = make_raid(starts_at=START + timedelta(days=1))
    canceled = make_raid(starts_at=took_place.starts_at, status=RaidStatus.CANCELED)
    coming = make_raid(starts_at=START + timedelta(days=10))
    async with units() as unit:
        first, second = [await keep(unit, make_build(ALICE, name)) for name in ("Firebrand", "Mirage")]
        choices = (Choice("Firebrand", build=first.id), Choice("Mirage", build=second.id))
        bare = (Choice(role="heal"),)
        for raid in (took_place, canceled, coming):
            await seat(unit, raid, [(ALICE, choices, 1), (BOB, bare, 0), (CAROL, (), 0)])
    async with units(reads_only=True) as unit:
        use = Use(ALICE, HOME, MIRAGE, took_place.starts_at)
        assert await unit.uses.list_uses(ALWAYS, HOME) == (use,)
        assert await unit.uses.list_uses(ALWAYS, AWAY) == ()


async def test_the_latest_of_a_time_is_read_and_no_more(units: UnitFactory) -> None:
    async with units() as unit:
        for age in range(4):
            await keep(unit, make_build(ALICE, "Firebrand" if age % 2 else "Mirage", age), HOME)
    span = Span(START - timedelta(seconds=3), START - timedelta(seconds=1), 1)
    async with units(reads_only=True) as unit:
        (use,) = await unit.uses.list_uses(span, HOME)
        assert use == Use(ALICE, HOME, FIREBRAND, START - timedelta(seconds=1))


async def test_of_those_who_said_yes_it_may_be_learned_from_then_on(units: UnitFactory) -> None:
    raid = make_raid(starts_at=START + timedelta(days=1))
    async with units() as unit:
        for user in (ALICE, BOB, CAROL):
            await unit.accounts.ensure(user, START)
        await unit.learning.set_consent(ALICE, Consent(START, START))
        await unit.learning.set_consent(CAROL, Consent(START + timedelta(days=2), START))
        before, since = [await keep(unit, make_build(ALICE, "Firebrand", age), HOME) for age in (5, 0)]
        theirs = await keep(unit, make_build(BOB, "Mirage"), HOME)
        choices = (Choice("Mirage", build=theirs.id),)
        await seat(unit, raid, [(ALICE, choices, 0), (BOB, choices, 0), (CAROL, choices, 0)])
        for user, days in ((ALICE, 3), (BOB, 3), (CAROL, 1), (ALICE, 4)):
            await unit.popularity.like(theirs.id, user, START + timedelta(days=days))
        await unit.popularity.like(before.id, CAROL, START + timedelta(days=3))
    async with units(reads_only=True) as unit:
        assert set(await unit.uses.list_agreed(ALWAYS)) == {
            Use(ALICE, HOME, FIREBRAND, since.created_at),
            Use(ALICE, HOME, MIRAGE, raid.starts_at),
            Use(ALICE, HOME, MIRAGE, START + timedelta(days=3)),
            Use(CAROL, HOME, FIREBRAND, START + timedelta(days=3)),
        }


async def test_others_do_not_fill_the_room_of_those_who_said_yes(units: UnitFactory) -> None:
    async with units() as unit:
        mine = await keep(unit, make_build(ALICE, "Firebrand", 3), HOME)
        for age in range(3):
            await keep(unit, make_build(BOB, "Mirage", age), HOME)
        await unit.learning.set_consent(ALICE, Consent(mine.created_at, START))
    async with units(reads_only=True) as unit:
        assert [use.user for use in await unit.uses.list_agreed(replace(ALWAYS, limit=2))] == [ALICE]


async def test_guilds_that_refuse_are_left_out(units: UnitFactory) -> None:
    async with units() as unit:
        shown = await keep(unit, make_build(ALICE, "Firebrand"), HOME, AWAY)
        only_home = await keep(unit, make_build(BOB, "Mirage"), HOME)
        for liked in (shown, only_home):
            await unit.popularity.like(liked.id, ALICE, START)
        await unit.learning.set_consent(ALICE, Consent(shown.created_at, START))
        await unit.rules.set(AWAY, {"learns": False})
        await unit.rules.set(HOME, {"learns": True})
    async with units(reads_only=True) as unit:
        uses = await unit.uses.list_agreed(ALWAYS)
    assert [(use.guild, use.kind) for use in uses] == [(HOME, FIREBRAND), (HOME, MIRAGE)], "shown, and liked"


async def test_offered_is_what_others_show_the_best_known_first(units: UnitFactory) -> None:
    async with units() as unit:
        plain = await keep(unit, make_build(BOB, "Firebrand", 5), HOME)
        liked = await keep(unit, make_build(BOB, "Mirage", 9), HOME)
        used = await keep(unit, make_build(CAROL, "Firebrand", 9), HOME)
        newer = await keep(unit, make_build(CAROL, "Firebrand", 1), HOME)
        await keep(unit, make_build(ALICE, "Mirage"), HOME)
        await keep(unit, make_build(BOB, "Mirage"), AWAY)
        await keep(unit, make_build(BOB, "Mirage"))
        await unit.popularity.like(liked.id, ALICE, START)
        await unit.popularity.add_use(used.id)
    async with units(reads_only=True) as unit:
        found = await unit.uses.list_offered(HOME, ALICE, 9)
        assert [(one.build, one.standing) for one in found] == [
            (liked.id, 2),
            (used.id, 1),
            (newer.id, 0),
            (plain.id, 0),
        ]
        assert [one.kind for one in found] == [MIRAGE, FIREBRAND, FIREBRAND, FIREBRAND]
        assert len(await unit.uses.list_offered(HOME, ALICE, 2)) == 2
