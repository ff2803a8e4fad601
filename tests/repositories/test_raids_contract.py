"""What every storage does with raids."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import ChannelId, MessageId, UserId
from bot.domain.lineup.nature import Nature
from bot.domain.raid_options import RaidFault
from bot.domain.raids import Answer, Choice, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.teams import Player
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_raids import Step
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_build, make_raid

LATER = START + timedelta(days=1)
HEAL = Choice(
    "Druid",
    "heal-alac",
    None,
    frozenset({"healing", "alacrity"}),
    Nature(
        profession="Ranger",
        damage="power",
        fields=frozenset({"Water", "Light"}),
        finishers=(("Blast", 8), ("Projectile", 152)),
    ),
)
DPS = Choice(role="dps")


async def keep(unit: UnitOfWork, *raids: Raid) -> None:
    for guild in (HOME, AWAY):
        await unit.guilds.ensure(guild, START)
    for raid in raids:
        assert await unit.raids.add(raid)


def entry(user: UserId, turn: int, answer: Answer = Answer.SIGNED, *choices: Choice) -> Entry:
    return Entry(user, answer, turn, START + timedelta(seconds=turn), choices)


async def test_a_raid_is_found_as_it_was_kept(units: UnitFactory) -> None:
    raid = make_raid(closes_at=LATER, channel=ChannelId(7), message=MessageId(8), drawn_at=START)
    async with units() as unit:
        await keep(unit, raid)
        assert not await unit.raids.add(replace(make_raid(), short_id=raid.short_id))
        assert await unit.raids.find(raid.short_id) == raid
        assert await unit.raids.find(raid.short_id, hold=True) == raid
        assert await unit.raids.find("22222222") is None


async def test_changes_are_saved(units: UnitFactory) -> None:
    raid = make_raid()
    changed = replace(raid, title="Moved", status=RaidStatus.CANCELED, turns=4, size=8, leader=None, starts_at=LATER)
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.save(changed)
        assert await unit.raids.find(raid.short_id) == changed


async def test_lists_are_by_time_and_stop_at_the_guild(units: UnitFactory) -> None:
    times = (START + timedelta(hours=hours) for hours in (3, 1, 2, -1))
    third, first, second, over = (make_raid(BOB, title=str(at), starts_at=at) for at in times)
    elsewhere = make_raid(BOB, guild=AWAY)
    async with units() as unit:
        await keep(unit, third, first, second, over, elsewhere)
        assert await unit.raids.list_in_guild(HOME, START, 25) == (first, second, third)
        assert await unit.raids.list_in_guild(HOME, START, 1) == (first,)


async def test_mine_are_those_that_i_lead_or_come_to(units: UnitFactory) -> None:
    led, coming, declined, other = (
        make_raid(leader, starts_at=START + timedelta(hours=hours))
        for leader, hours in ((ALICE, 1), (BOB, 2), (BOB, 3), (BOB, 4))
    )
    async with units() as unit:
        await keep(unit, led, coming, declined, other)
        await unit.raids.put_entries(Roster(coming), [entry(ALICE, 1, Answer.MAYBE)])
        await unit.raids.put_entries(Roster(declined), [entry(ALICE, 1, Answer.ABSENT)])
        assert await unit.raids.list_of(ALICE, START, 25) == (led, coming)


async def test_an_answer_replaces_the_former_one(units: UnitFactory) -> None:
    raid = make_raid()
    first, second = entry(BOB, 1, Answer.SIGNED, HEAL, DPS), entry(BOB, 2, Answer.LATE, DPS)
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.put_entries(Roster(raid), [first])
        assert (await unit.raids.find_roster(raid)).entries == (first,)
        await unit.raids.put_entries(await unit.raids.find_roster(raid), [second])
        assert (await unit.raids.find_roster(raid)).entries == (second,)


async def test_a_turn_is_given_once(units: UnitFactory) -> None:
    raid = make_raid()

    async def sign_up_both() -> None:
        async with units() as unit:
            await keep(unit, raid)
            await unit.raids.put_entries(Roster(raid), [entry(ALICE, 1)])
            await unit.raids.put_entries(Roster(raid), [entry(BOB, 1)])

    with pytest.raises(ConflictError):
        await sign_up_both()


async def test_last_choices_are_those_for_the_same_content_else_the_newest(units: UnitFactory) -> None:
    raids = [make_raid(content=content) for content in ("raid", "fractal", "strike")]
    elsewhere = make_raid(guild=AWAY)
    async with units() as unit:
        await keep(unit, *raids, elsewhere)
        assert await unit.raids.find_last_choices({BOB}, HOME, "raid") == {}
        for turn, (raid, choices) in enumerate(zip(raids, [(HEAL,), (DPS, HEAL), ()], strict=True), 1):
            await unit.raids.put_entries(Roster(raid), [entry(BOB, turn, Answer.SIGNED, *choices)])
        await unit.raids.put_entries(Roster(elsewhere), [entry(BOB, 9, Answer.SIGNED, Choice(role="tank"))])
        await unit.raids.put_entries(await unit.raids.find_roster(raids[1]), [entry(ALICE, 7, Answer.LATE, DPS)])
        for people, found in (({BOB}, {BOB: (HEAL,)}), ({ALICE, BOB, CAROL}, {BOB: (HEAL,), ALICE: (DPS,)})):
            assert await unit.raids.find_last_choices(people, HOME, "raid") == found
        assert await unit.raids.find_last_choices({BOB}, HOME, "strike") == {BOB: (DPS, HEAL)}
        assert await unit.raids.find_last_choices({CAROL}, HOME, "raid") == {}
        assert await unit.raids.find_last_choices((), HOME, "raid") == {}


async def test_answers_are_kept_in_place_of_those_of_before(units: UnitFactory) -> None:
    raid = make_raid()
    said = [(DPS, HEAL), (DPS, HEAL), (HEAL,), (), (DPS,)]
    async with units() as unit:
        await keep(unit, raid)
        for turn, choices in enumerate(said, 1):
            before = await unit.raids.find_roster(raid)
            await unit.raids.put_entries(before, [entry(BOB, turn, Answer.SIGNED, *choices)])
            assert (await unit.raids.find_roster(raid)).entries == (entry(BOB, turn, Answer.SIGNED, *choices),)


async def test_that_a_post_was_drawn_is_noted_beside_all_else(units: UnitFactory) -> None:
    raid = make_raid(channel=ChannelId(7))
    wrong = replace(make_raid(channel=ChannelId(7)), faults=frozenset({RaidFault.CANNOT_SEND}))
    async with units() as unit:
        await keep(unit, raid, wrong)
        assert await unit.raids.note_drawn(raid.short_id, MessageId(2**63 - 1), LATER)
        assert await unit.raids.find(raid.short_id) == replace(raid, message=MessageId(2**63 - 1), drawn_at=LATER)
        assert not await unit.raids.note_drawn(wrong.short_id, MessageId(5), LATER)
        assert not await unit.raids.note_drawn("nothere1", MessageId(5), LATER)
        assert await unit.raids.find(wrong.short_id) == wrong


async def test_a_build_that_is_gone_leaves_its_title(units: UnitFactory) -> None:
    raid, build = make_raid(), make_build(BOB)
    async with units() as unit:
        await keep(unit, raid)
        await unit.accounts.ensure(BOB, START)
        await unit.builds.add(build)
        await unit.raids.put_entries(Roster(raid), [entry(BOB, 1, Answer.SIGNED, replace(HEAL, build=build.id))])
        await unit.builds.mark_deleted(build.id, START)
        assert await unit.builds.purge_deleted(LATER) == 1
        (found,) = (await unit.raids.find_roster(raid)).entries
    assert found.choices == (HEAL,)


async def test_who_waits_does_so_in_order(units: UnitFactory) -> None:
    raid = make_raid()
    sitting, second, third, maybe = (
        entry(UserId(user), turn, answer)
        for user, turn, answer in (
            (1, 1, Answer.SIGNED),
            (2, 5, Answer.LATE),
            (3, 3, Answer.SIGNED),
            (4, 2, Answer.MAYBE),
        )
    )
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.put_entries(Roster(raid), [sitting, second, third, maybe])
        await unit.raids.set_seats(Roster(raid), [RaidSeat(1, 1, Player(user=sitting.user))])
        assert (await unit.raids.find_roster(raid)).waiting() == (third, second)


async def test_seats_are_exchanged_at_once(units: UnitFactory) -> None:
    raid = make_raid()
    alice, bob, guest = Player(user=ALICE), Player(user=BOB), Player(name="Otti")
    before = (
        RaidSeat(1, 1, alice, rank=1),
        RaidSeat(1, 2, bob),
        RaidSeat(2, 1, guest, pinned=True, note="food"),
    )
    after = (RaidSeat(1, 1, bob, told=False), RaidSeat(1, 2, alice), RaidSeat(2, 2, wants="healing"))
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.set_seats(Roster(raid), before)
        roster = await unit.raids.find_roster(raid)
        assert roster.seats == before
        await unit.raids.set_seats(roster, after)
        assert (await unit.raids.find_roster(raid)).seats == after


async def test_who_is_to_be_told_is_named_once(units: UnitFactory) -> None:
    raid = make_raid()
    seats = (RaidSeat(1, 1, Player(user=ALICE)), RaidSeat(1, 2, Player(user=BOB), told=False))
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.set_seats(Roster(raid), seats)
        assert await unit.raids.pop_untold(raid.id) == (BOB,)
        assert await unit.raids.pop_untold(raid.id) == ()


async def test_steps_are_listed_and_undone_from_the_last_on(units: UnitFactory) -> None:
    raid = make_raid()
    steps = [Step(raid.id, BOB, action, START, before) for action, before in (("a", "1"), ("b", None), ("c", "3"))]
    async with units() as unit:
        await keep(unit, raid)
        for step in steps:
            await unit.raids.add_step(step)
        assert await unit.raids.list_steps(raid.id, 2) == (steps[2], steps[1])
        assert await unit.raids.pop_undoable(raid.id) == steps[2]
        assert await unit.raids.pop_undoable(raid.id) == steps[0]
        assert await unit.raids.pop_undoable(raid.id) is None


async def test_forgetting_somebody_leaves_no_trace_of_them(units: UnitFactory) -> None:
    led, joined, other = make_raid(BOB), make_raid(), make_raid()
    async with units() as unit:
        await keep(unit, led, joined, other)
        for user, turn in ((BOB, 1), (CAROL, 2)):
            await unit.raids.put_entries(Roster(joined), [entry(user, turn, Answer.SIGNED, HEAL)])
        seats = (RaidSeat(1, 1, Player(user=BOB), pinned=True), RaidSeat(1, 2, Player(user=CAROL)))
        await unit.raids.set_seats(Roster(joined), seats)
        await unit.raids.add_step(Step(led.id, BOB, "planned", START))
        assert await unit.raids.count_entries(BOB) == 1
        assert set(await unit.raids.forget(BOB)) == {led.short_id, joined.short_id}
        assert await unit.raids.count_entries(BOB) == 0
        found, roster = await unit.raids.find(led.short_id), await unit.raids.find_roster(joined)
        assert found is not None
        assert found.leader is None
        assert [one.user for one in roster.entries] == [CAROL]
        assert roster.seats == (RaidSeat(1, 1, former=True), RaidSeat(1, 2, Player(user=CAROL)))
        assert [step.by for step in await unit.raids.list_steps(led.id, 5)] == [None]


async def test_raids_of_a_guild_that_is_purged_go_with_it(units: UnitFactory) -> None:
    raid = make_raid()
    async with units() as unit:
        await keep(unit, raid)
        await unit.raids.put_entries(Roster(raid), [entry(BOB, 1, Answer.SIGNED, HEAL)])
        await unit.guilds.mark_left(HOME, START)
        assert await unit.guilds.erase(HOME, LATER) == 1
        assert await unit.raids.find(raid.short_id) is None
        assert await unit.raids.count_entries(BOB) == 0


async def test_a_zone_is_remembered_with_the_account(units: UnitFactory) -> None:
    async with units() as unit:
        assert await unit.accounts.find_zone(BOB) is None
        await unit.accounts.ensure(BOB, START)
        await unit.accounts.set_zone(BOB, "Europe/Paris")
        assert await unit.accounts.find_zone(BOB) == "Europe/Paris"
        await unit.accounts.delete(BOB)
        assert await unit.accounts.find_zone(BOB) is None


async def test_a_build_counts_the_raids_in_which_somebody_seated_plays_it(units: UnitFactory) -> None:
    build, other = make_build(BOB), make_build(BOB)
    statuses = (RaidStatus.OPEN, RaidStatus.LOCKED, RaidStatus.CANCELED, RaidStatus.DRAFT)
    raids = [make_raid(status=status) for status in statuses]
    benched, elsewhere = make_raid(status=RaidStatus.OPEN), make_raid(guild=AWAY, status=RaidStatus.OPEN)
    async with units() as unit:
        await keep(unit, *raids, benched, elsewhere)
        await unit.accounts.ensure(BOB, START)
        for kept in (build, other):
            await unit.builds.add(kept)
        offers = (Choice("Druid", None, other.id), Choice("Scourge", None, build.id))
        for raid in (*raids, benched, elsewhere):
            await unit.raids.put_entries(Roster(raid), [entry(BOB, 1, Answer.SIGNED, *offers)])
        for raid in (*raids, elsewhere):
            await unit.raids.set_seats(Roster(raid), [RaidSeat(1, 2, Player(user=BOB), rank=1)])
        assert await unit.popularity.count_raids(build.id, HOME) == 2
        assert await unit.popularity.count_raids(build.id, AWAY) == 1
        assert await unit.popularity.count_raids(other.id, HOME) == 0
