"""Raids whose leader decides who comes."""

import pytest

from bot.app import Services
from bot.domain.ids import ChannelId, UserId
from bot.domain.raid_options import Options, Standing
from bot.domain.raids import Answer, Raid
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError, NotFoundError
from bot.services.raids.planning import DRAW
from bot.services.raids.signups import TELL
from tests.factories import AWAY, BOB, CAROL, viewer
from tests.fakes import FakeUnits

LEADER = viewer(roles=GuildRole.LEADER)


@pytest.fixture
async def raid(services: Services) -> Raid:
    planned = await services.raids.plan(
        LEADER, "Clear", "friday 20:00", "fractal", channel=ChannelId(7), zone="Europe/Paris"
    )
    await services.raid_editor.set_options(LEADER, planned.short_id, 0, Options(approval=True))
    return await services.raids.open(LEADER, planned.short_id)


async def test_who_signs_up_waits_for_the_leader_and_leaders_do_not(services: Services, raid: Raid) -> None:
    asked = await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    assert (asked.seat, asked.waiting, asked.entry.standing) == (None, None, Standing.ASKED)
    led = await services.signups.answer(LEADER, raid.short_id, Answer.SIGNED)
    assert led.seat is not None
    roster = await services.raids.require(LEADER, raid.short_id)
    assert [entry.user for entry in roster.requests()] == [BOB]
    assert roster.waiting() == ()


async def test_who_is_let_in_sits_and_is_told(services: Services, raid: Raid, units: FakeUnits) -> None:
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    await services.requests.let_in(LEADER, raid.short_id, BOB)
    roster = await services.requests.let_in(LEADER, raid.short_id, BOB)
    assert BOB in roster.seat_by_user
    assert {(DRAW, raid.short_id), (TELL, raid.short_id)} <= set(units.state.jobs)
    told = await services.announcements.pop_untold(raid.short_id)
    assert told is not None
    assert told.announcement.people == (BOB,)


async def test_let_in_for_a_full_raid_is_to_wait(services: Services, raid: Raid) -> None:
    for number in range(1, 7):
        await services.signups.answer(viewer(UserId(number)), raid.short_id, Answer.SIGNED)
        await services.requests.let_in(LEADER, raid.short_id, UserId(number))
    roster = await services.raids.require(LEADER, raid.short_id)
    assert [entry.user for entry in roster.waiting()] == [6]


async def test_who_is_refused_stays_so_and_the_next_moves_up(services: Services, raid: Raid) -> None:
    for number in range(1, 7):
        await services.signups.answer(viewer(UserId(number)), raid.short_id, Answer.SIGNED)
        await services.requests.let_in(LEADER, raid.short_id, UserId(number))
    roster = await services.requests.refuse(LEADER, raid.short_id, UserId(2))
    assert set(roster.seat_by_user) == {1, 3, 4, 5, 6}
    await services.signups.answer(viewer(UserId(2)), raid.short_id, Answer.ABSENT)
    again = await services.signups.answer(viewer(UserId(2)), raid.short_id, Answer.SIGNED)
    assert (again.seat, again.waiting, again.entry.standing) == (None, None, Standing.REFUSED)


async def test_without_approval_all_who_asked_are_let_in(services: Services, raid: Raid) -> None:
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    opened = await services.raid_editor.set_options(LEADER, raid.short_id, 1, Options())
    assert BOB in opened.roster.seat_by_user


async def test_only_leaders_decide_and_only_about_who_answered(services: Services, raid: Raid) -> None:
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    with pytest.raises(NotAllowedError):
        await services.requests.let_in(viewer(BOB), raid.short_id, BOB)
    with pytest.raises(NotFoundError):
        await services.requests.let_in(viewer(CAROL, AWAY, GuildRole.LEADER), raid.short_id, BOB)
    with pytest.raises(NotFoundError):
        await services.requests.refuse(LEADER, raid.short_id, CAROL)
