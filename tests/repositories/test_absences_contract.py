"""What every storage does with absences."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.absences import Absence, Applied
from bot.domain.ids import UserId
from bot.domain.raids import Answer, Entry, Raid, RaidStatus, Roster
from bot.domain.when.periods import Period
from bot.repositories.unit import UnitFactory, UnitOfWork
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_raid, new_id

ON = Period(date(2026, 11, 24), date(2026, 11, 25))
"""The day of the raids that `make_raid` makes, and the one after."""


def absence(user: UserId = ALICE, period: Period = ON) -> Absence:
    return Absence(new_id(), user, period, "Europe/Paris")


async def keep(unit: UnitOfWork, *raids: Raid) -> None:
    for user in (ALICE, BOB, CAROL):
        await unit.accounts.ensure(user, START)
    for guild in (HOME, AWAY):
        await unit.guilds.ensure(guild, START)
    for raid in raids:
        await unit.raids.add(raid)


async def answer(unit: UnitOfWork, raid: Raid, *users: UserId, said: Answer = Answer.SIGNED) -> None:
    await unit.raids.put_entries(Roster(raid), [Entry(user, said, at, START) for at, user in enumerate(users, 1)])


async def test_absences_are_found_and_forgotten(units: UnitFactory) -> None:
    mine, over, other = absence(), absence(period=Period(date(2026, 11, 1), date(2026, 11, 2))), absence(BOB)
    async with units() as unit:
        await keep(unit)
        for one in (mine, over, other):
            await unit.absences.add(one)
        assert await unit.absences.list_of(ALICE, START) == (mine,)
        assert await unit.absences.list_of(ALICE, START - timedelta(days=60)) == (over, mine)
        assert await unit.absences.find(mine.id) == mine
        assert await unit.absences.purge(START) == 1
        assert await unit.absences.find(over.id) is None
        await unit.absences.remove(mine.id)
        assert await unit.absences.find(mine.id) is None
        await unit.accounts.delete(BOB)
        assert await unit.absences.find(other.id) is None


async def test_who_is_away_when_a_raid_begins(units: UnitFactory) -> None:
    raid, old, elsewhere = make_raid(), make_raid(starts_at=START), make_raid(guild=AWAY)
    known, said, stranger = absence(), absence(BOB), absence(CAROL)
    not_then = absence(ALICE, Period(date(2026, 11, 25), date(2026, 11, 25)))
    async with units() as unit:
        await keep(unit, raid, old, elsewhere)
        await answer(unit, old, ALICE)
        await answer(unit, elsewhere, CAROL)
        for one in (known, said, stranger, not_then):
            await unit.absences.add(one)
        assert await unit.absences.list_covering(raid) == (known,)
        assert await unit.absences.list_covering(elsewhere) == (stranger,)
        for _ in range(2):
            await unit.absences.say_in(said.id, HOME)
        assert {one.user for one in await unit.absences.list_covering(raid)} == {ALICE, BOB}
        assert await unit.absences.list_covering(elsewhere) == (stranger,)


async def test_raids_on_these_days_in_the_persons_guilds(units: UnitFactory) -> None:
    raid, later, elsewhere = make_raid(), make_raid(starts_at=START + timedelta(days=5)), make_raid(guild=AWAY)
    draft, locked = make_raid(status=RaidStatus.DRAFT), make_raid(status=RaidStatus.LOCKED)
    mine = absence()
    async with units() as unit:
        await keep(unit, raid, later, elsewhere, draft, locked)
        await unit.absences.add(mine)
        assert await unit.absences.list_raids(mine, START) == ()
        await answer(unit, later, ALICE)
        found = await unit.absences.list_raids(mine, START)
        assert {one.id for one in found} == {raid.id, locked.id}
        assert await unit.absences.list_raids(mine, raid.starts_at) == ()
        await unit.absences.say_in(mine.id, AWAY)
        found = await unit.absences.list_raids(mine, START)
        assert {one.id for one in found} == {raid.id, locked.id, elsewhere.id}


async def test_where_an_absence_spoke(units: UnitFactory) -> None:
    raid, other, mine = make_raid(), make_raid(starts_at=START + timedelta(days=3)), absence()
    spoken = [Applied(mine, raid, Answer.LATE, START), Applied(mine, other, None, START)]
    async with units() as unit:
        await keep(unit, raid, other)
        await unit.absences.add(mine)
        assert [await unit.absences.note(one) for one in spoken] == [True, True]
        assert not await unit.absences.note(replace(spoken[0], before=None))
        assert await unit.absences.list_applied(absence=mine.id) == tuple(spoken)
        assert await unit.absences.list_applied(raid=other.id) == (spoken[1],)
        await unit.absences.drop_applied(spoken[0])
        assert await unit.absences.list_applied(absence=mine.id) == (spoken[1],)
        await unit.absences.remove(mine.id)
        assert await unit.absences.list_applied(raid=other.id) == ()


async def test_only_an_absent_answer_is_forgotten(units: UnitFactory) -> None:
    raid, other = make_raid(), make_raid()
    async with units() as unit:
        await keep(unit, raid, other)
        await answer(unit, raid, ALICE, said=Answer.ABSENT)
        await answer(unit, other, ALICE)
        for one in (raid, other):
            await unit.absences.drop_answer(one.id, ALICE)
        assert (await unit.raids.find_roster(raid)).entries == ()
        assert len((await unit.raids.find_roster(other)).entries) == 1
