"""What every storage does with announcements."""

from dataclasses import replace

import pytest

from bot.domain.announcements import Announcement, Topic
from bot.domain.ids import RoleId
from bot.domain.raid_options import News
from bot.domain.raids import Raid
from bot.domain.reminders import Reminder
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, BOB, CAROL, HOME, START, make_raid, new_id


def make(raid: Raid, topic: Topic) -> Announcement:
    return Announcement(id=new_id(), raid=raid.id, topic=topic, at=START)


async def keep(units: UnitFactory, raid: Raid, *announcements: Announcement) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.raids.add(raid)
        for one in announcements:
            await unit.announcements.add(one)


async def test_each_is_found_as_it_was_until_it_is_removed(units: UnitFactory) -> None:
    raid = make_raid()
    all_kinds = (
        replace(make(raid, Topic.SEATS), people=(ALICE,), unseated=(BOB,)),
        replace(make(raid, Topic.NEWS), people=(ALICE,), news=News(moved_from=START, displaced=(CAROL,))),
        replace(make(raid, Topic.PING), role=RoleId(2**63 - 1)),
        replace(make(raid, Topic.REMINDER), people=(ALICE,), reminder=Reminder.ASK),
    )
    await keep(units, raid, *all_kinds)
    async with units() as unit:
        assert [await unit.announcements.find(one.id) for one in all_kinds] == list(all_kinds)
        for _ in range(2):
            await unit.announcements.remove(all_kinds[0].id)
        assert await unit.announcements.find(all_kinds[0].id) is None
        assert await unit.announcements.find(all_kinds[1].id) == all_kinds[1]


async def test_it_needs_its_raid(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.announcements.add(make(make_raid(), Topic.NEWS))


async def test_who_is_erased_is_mentioned_no_more(units: UnitFactory) -> None:
    # ids as long as Discord's, by which they are told from other numbers
    who, other = type(ALICE)(184467440737095516), type(BOB)(184467440737095517)
    raid = make_raid()
    alone = replace(make(raid, Topic.SEATS), people=(who,))
    both = replace(make(raid, Topic.NEWS), people=(who, other), news=News(canceled=True, displaced=(other, who)))
    role = replace(make(raid, Topic.PING), role=RoleId(5))
    await keep(units, raid, alone, both, role)
    async with units() as unit:
        await unit.people.forget_traces(who)
        rest = replace(both, people=(other,), news=News(canceled=True, displaced=(other,)))
        found = [await unit.announcements.find(one.id) for one in (alone, both, role)]
    assert found == [None, rest, role]
