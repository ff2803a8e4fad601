"""What every storage counts, and that nothing private is among it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.domain.attendance import Mark, Presence
from bot.domain.builds import Build
from bot.domain.ids import GuildId, UserId
from bot.domain.needs import Need
from bot.domain.raid_needs import NeedNote, NeedRecord
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.stats import Played, Presences, Ranked
from bot.domain.teams import Player
from bot.errors import ConflictError
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory, UnitOfWork
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_raid
from tests.fakes import FakeUnits
from tests.repositories.test_searches_contract import describe, keep

WEEKS = (START, START + timedelta(days=7), START + timedelta(days=14))
END = START + timedelta(days=21)


@pytest.fixture(params=["fake", "sqlite", "postgres"])
def units(request: pytest.FixtureRequest) -> UnitFactory:
    if request.param == "fake":
        return FakeUnits(describe)
    if request.param == "sqlite":
        return SqlUnits(request.getfixturevalue("own_sqlite"), describe)
    postgres: SqlUnits = request.getfixturevalue("postgres_units")
    return SqlUnits(postgres._bind, describe)


def raid_on(day: int, **more: Any) -> Raid:
    return make_raid(starts_at=START + timedelta(days=day), **more)


async def hold(unit: UnitOfWork, raid: Raid, *seats: tuple[UserId, Choice]) -> None:
    """Keep a raid in which these people sit, each with their first choice."""
    await unit.guilds.ensure(raid.guild, START)
    await unit.raids.add(raid)
    entries = [Entry(user, Answer.SIGNED, turn, START, (choice,)) for turn, (user, choice) in enumerate(seats)]
    await unit.raids.put_entries(Roster(raid), entries)
    taken = [RaidSeat(1, place, Player(user=user)) for place, (user, _) in enumerate(seats, 1)]
    await unit.raids.set_seats(Roster(raid), taken)


async def test_only_what_is_public_there_is_counted(units: UnitFactory) -> None:
    here = [make_build(name="e:firebrand r:heal"), make_build(BOB, name="e:firebrand"), make_build(name="e:druid")]
    thrown = make_build(name="e:firebrand")
    await keep(units, *here, thrown)
    await keep(units, make_build(BOB, name="e:firebrand r:heal"), public_in=())
    await keep(units, make_build(name="e:firebrand"), public_in=(AWAY,))
    async with units() as unit:
        await unit.builds.mark_deleted(thrown.id, START)
    async with units(reads_only=True) as unit:
        found = await unit.statistics.count_public(HOME, ("e:firebrand", "e:druid", "r:heal", "e:mirage"))
        assert found == {"e:firebrand": 2, "e:druid": 1, "r:heal": 1, "e:mirage": 0}
        assert await unit.statistics.count_public(HOME, ("e:fire",)) == {"e:fire": 0}
        own = await unit.statistics.count_own(ALICE, ("e:firebrand", "e:druid", "r:heal"))
        assert own == {"e:firebrand": 2, "e:druid": 1, "r:heal": 1}
        assert await unit.statistics.count_own(CAROL, ("e:firebrand",)) == {"e:firebrand": 0}


async def test_public_builds_are_ranked_by_likes_and_standing(units: UnitFactory) -> None:
    liked, used, plain, private = (make_build(name=f"x:{name}") for name in ("liked", "used", "plain", "private"))
    await keep(units, liked, used, plain)
    await keep(units, private, public_in=())
    async with units() as unit:
        for fan in (BOB, CAROL):
            await unit.accounts.ensure(fan, START)
            await unit.popularity.like(liked.id, fan, START)
        await unit.popularity.like(private.id, BOB, START)
        for _ in range(3):
            await unit.popularity.add_use(used.id)
    async with units(reads_only=True) as unit:
        assert await unit.statistics.list_best_liked(HOME, 9) == (Ranked(liked.id, 2),)
        best = (Ranked(liked.id, 4), Ranked(used.id, 3), Ranked(plain.id, 0))
        assert await unit.statistics.list_best_known(HOME, 9) == best
        assert await unit.statistics.list_best_known(HOME, 2) == best[:2]
        assert await unit.statistics.list_best_known(AWAY, 9) == ()


async def test_what_was_played_in_places(units: UnitFactory) -> None:
    public, private = make_build(name="x:public"), make_build(name="x:private")
    await keep(units, public)
    await keep(units, private, public_in=())
    heal, dps = _choice(public, "heal"), _choice(private, "dps")
    async with units() as unit:
        await hold(unit, raid_on(1), (ALICE, heal), (BOB, dps))
        await hold(unit, raid_on(2), (ALICE, heal), (BOB, heal))
        await hold(unit, raid_on(3, status=RaidStatus.LOCKED), (ALICE, dps))
        for kept_out in (raid_on(4, status=RaidStatus.CANCELED), raid_on(5, status=RaidStatus.DRAFT), raid_on(99)):
            await hold(unit, kept_out, (ALICE, dps))
        await hold(unit, raid_on(6, guild=AWAY), (ALICE, dps))
    async with units(reads_only=True) as unit:
        assert await unit.statistics.list_most_seated(HOME, START, END, 9) == (Ranked(public.id, 3),)
        assert await unit.statistics.list_most_seated(AWAY, START, END, 9) == ()
        here = (Played("Firebrand", "heal", 2), Played("Firebrand", "dps", 1))
        assert await unit.statistics.list_played(ALICE, HOME, START, END, 9) == here
        assert await unit.statistics.list_played(ALICE, HOME, START, END, 1) == here[:1]
        everywhere = (Played("Firebrand", "dps", 2), Played("Firebrand", "heal", 2))
        assert await unit.statistics.list_played(ALICE, None, START, END, 9) == everywhere
        assert await unit.statistics.list_played(CAROL, None, START, END, 9) == ()


async def test_raids_and_attendance_by_week(units: UnitFactory) -> None:
    first, second, third, unsaved = raid_on(0), raid_on(1), raid_on(15), raid_on(8)
    async with units() as unit:
        for raid in (first, second, third, unsaved, raid_on(3, status=RaidStatus.CANCELED), raid_on(4, guild=AWAY)):
            await hold(unit, raid)
        guest = Player(name="Zoë")
        await note(unit, first, {ALICE: Presence.PRESENT, BOB: Presence.LATE}, START, guest)
        await note(unit, second, {ALICE: Presence.ABSENT}, START, guest)
        await note(unit, third, {ALICE: Presence.EXCUSED}, START)
        await unit.attendance.put_marks(unsaved.id, [Mark(Player(user=BOB), Presence.PRESENT)])
    async with units(reads_only=True) as unit:
        assert await unit.statistics.count_raids(HOME, WEEKS, END) == {0: 2, 1: 1, 2: 1}
        assert await unit.statistics.count_raids(HOME, WEEKS, START + timedelta(hours=1)) == {0: 1}
        assert await unit.statistics.count_raids(GuildId(77), WEEKS, END) == {}
        three = {Presence.PRESENT: 3, Presence.LATE: 1, Presence.ABSENT: 1}
        noted = {0: Presences(three, 3), 2: Presences({Presence.EXCUSED: 1}, 1)}
        assert await unit.statistics.count_presences(HOME, WEEKS, END) == noted
        assert await unit.statistics.count_presences(AWAY, WEEKS, END) == {}


async def test_what_raids_lacked(units: UnitFactory) -> None:
    first, second, third, plain = raid_on(1), raid_on(2), raid_on(3), raid_on(4)
    canceled, elsewhere = raid_on(5, status=RaidStatus.CANCELED), raid_on(6, guild=AWAY)
    alac, heal = Need.ALACRITY, Need.HEALING
    async with units() as unit:
        for raid in (first, second, third, plain, canceled, elsewhere):
            await hold(unit, raid)
        await unit.statistics.put_needs(first.id, [NeedNote(alac, 2, 2, 0)])
        await unit.statistics.put_needs(first.id, [NeedNote(alac, 2, 1, 1), NeedNote(heal, 1, 0, 0)])
        await unit.statistics.put_needs(second.id, [NeedNote(alac, 2, 0, 1)])
        await unit.statistics.put_needs(third.id, [NeedNote(alac, 2, 0, 0)])
        await unit.statistics.put_needs(plain.id, [])
        for raid in (canceled, elsewhere):
            await unit.statistics.put_needs(raid.id, [NeedNote(alac, 2, 1, 0)])
    async with units(reads_only=True) as unit:
        both = (NeedRecord(alac, 3, 1, 1), NeedRecord(heal, 1, 0, 0))
        assert await unit.statistics.count_needs(HOME, START, END) == both
        assert await unit.statistics.count_noted(HOME, START, END) == 3
        assert await unit.statistics.count_needs(HOME, second.starts_at, END) == (NeedRecord(alac, 2, 0, 1),)
        assert await unit.statistics.count_noted(AWAY, START, END) == 1
        each = {first.id: (NeedNote(alac, 2, 1, 1), NeedNote(heal, 1, 0, 0)), third.id: (NeedNote(alac, 2, 0, 0),)}
        assert await unit.statistics.find_needs((first.id, third.id, plain.id)) == each
        assert await unit.statistics.find_needs(()) == {}
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.statistics.put_needs(raid_on(1).id, [NeedNote(alac, 1, 0, 0)])


async def note(unit: UnitOfWork, raid: Raid, marks: dict[UserId, Presence], at: datetime, *guests: Player) -> None:
    came = [Mark(guest, Presence.PRESENT) for guest in guests]
    await unit.attendance.put_marks(raid.id, [*(Mark(Player(user=u), p) for u, p in marks.items()), *came])
    await unit.attendance.save(raid.id, at)


def _choice(build: Build, role: str) -> Choice:
    return Choice("Firebrand", role, build.id)
