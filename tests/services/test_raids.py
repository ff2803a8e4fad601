"""Raids: planned, seen by whom they may, answered, seated, called off."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.ids import ChannelId, MessageId, UserId
from bot.domain.raids import Answer, Raid, RaidStatus
from bot.domain.viewer import GuildRole
from bot.errors import (
    AmbiguousWhenError,
    NotAllowedError,
    NotFoundError,
    RaidClosedError,
    UnknownZoneError,
    ZoneMissingError,
)
from bot.services.raids.planning import DRAW
from bot.services.raids.signups import TELL
from tests.factories import ALICE, AWAY, BOB, CAROL, Clock, make_code, viewer
from tests.fakes import FakeUnits

LEADER = viewer(roles=GuildRole.LEADER)
CHANNEL = ChannelId(77)


async def planned(services: Services, when: str = "friday 20:00", content: str = "fractal") -> Raid:
    return await services.raids.plan(LEADER, "Fractals", when, content, channel=CHANNEL, zone="Europe/Paris")


@pytest.fixture
async def raid(services: Services) -> Raid:
    return await services.raids.open(LEADER, (await planned(services)).short_id)


async def fill(services: Services, raid: Raid, count: int) -> None:
    for number in range(1, count + 1):
        await services.signups.answer(viewer(UserId(number)), raid.short_id, Answer.SIGNED)


async def test_a_plan_is_a_draft_that_its_leader_alone_sees(services: Services) -> None:
    raid = await planned(services)
    assert (raid.status, raid.size, raid.zone) == (RaidStatus.DRAFT, 5, "Europe/Paris")
    assert (await services.raids.require(LEADER, "fractals")).raid == raid
    with pytest.raises(NotFoundError):
        await services.raids.require(viewer(BOB, roles=GuildRole.LEADER), raid.short_id)
    assert await services.raids.list_here(viewer(BOB)) == ()


async def test_members_plan_nothing_and_nobody_does_in_a_direct_message(services: Services) -> None:
    for who, needed in ((viewer(BOB), "raids"), (viewer(guild=None, roles=GuildRole.LEADER), "guild")):
        with pytest.raises(NotAllowedError) as refused:
            await services.raids.plan(who, "Raid", "friday 20:00", "raid", channel=CHANNEL, zone="Europe/Paris")
        assert refused.value.needed == needed


async def test_the_zone_is_asked_once(services: Services) -> None:
    with pytest.raises(ZoneMissingError):
        await services.raids.plan(LEADER, "Raid", "friday 20:00", "raid", channel=CHANNEL)
    with pytest.raises(UnknownZoneError) as unknown:
        await services.raids.plan(LEADER, "Raid", "friday 20:00", "raid", channel=CHANNEL, zone="Pariss")
    assert "Europe/Paris" in unknown.value.near
    await services.raids.plan(LEADER, "Raid", "friday 20:00", "raid", channel=CHANNEL, zone="new york")
    again = await services.raids.plan(LEADER, "Raid 2", "friday 20:00", "raid", channel=CHANNEL)
    assert again.zone == "America/New_York"
    assert again.starts_here.hour == 20


async def test_no_zone_is_asked_for_a_moment_that_none_changes(services: Services) -> None:
    soon = await services.raids.plan(LEADER, "Raid", "in 2 hours", "raid", channel=CHANNEL)
    later = await services.raids.plan(LEADER, "Raid 2", "friday 20:00 +01:00", "raid", channel=CHANNEL)
    assert (soon.zone, later.zone, later.starts_here.hour) == ("UTC", "UTC", 19)


async def test_an_ambiguous_time_plans_nothing(services: Services) -> None:
    with pytest.raises(AmbiguousWhenError):
        await planned(services, "friday 8")
    assert await services.raids.list_here(LEADER) == ()


async def test_other_guilds_do_not_know_of_it(services: Services, raid: Raid) -> None:
    there = viewer(BOB, AWAY, GuildRole.LEADER)
    for call in (services.raids.require, services.raids.cancel):
        with pytest.raises(NotFoundError):
            await call(there, raid.short_id)
    with pytest.raises(NotFoundError):
        await services.signups.answer(there, raid.short_id, Answer.SIGNED)
    assert await services.raids.suggest(there, "") == ()


async def test_members_cannot_cancel_and_other_leaders_can(services: Services, raid: Raid) -> None:
    with pytest.raises(NotAllowedError):
        await services.raids.cancel(viewer(BOB), raid.short_id)
    leader = viewer(BOB, roles=GuildRole.LEADER)
    for _ in range(2):
        assert (await services.raids.cancel(leader, raid.short_id)).status is RaidStatus.CANCELED
    with pytest.raises(RaidClosedError):
        await services.signups.answer(viewer(CAROL), raid.short_id, Answer.SIGNED)


async def test_nobody_answers_after_the_start(services: Services, raid: Raid, clock: Clock) -> None:
    clock.now = raid.starts_at
    with pytest.raises(RaidClosedError):
        await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)


async def test_the_sixth_of_five_waits_and_moves_up_by_itself(services: Services, raid: Raid, units: FakeUnits) -> None:
    await fill(services, raid, 7)
    seventh = await services.signups.answer(viewer(UserId(7)), raid.short_id, Answer.SIGNED)
    assert (seventh.seat, seventh.waiting) == (None, 2)
    await services.signups.answer(viewer(UserId(3)), raid.short_id, Answer.ABSENT)
    roster = await services.raids.require(LEADER, raid.short_id)
    assert set(roster.seat_by_user) == {1, 2, 4, 5, 6}
    assert [entry.user for entry in roster.waiting()] == [7]
    assert (TELL, raid.short_id) in units.state.jobs
    told = await services.announcements.pop_untold(raid.short_id)
    assert told is not None
    assert told.announcement.people == (6,)
    assert await services.announcements.pop_untold(raid.short_id) is None


async def test_pressing_twice_keeps_turn_and_seat(services: Services, raid: Raid) -> None:
    first = await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    await services.signups.answer(viewer(CAROL), raid.short_id, Answer.SIGNED)
    late = await services.signups.answer(viewer(BOB), raid.short_id, Answer.LATE)
    again = await services.signups.answer(viewer(BOB), raid.short_id, Answer.LATE)
    assert first.seat is not None
    assert first.seat == late.seat == again.seat
    assert first.entry.turn == again.entry.turn
    assert len((await services.raids.require(LEADER, raid.short_id)).seats) == 2


async def test_who_comes_back_is_at_the_end_of_the_row(services: Services, raid: Raid) -> None:
    await fill(services, raid, 6)
    await services.signups.answer(viewer(UserId(1)), raid.short_id, Answer.MAYBE)
    back = await services.signups.answer(viewer(UserId(1)), raid.short_id, Answer.SIGNED)
    assert back.waiting == 1


async def test_choices_are_remembered_for_the_next_raid(services: Services, raid: Raid) -> None:
    saved = await services.builds.save(viewer(BOB), make_code(specialization=62), name="Mine")
    chosen = await services.signups.choose(
        viewer(BOB), raid.short_id, builds=[saved.build.short_id], roles=["heal-quick"]
    )
    assert [(choice.title, choice.role) for choice in chosen.entry.choices][1] == ("", "heal-quick")
    assert chosen.entry.choices[0].title == "Firebrand"
    assert "Mine" not in repr(chosen.entry.choices)
    assert chosen.seat is not None
    following = await services.raids.open(LEADER, (await planned(services, "in 9 days at 20:00")).short_id)
    outcome = await services.signups.answer(viewer(BOB), following.short_id, Answer.SIGNED)
    assert outcome.entry.choices == chosen.entry.choices


async def test_somebody_elses_private_build_cannot_be_offered(services: Services, raid: Raid) -> None:
    saved = await services.builds.save(viewer(ALICE), make_code())
    with pytest.raises(NotFoundError):
        await services.signups.choose(viewer(BOB), raid.short_id, builds=[saved.build.short_id])


async def test_a_flexible_player_plays_what_is_missing(services: Services, raid: Raid) -> None:
    outcome = await services.signups.choose(viewer(BOB), raid.short_id, roles=["dps", "heal-alac"])
    assert outcome.seat is not None
    assert outcome.seat.rank == 1


async def test_changing_choices_keeps_the_seat(services: Services, raid: Raid) -> None:
    await fill(services, raid, 6)
    changed = await services.signups.choose(viewer(UserId(2)), raid.short_id, roles=["heal"])
    assert changed.seat is not None
    roster = await services.raids.require(LEADER, raid.short_id)
    assert [entry.user for entry in roster.waiting()] == [6]


async def test_drawing_again_waits_for_more_clicks(
    services: Services, raid: Raid, units: FakeUnits, clock: Clock
) -> None:
    clock.still = True
    await services.jobs.work({DRAW: _done})
    await services.raids.note_drawn(raid.short_id, MessageId(9))
    await fill(services, raid, 5)
    job = units.state.jobs[DRAW, raid.short_id].job
    assert job.due_at == clock.now + timedelta(seconds=3)


async def test_erasing_a_person_lets_the_next_in_be_drawn(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    units.state.jobs.clear()
    assert (await services.accounts.show(viewer(BOB))).answers == 1
    await services.accounts.delete_everything(viewer(BOB))
    assert (await services.accounts.show(viewer(BOB))).answers == 0
    assert (DRAW, raid.short_id) in units.state.jobs


async def test_what_was_called_off_or_locked_is_not_opened_by_a_button_of_before(
    services: Services, raid: Raid
) -> None:
    await services.lineups.lock(LEADER, raid.short_id, is_locked=True)
    with pytest.raises(RaidClosedError):
        await services.raids.open(LEADER, raid.short_id)
    await services.raids.cancel(LEADER, raid.short_id)
    with pytest.raises(RaidClosedError):
        await services.raids.open(LEADER, raid.short_id)
    assert (await services.raids.require(LEADER, raid.short_id)).raid.status is RaidStatus.CANCELED


async def test_a_raid_whose_leader_is_erased_is_led_by_the_others(services: Services, raid: Raid) -> None:
    await services.accounts.delete_everything(LEADER)
    other = viewer(BOB, roles=GuildRole.LEADER)
    assert (await services.raids.cancel(other, raid.short_id)).leader is None


async def test_a_post_that_is_lost_is_posted_again_where_a_leader_says(services: Services, raid: Raid) -> None:
    await services.raids.note_drawn(raid.short_id, MessageId(9))
    await services.raids.note_lost(raid.short_id)
    roster = await services.raids.find_for_drawing(raid.short_id)
    assert roster is not None
    assert roster.raid.message is None
    moved = await services.raids.move(LEADER, raid.short_id, ChannelId(78))
    assert moved == replace(roster.raid, channel=ChannelId(78), revision=roster.raid.revision + 1)


async def _done(_key: str) -> bool:
    return True


async def _not_now(_key: str) -> bool:
    return False


async def test_jobs_are_done_once_tried_again_and_given_up(services: Services, units: FakeUnits, clock: Clock) -> None:
    async with units() as unit:
        await unit.jobs.put("a", "1", clock.now)
    assert await services.jobs.work({"a": _not_now}) == 1
    assert await services.jobs.work({"a": _done}) == 0
    clock.now += timedelta(minutes=1)
    assert await services.jobs.work({"a": _done}) == 1
    assert units.state.jobs == {}
    async with units() as unit:
        await unit.jobs.put("a", "1", clock.now)
    for _ in range(8):
        clock.now += timedelta(hours=1)
        assert await services.jobs.work({"a": _not_now}) == 1
    assert units.state.jobs == {}
