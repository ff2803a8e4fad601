"""Reminders: who gets which, when, and never twice."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import Services
from bot.domain.ids import ChannelId
from bot.domain.raids import Answer, Raid, RaidStatus
from bot.domain.reminders import GRACE, PAUSE, Reminder, Way
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError, NotFoundError, RaidClosedError, RemindedAlreadyError
from bot.services.jobs import Jobs
from bot.services.raids.announcing import REPEATED
from bot.services.raids.leavers import Leavers
from bot.services.raids.reminding import REMIND_DIRECT, Reminders
from bot.services.raids.timetable import REMIND, reminder_key, set_timetable
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, Clock, make_raid, viewer
from tests.fakes import FakeUnits

pytestmark = pytest.mark.still

LEADER = viewer(roles=GuildRole.LEADER)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def raid(services: Services) -> Raid:
    draft = await services.raids.plan(
        LEADER, "Raid", "2026-11-27 20:00", "fractal", channel=ChannelId(77), zone="Europe/Paris"
    )
    raid = await services.raids.open(LEADER, draft.short_id)
    for user in (BOB, CAROL):
        await services.signups.answer(viewer(user), raid.short_id, Answer.SIGNED)
    return raid


def due(units: FakeUnits) -> dict[str, datetime]:
    return {key: stored.job.due_at for (kind, key), stored in units.state.jobs.items() if kind == REMIND}


async def test_opening_asks_for_the_reminders_that_go_out_by_themselves(raid: Raid, units: FakeUnits) -> None:
    assert due(units) == {
        reminder_key(raid, Reminder.HOUR): raid.starts_at - HOUR,
        reminder_key(raid, Reminder.QUARTER): raid.starts_at - 15 * MINUTE,
    }


async def test_a_draft_reminds_nobody_and_a_canceled_raid_no_more(
    raid: Raid, services: Services, units: FakeUnits
) -> None:
    await services.raids.plan(LEADER, "Draft", "2026-11-28 20:00", "raid", channel=ChannelId(7))
    assert len(due(units)) == 2
    await services.raids.cancel(LEADER, raid.short_id)
    assert due(units) == {}


async def test_those_seated_are_reminded_once(raid: Raid, services: Services, clock: Clock) -> None:
    key = reminder_key(raid, Reminder.HOUR)
    clock.now = raid.starts_at - HOUR
    call = await services.reminders.pop_due(key)
    assert call is not None
    assert (call.raid.id, call.which, call.mentioned, call.direct) == (raid.id, Reminder.HOUR, (BOB, CAROL), 0)
    clock.now += REPEATED + timedelta(seconds=1)
    assert await services.reminders.pop_due(key) is None


@pytest.mark.parametrize(("late", "goes"), [(timedelta(), True), (GRACE, True), (GRACE + MINUTE / 60, False)])
async def test_a_late_one_goes_out_within_the_grace(
    raid: Raid, services: Services, clock: Clock, late: timedelta, *, goes: bool
) -> None:
    clock.now = raid.starts_at - HOUR + late
    assert (await services.reminders.pop_due(reminder_key(raid, Reminder.HOUR)) is not None) is goes


@pytest.mark.usefixtures("raid")
async def test_those_without_an_answer_are_asked_where_the_leader_wants_it(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    other = await services.raids.plan(LEADER, "Next", "2026-11-28 20:00", "raid", channel=ChannelId(7))
    await services.raids.open(LEADER, other.short_id)
    await services.signups.answer(viewer(CAROL), other.short_id, Answer.ABSENT)
    plan = await services.reminders.choose(LEADER, other.short_id, [Reminder.DAY])
    assert (plan.wanted, plan.expected, plan.next) == ((Reminder.DAY,), 1, (Reminder.DAY, other.starts_at - DAY))
    assert [key for key in due(units) if key.startswith(other.short_id)] == [reminder_key(other, Reminder.DAY)]
    clock.now = other.starts_at - DAY
    call = await services.reminders.pop_due(reminder_key(other, Reminder.DAY))
    assert call is not None
    assert call.mentioned == (BOB,)


async def test_members_choose_nothing_and_others_see_nothing(raid: Raid, services: Services) -> None:
    assert (await services.reminders.show(viewer(BOB), raid.short_id)).expected is None
    with pytest.raises(NotAllowedError):
        await services.reminders.choose(viewer(BOB), raid.short_id, [])
    with pytest.raises(NotAllowedError):
        await services.reminders.send_now(viewer(BOB), raid.short_id, Reminder.NOW)
    with pytest.raises(NotFoundError):
        await services.reminders.show(viewer(BOB, AWAY), raid.short_id)


async def test_by_direct_message_where_somebody_asked_for_it(raid: Raid, services: Services, clock: Clock) -> None:
    await services.reminders.set_way(viewer(BOB), Way.DIRECT)
    await services.reminders.set_way(viewer(CAROL), Way.NONE)
    assert (await services.reminders.show(viewer(BOB), raid.short_id)).way is Way.DIRECT
    clock.now = raid.starts_at - HOUR
    call = await services.reminders.pop_due(reminder_key(raid, Reminder.HOUR))
    assert call is not None
    assert (call.mentioned, call.direct) == ((), 1)
    key = f"{raid.short_id}:hour:{BOB}"
    direct = await services.reminders.pop_direct(key)
    assert direct is not None
    assert direct.seat is not None
    assert (direct.user, direct.seat.at) == (BOB, (1, 1))


async def test_what_somebody_had_in_hand_who_died_goes_out_by_the_same_nonce_or_not_at_all(
    raid: Raid, services: Services, units: FakeUnits, clock: Clock
) -> None:
    await services.reminders.set_way(viewer(BOB), Way.DIRECT)
    clock.now = raid.starts_at - HOUR
    key = reminder_key(raid, Reminder.HOUR)
    first = await services.reminders.pop_due(key)
    again = await services.reminders.pop_due(key)
    assert first is not None
    assert again == replace(first, direct=0)
    tried = []
    for _ in range(3):
        async with units() as unit:
            await unit.jobs.lease(clock.now, clock.now + MINUTE, 10, [REMIND_DIRECT])
        tried.append(await services.reminders.pop_direct(f"{key}:{BOB}"))
        clock.now += REPEATED - timedelta(seconds=1)
    one, other, late = tried
    assert one is not None
    assert one == other
    assert one.nonce not in {"", first.nonce}
    assert late is None
    assert await services.reminders.pop_due(key) is None


async def test_a_direct_message_that_nobody_tried_yet_is_sent_late(
    raid: Raid, services: Services, units: FakeUnits, clock: Clock
) -> None:
    await services.reminders.set_way(viewer(BOB), Way.DIRECT)
    clock.now = raid.starts_at - HOUR
    await services.reminders.pop_due(reminder_key(raid, Reminder.HOUR))
    clock.now += REPEATED + MINUTE
    async with units() as unit:
        await unit.jobs.lease(clock.now, clock.now + MINUTE, 10, [REMIND_DIRECT])
    assert await services.reminders.pop_direct(f"{raid.short_id}:hour:{BOB}") is not None


@pytest.mark.parametrize("too_late", [False, True])
async def test_a_direct_message_that_is_out_of_date_is_not_sent(
    raid: Raid, services: Services, clock: Clock, *, too_late: bool
) -> None:
    await services.reminders.set_way(viewer(BOB), Way.DIRECT)
    clock.now = raid.starts_at - HOUR
    await services.reminders.pop_due(reminder_key(raid, Reminder.HOUR))
    if too_late:
        clock.now += GRACE + MINUTE
    else:
        await services.signups.answer(viewer(BOB), raid.short_id, Answer.ABSENT)
    assert await services.reminders.pop_direct(f"{raid.short_id}:hour:{BOB}") is None


async def test_by_hand_once_in_ten_minutes(raid: Raid, services: Services, clock: Clock) -> None:
    call = await services.reminders.send_now(LEADER, raid.short_id, Reminder.NOW)
    assert call.mentioned == (BOB, CAROL)
    assert call.saying is not None
    assert (call.saying.announcement.people, call.saying.announcement.reminder) == ((BOB, CAROL), Reminder.NOW)
    with pytest.raises(RemindedAlreadyError) as refused:
        await services.reminders.send_now(LEADER, raid.short_id, Reminder.ASK)
    assert refused.value.until == clock.now + PAUSE
    clock.now += PAUSE
    assert (await services.reminders.send_now(LEADER, raid.short_id, Reminder.ASK)).mentioned == ()
    clock.now = raid.starts_at
    with pytest.raises(RaidClosedError):
        await services.reminders.send_now(LEADER, raid.short_id, Reminder.NOW)


async def test_a_raid_that_is_gone_is_passed_over(services: Services) -> None:
    assert await services.reminders.pop_due("22222222:hour") is None
    assert await services.reminders.pop_direct(f"22222222:hour:{ALICE}") is None


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("pass"), st.integers(0, 600)),
        st.tuples(st.just("move"), st.integers(-600, 1500)),
        st.tuples(st.just("cancel"), st.just(0)),
        st.tuples(st.just("open"), st.just(0)),
        st.tuples(st.just("die"), st.integers(0, 30)),
    ),
    max_size=25,
)


@dataclass
class _World:
    """One raid, and whoever does jobs; `sent` are reminders and the times at which they were due."""

    units: FakeUnits = field(default_factory=FakeUnits)
    clock: Clock = field(default_factory=lambda: Clock(still=True))
    sent: dict[str, tuple[Reminder, datetime]] = field(default_factory=dict)
    """By the nonce, as Discord does."""

    async def change(self, ref: str, **changes: Any) -> None:
        async with self.units() as unit:
            raid = await unit.raids.find(ref)
            assert raid is not None
            shift = changes.pop("shift", timedelta())
            changed = replace(raid, starts_at=raid.starts_at + shift, **changes)
            await unit.raids.save(changed)
            await set_timetable(unit, changed, self.clock.now)

    async def work(self, *, dies: bool) -> None:
        """Do what is due, and maybe die before that is noted: then the job is taken over later."""
        reminders = Reminders(self.units, self.clock, Leavers(self.clock))

        async def remind(key: str) -> bool:
            call = await reminders.pop_due(key)
            if call is not None:
                at = call.raid.starts_at - call.which.lead
                assert self.clock.now <= at + GRACE + (REPEATED if call.nonce in self.sent else timedelta())
                assert call.raid.status is RaidStatus.OPEN
                self.sent.setdefault(call.nonce, (call.which, at))
            return not dies

        await Jobs(self.units, self.clock).work({REMIND: remind})


@given(steps=STEPS)
async def test_whatever_happens_each_goes_out_once_and_none_after_the_grace(steps: list[tuple[str, int]]) -> None:
    world, raid = _World(), make_raid(status=RaidStatus.OPEN, starts_at=START + DAY)
    async with world.units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.raids.add(raid)
    await world.change(raid.short_id)
    for step, minutes in steps:
        if step == "pass":
            for _ in range(minutes // 5 + 1):
                world.clock.now += 5 * MINUTE
                await world.work(dies=False)
        elif step == "die":
            world.clock.now += minutes * MINUTE
            await world.work(dies=True)
        elif step == "move":
            await world.change(raid.short_id, shift=minutes * MINUTE)
        else:
            await world.change(raid.short_id, status=RaidStatus.CANCELED if step == "cancel" else RaidStatus.OPEN)
    assert len(set(world.sent.values())) == len(world.sent)
