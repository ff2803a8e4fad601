"""What every storage does with attendance."""

from datetime import timedelta

import pytest

from bot.domain.attendance import Attended, Mark, Presence, Tally, Turnout, tallied
from bot.domain.raids import Raid, RaidStatus
from bot.domain.teams import Player
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory, UnitOfWork
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_raid

LATER = START + timedelta(days=9)
CAME, MISSED = Mark(Player(user=ALICE), Presence.PRESENT), Mark(Player(user=CAROL), Presence.ABSENT)
GUEST = Mark(Player(name="Zoë"), Presence.LATE)


async def keep(unit: UnitOfWork, *raids: Raid) -> None:
    for guild in (HOME, AWAY):
        await unit.guilds.ensure(guild, START)
    for raid in raids:
        await unit.raids.add(raid)


async def test_the_last_mark_of_a_person_counts(units: UnitFactory) -> None:
    raid = make_raid()
    async with units() as unit:
        await keep(unit, raid)
        await unit.attendance.put_marks(raid.id, [GUEST, MISSED, Mark(Player(user=ALICE), Presence.EXCUSED)])
        await unit.attendance.put_marks(raid.id, [CAME, Mark(Player(name="Ann"), Presence.ABSENT)])
        await unit.attendance.put_marks(raid.id, [])
        found = await unit.attendance.find_marks(raid.id)
    assert found == (CAME, MISSED, Mark(Player(name="Ann"), Presence.ABSENT), GUEST)


async def test_a_raid_that_is_gone_has_no_attendance(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.attendance.put_marks(make_raid().id, [CAME])
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.attendance.save(make_raid().id, START)


async def test_only_what_was_saved_counts(units: UnitFactory) -> None:
    saved, unsaved, elsewhere = make_raid(), make_raid(), make_raid(guild=AWAY)
    async with units() as unit:
        await keep(unit, saved, unsaved, elsewhere)
        for raid in (saved, unsaved, elsewhere):
            await unit.attendance.put_marks(raid.id, [CAME, GUEST])
        for raid in (saved, elsewhere, saved):
            await unit.attendance.save(raid.id, LATER)
        assert await unit.attendance.find_saved(saved.id) == LATER
        assert await unit.attendance.find_saved(unsaved.id) is None
        assert await unit.attendance.list_attended(START, guild=HOME) == (Attended(saved, CAME), Attended(saved, GUEST))
        mine = await unit.attendance.list_attended(START, user=ALICE)
        assert {one.raid.id for one in mine} == {saved.id, elsewhere.id}
        assert await unit.attendance.list_attended(START, guild=HOME, user=BOB) == ()
        assert await unit.attendance.list_attended(saved.starts_at, guild=HOME) == ()


async def test_pages_of_people_and_raids_are_put_together_there(units: UnitFactory) -> None:
    first, second, unsaved, unmarked, elsewhere = (
        make_raid(starts_at=START + timedelta(hours=1)),
        make_raid(starts_at=START + timedelta(hours=2)),
        make_raid(),
        make_raid(),
        make_raid(guild=AWAY),
    )
    late = Mark(Player(user=ALICE), Presence.LATE)
    async with units() as unit:
        await keep(unit, first, second, unsaved, unmarked, elsewhere)
        await unit.attendance.put_marks(first.id, [CAME, MISSED, GUEST, Mark(Player(user=BOB), Presence.EXCUSED)])
        await unit.attendance.put_marks(second.id, [late, Mark(Player(user=BOB), Presence.EXCUSED)])
        for raid in (unsaved, elsewhere):
            await unit.attendance.put_marks(raid.id, [CAME])
        for raid in (first, second, unmarked, elsewhere):
            await unit.attendance.save(raid.id, LATER)
        tallies = await unit.attendance.list_tallies(HOME, START, 0, 9)
        assert tallies == tallied(await unit.attendance.list_attended(START, guild=HOME))
        assert tallies[0] == Tally(Player(user=ALICE), {Presence.PRESENT: 1, Presence.LATE: 1})
        assert await unit.attendance.list_tallies(HOME, START, 1, 2) == tallies[1:3]
        assert [tally.came for tally in tallies] == [2, 1, 0, 0]
        turnouts = (Turnout(second, 1, 2), Turnout(first, 2, 4))
        assert await unit.attendance.list_turnouts(HOME, START, 0, 9) == turnouts
        assert await unit.attendance.list_turnouts(HOME, START, 1, 9) == turnouts[1:]
        assert await unit.attendance.list_turnouts(HOME, first.starts_at, 0, 9) == turnouts[:1]
        assert await unit.attendance.count_attended(HOME, START) == 2
        assert await unit.attendance.count_attended(HOME, LATER) == 0


async def test_what_began_is_listed_the_latest_first(units: UnitFactory) -> None:
    first, second, coming = (make_raid(starts_at=START + timedelta(hours=hours)) for hours in (1, 2, 5))
    canceled = make_raid(starts_at=START + timedelta(hours=1), status=RaidStatus.CANCELED)
    async with units() as unit:
        await keep(unit, first, second, coming, canceled, make_raid(guild=AWAY, starts_at=first.starts_at))
        until = START + timedelta(hours=3)
        assert await unit.attendance.list_begun(HOME, START, until, 9) == (second, first)
        assert await unit.attendance.list_begun(HOME, START, until, 1) == (second,)


async def test_erasing_a_person_erases_their_marks(units: UnitFactory) -> None:
    raid = make_raid()
    async with units() as unit:
        await keep(unit, raid)
        await unit.attendance.put_marks(raid.id, [CAME, MISSED])
        assert await unit.attendance.count(CAROL) == 1
        await unit.attendance.forget(CAROL)
        assert await unit.attendance.count(CAROL) == 0
        assert await unit.attendance.find_marks(raid.id) == (CAME,)
