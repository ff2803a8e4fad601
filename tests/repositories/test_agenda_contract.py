"""What every storage does with lists of raids."""

from datetime import timedelta
from typing import Any

from bot.domain.agenda import Planned
from bot.domain.attendance import Mark, Presence
from bot.domain.ids import UserId
from bot.domain.pages import Cursor
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.teams import Player
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_around import Wanted
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_raid


async def keep(unit: UnitOfWork, *raids: Raid) -> None:
    for guild in (HOME, AWAY):
        await unit.guilds.ensure(guild, START)
    for raid in raids:
        await unit.raids.add(raid)


def at(hours: int, leader: UserId = BOB, **more: Any) -> Raid:
    return make_raid(leader, starts_at=START + timedelta(hours=hours), **more)


async def test_the_earliest_come_first_page_by_page(units: UnitFactory) -> None:
    first, second, third = at(1), at(2), at(2)
    async with units() as unit:
        await keep(unit, third, second, first, at(-1), at(1, guild=AWAY), at(1, status=RaidStatus.DRAFT))
        wanted = Wanted(ALICE, HOME, START, is_mine=False)
        second, third = sorted((second, third), key=lambda raid: raid.id)
        assert await unit.agenda.list_raids(wanted, None, 2) == (first, second)
        place = Cursor(second.starts_at, second.id)
        assert await unit.agenda.list_raids(wanted, place, 9) == (third,)
        assert await unit.agenda.count_raids(wanted) == 3


async def test_mine_are_those_that_i_lead_or_answered_everywhere(units: UnitFactory) -> None:
    draft, declined, elsewhere, other = at(1, leader=ALICE, status=RaidStatus.DRAFT), at(2), at(3, guild=AWAY), at(4)
    async with units() as unit:
        await keep(unit, draft, declined, elsewhere, other)
        for raid in (declined, elsewhere):
            await unit.raids.put_entries(Roster(raid), [Entry(ALICE, Answer.ABSENT, 1, START)])
        everywhere, here = Wanted(ALICE, None, START, is_mine=True), Wanted(ALICE, HOME, START, is_mine=True)
        assert await unit.agenda.list_raids(everywhere, None, 9) == (draft, declined, elsewhere)
        assert await unit.agenda.list_raids(here, None, 9) == (draft, declined)
        assert await unit.agenda.count_raids(here) == 2


async def test_what_one_has_to_do_with_raids(units: UnitFactory) -> None:
    seated, answered, neither = at(1), at(2), at(3)
    mine, seat = Entry(ALICE, Answer.SIGNED, 1, START, (Choice(role="dps"),)), RaidSeat(1, 2, Player(user=ALICE))
    async with units() as unit:
        await keep(unit, seated, answered, neither)
        await unit.raids.put_entries(Roster(seated), [mine, Entry(CAROL, Answer.SIGNED, 2, START)])
        await unit.raids.set_seats(Roster(seated), [seat, RaidSeat(1, 1, Player(user=CAROL))])
        await unit.raids.put_entries(Roster(answered), [mine])
        found = await unit.agenda.find_planned(ALICE, [seated, answered, neither])
        assert found == (Planned(seated, mine, seat), Planned(answered, mine), Planned(neither))
        assert [one.choice for one in found] == [Choice(role="dps"), None, None]
        assert await unit.agenda.find_planned(ALICE, []) == ()


async def test_old_raids_are_erased_with_all_that_hangs_on_them(units: UnitFactory) -> None:
    old, kept = at(-2), at(-1)
    async with units() as unit:
        await keep(unit, old, kept)
        for raid in (old, kept):
            await unit.raids.put_entries(Roster(raid), [Entry(ALICE, Answer.SIGNED, 1, START)])
            await unit.attendance.put_marks(raid.id, [Mark(Player(user=ALICE), Presence.PRESENT)])
        assert await unit.agenda.purge(kept.starts_at) == 1
        assert await unit.raids.find(old.short_id) is None
        assert await unit.raids.find(kept.short_id) == kept
        assert await unit.raids.count_entries(ALICE) == await unit.attendance.count(ALICE) == 1
        assert await unit.agenda.purge(kept.starts_at) == 0
