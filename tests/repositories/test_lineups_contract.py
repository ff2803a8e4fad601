"""What every storage does for the leader's board."""

from dataclasses import replace

from bot.domain.ids import UserId
from bot.domain.raids import RaidSeat, Roster
from bot.domain.teams import Player
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_raids import Step
from tests.factories import ALICE, BOB, CAROL, START, make_raid
from tests.repositories.test_raids_contract import entry, keep

BIG = UserId(123456789012345678)


async def test_name_and_bench_are_kept_with_the_answer(units: UnitFactory) -> None:
    raid = make_raid()
    named = replace(entry(BOB, 1), name="Bob the 鍛冶屋", benched=True)
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.put_entries(Roster(raid), [named])
        assert (await unit.raids.find_roster(raid)).entries == (named,)
        await unit.raids.put_entries(await unit.raids.find_roster(raid), [replace(named, name="Bob", benched=False)])
        assert (await unit.raids.find_roster(raid)).entries == (replace(named, name="Bob", benched=False),)


async def test_who_is_to_be_mentioned_is_named_once(units: UnitFactory) -> None:
    raid = make_raid()
    seats = (
        RaidSeat(1, 1, Player(user=ALICE), published=True),
        RaidSeat(1, 2, Player(user=BOB), told=False),
        RaidSeat(1, 3, Player(name="Otti")),
        RaidSeat(2, 1, Player(user=CAROL)),
    )
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.set_seats(Roster(raid), seats)
        assert await unit.raids.pop_unpublished(raid.id) == (BOB, CAROL)
        assert await unit.raids.pop_unpublished(raid.id) == ()
        assert await unit.raids.pop_untold(raid.id) == ()
        roster = await unit.raids.find_roster(raid)
        assert [seat.published for seat in roster.seats] == [True, True, False, True]


async def test_who_lost_a_place_and_has_none_is_named_once(units: UnitFactory) -> None:
    raid = make_raid()
    gone, back = replace(entry(BOB, 2), unseated=True), replace(entry(CAROL, 1), unseated=True)
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.put_entries(Roster(raid), [back, gone, entry(ALICE, 3)])
        await unit.raids.set_seats(Roster(raid), [RaidSeat(1, 1, Player(user=CAROL))])
        assert await unit.raids.pop_unseated(raid.id) == (BOB,)
        assert await unit.raids.pop_unseated(raid.id) == ()
        assert not any(entry.unseated for entry in (await unit.raids.find_roster(raid)).entries)


async def test_what_was_done_to_somebody_is_forgotten_with_them(units: UnitFactory) -> None:
    raid, seated = make_raid(), make_raid()
    steps = [
        Step(raid.id, ALICE, "bench 1-1", START, f'{{"seats":[[1,1,{BIG}]]}}', about=BIG),
        Step(raid.id, ALICE, "note 1-2", START, '{"seats":[[1,2,7]]}'),
    ]
    async with units() as unit:
        await keep(unit, raid, seated)
        for step in steps:
            await unit.raids.add_step(step)
        assert await unit.raids.list_steps(raid.id, 5) == tuple(reversed(steps))
        # seated by a leader, without an answer of their own
        await unit.raids.set_seats(Roster(seated), [RaidSeat(1, 1, Player(user=BIG), published=True)])
        assert await unit.raids.forget(BIG) == (seated.short_id,)
        assert (await unit.raids.find_roster(seated)).seats == (RaidSeat(1, 1, former=True),)
        kept = await unit.raids.list_steps(raid.id, 5)
        assert [(step.about, step.before) for step in kept] == [(None, steps[1].before), (None, None)]
