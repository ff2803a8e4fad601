"""What every storage does with reminders of raids."""

from datetime import timedelta

import pytest

from bot.domain.ids import UserId
from bot.domain.raids import Answer, Entry, Raid, RaidStatus, Roster
from bot.domain.reminders import Reminder, ReminderState, Way
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory, UnitOfWork
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_raid

LATER = START + timedelta(days=1)


async def keep(unit: UnitOfWork, *raids: Raid) -> None:
    for guild in (HOME, AWAY):
        await unit.guilds.ensure(guild, START)
    for raid in raids:
        await unit.raids.add(raid)


async def answer(unit: UnitOfWork, raid: Raid, *users: UserId) -> None:
    await unit.raids.put_entries(
        Roster(raid), [Entry(user, Answer.SIGNED, at, START) for at, user in enumerate(users, 1)]
    )


async def test_what_was_chosen_and_sent_is_found_again(units: UnitFactory) -> None:
    raid, other = make_raid(), make_raid()
    async with units() as unit:
        await keep(unit, raid, other)
        await unit.reminders.put(raid.id, Reminder.DAY, ReminderState(is_wanted=True))
        await unit.reminders.put(raid.id, Reminder.DAY, ReminderState(is_wanted=False, sent_at=LATER))
        await unit.reminders.put(raid.id, Reminder.NOW, ReminderState(is_wanted=True))
        await unit.reminders.put(other.id, Reminder.HOUR, ReminderState(is_wanted=True))
        found = await unit.reminders.find(raid.id)
    assert found == {
        Reminder.DAY: ReminderState(is_wanted=False, sent_at=LATER),
        Reminder.NOW: ReminderState(is_wanted=True),
    }


async def test_a_raid_that_is_gone_has_no_reminders(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.reminders.put(make_raid().id, Reminder.DAY, ReminderState(is_wanted=True))


async def test_expected_is_who_answered_the_guild_of_late_and_not_this_raid(units: UnitFactory) -> None:
    raid, recent, old, elsewhere = make_raid(), make_raid(), make_raid(starts_at=START), make_raid(guild=AWAY)
    draft = make_raid(status=RaidStatus.DRAFT)
    async with units() as unit:
        await keep(unit, raid, recent, old, elsewhere, draft)
        await answer(unit, raid, ALICE)
        await answer(unit, recent, ALICE, CAROL, BOB)
        await answer(unit, old, UserId(7))
        await answer(unit, elsewhere, UserId(8))
        await answer(unit, draft, UserId(9))
        assert await unit.reminders.list_expected(raid, START, 9) == (BOB, CAROL)
        assert await unit.reminders.list_expected(raid, START, 1) == (BOB,)


async def test_how_people_want_theirs_goes_with_their_account(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        for way in (Way.NONE, Way.DIRECT):
            await unit.reminders.set_way(ALICE, way)
        await unit.reminders.set_way(BOB, Way.DIRECT)
        assert await unit.reminders.find_ways((ALICE, BOB)) == {ALICE: Way.DIRECT}
        assert await unit.reminders.find_ways(()) == {}
        await unit.accounts.delete(ALICE)
        assert await unit.reminders.find_ways((ALICE,)) == {}
