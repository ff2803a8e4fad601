"""Who left a guild: how long it is known, and how much."""

from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.ids import UserId
from bot.domain.raids import Raid
from bot.domain.reminders import Reminder
from bot.services.raids import leavers as module
from bot.services.raids.leavers import GONE_FOR, HERE_FOR, Leavers, coming
from tests.factories import AWAY, HOME, Clock
from tests.services.test_raids import LEADER, fill, planned

pytestmark = pytest.mark.still

A, B, C = UserId(1), UserId(2), UserId(3)


@pytest.fixture
def leavers(clock: Clock) -> Leavers:
    return Leavers(clock)


def test_who_nobody_asked_for_counts_as_there(leavers: Leavers) -> None:
    assert leavers.list_unasked(HOME, (C, A)) == (C, A)
    assert leavers.among(HOME, (A, C)) == frozenset()


def test_it_is_known_for_one_guild_alone(leavers: Leavers) -> None:
    leavers.note(HOME, A, is_gone=True)
    assert leavers.among(HOME, (A, B)) == {A}
    assert leavers.among(AWAY, (A, B)) == frozenset()


def test_nobody_is_asked_for_again_at_once(leavers: Leavers, clock: Clock) -> None:
    leavers.note(HOME, A, is_gone=True)
    leavers.note(HOME, B, is_gone=False)
    assert leavers.list_unasked(HOME, (A, B)) == ()
    clock.now += GONE_FOR
    assert leavers.list_unasked(HOME, (A, B)) == (A,)
    assert leavers.among(HOME, (A, B)) == {A}
    clock.now += HERE_FOR - GONE_FOR
    assert leavers.list_unasked(HOME, (A, B)) == (A, B)
    assert leavers.among(HOME, (A, B)) == frozenset()


def test_who_comes_back_is_there(leavers: Leavers) -> None:
    leavers.note(HOME, A, is_gone=True)
    leavers.note(HOME, A, is_gone=False)
    assert leavers.among(HOME, (A,)) == frozenset()


def test_of_very_many_the_oldest_are_forgotten(leavers: Leavers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    for user in (A, B, A, C):
        leavers.note(HOME, user, is_gone=True)
    assert leavers.among(HOME, (A, B, C)) == {A, C}


async def test_those_with_a_place_are_asked_for_before_those_who_wait(services: Services) -> None:
    raid: Raid = await services.raids.open(LEADER, (await planned(services)).short_id)
    await fill(services, raid, 7)
    assert coming(await services.raids.require(LEADER, raid.short_id)) == tuple(range(1, 8))


async def test_who_left_is_reminded_by_nothing(services: Services, clock: Clock) -> None:
    raid = await services.raids.open(LEADER, (await planned(services)).short_id)
    await fill(services, raid, 3)
    clock.now = raid.starts_at - timedelta(hours=1)
    services.leavers.note(raid.guild, B, is_gone=True)
    call = await services.reminders.send_now(LEADER, raid.short_id, Reminder.NOW)
    assert call.mentioned == (A, C)
