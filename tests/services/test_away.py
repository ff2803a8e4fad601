"""Absences: said once, they answer every raid of that person, and are taken back likewise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.absences import LIMIT, Applied
from bot.domain.ids import ChannelId, UserId
from bot.domain.raids import Answer, Raid, RaidStatus
from bot.domain.viewer import GuildRole
from bot.errors import LimitReachedError, NotFoundError, WhenUnreadError, ZoneMissingError
from bot.services.raids.away import KEPT
from bot.services.raids.timetable import AWAY, set_timetable
from tests.factories import ALICE, BOB, CAROL, Clock, new_id, viewer
from tests.factories import AWAY as AWAY_GUILD
from tests.fakes import FakeUnits

LEADER, ME = viewer(roles=GuildRole.LEADER), viewer(BOB)
DAYS = "26 nov - 28 nov"


async def plan(services: Services, when: str) -> Raid:
    draft = await services.raids.plan(LEADER, when, when, "fractal", channel=ChannelId(7), zone="UTC")
    return await services.raids.open(LEADER, draft.short_id)


async def answers(services: Services, raid: Raid) -> Mapping[UserId, Answer]:
    roster = await services.raids.require(LEADER, raid.short_id)
    return {entry.user: entry.answer for entry in roster.entries}


async def work(services: Services) -> None:
    async def speak(key: str) -> bool:
        await services.absences.work(key)
        return True

    await services.jobs.work({AWAY: speak})


@pytest.fixture
async def raid(services: Services) -> Raid:
    """A raid on one of the days, for which Bob signed up, and one on none of them that he answered."""
    raid, other = await plan(services, "2026-11-27 20:00"), await plan(services, "2026-12-05 20:00")
    for one in (raid, other):
        await services.signups.answer(ME, one.short_id, Answer.SIGNED)
    return raid


async def test_it_answers_what_is_planned_and_what_comes(raid: Raid, services: Services) -> None:
    unanswered = await plan(services, "2026-11-28 20:00")
    spoken = await services.absences.add(ME, DAYS, "Europe/Paris")
    assert (spoken.changed, spoken.closed) == (2, 0)
    for one in (raid, unanswered):
        assert await answers(services, one) == {BOB: Answer.ABSENT}
    assert BOB not in (await services.raids.require(LEADER, raid.short_id)).seat_by_user
    new, after = await plan(services, "2026-11-26 20:00"), await plan(services, "2026-11-29 20:00")
    await work(services)
    assert await answers(services, new) == {BOB: Answer.ABSENT}
    assert await answers(services, after) == {}


async def test_taking_it_back_brings_back_what_was_answered(raid: Raid, services: Services) -> None:
    unanswered = await plan(services, "2026-11-28 20:00")
    spoken = await services.absences.add(ME, DAYS, "UTC")
    assert await services.absences.list_own(ME) == (spoken.absence,)
    assert (await services.absences.remove(ME, spoken.absence.id)).changed == 2
    assert await answers(services, raid) == {BOB: Answer.SIGNED}
    assert BOB in (await services.raids.require(LEADER, raid.short_id)).seat_by_user
    assert await answers(services, unanswered) == {}
    assert await services.absences.list_own(ME) == ()
    with pytest.raises(NotFoundError):
        await services.absences.remove(ME, spoken.absence.id)


async def test_who_signs_up_all_the_same_comes(raid: Raid, services: Services) -> None:
    spoken = await services.absences.add(ME, DAYS, "UTC")
    await services.signups.answer(ME, raid.short_id, Answer.LATE)
    assert (await services.absences.add(ME, DAYS)).changed == 0
    await work(services)
    assert await answers(services, raid) == {BOB: Answer.LATE}
    assert (await services.absences.remove(ME, spoken.absence.id)).changed == 0
    assert await answers(services, raid) == {BOB: Answer.LATE}


async def test_who_was_absent_anyway_stays_so(raid: Raid, services: Services) -> None:
    await services.signups.answer(ME, raid.short_id, Answer.ABSENT)
    spoken = await services.absences.add(ME, DAYS, "UTC")
    assert spoken.changed == 0
    await services.absences.remove(ME, spoken.absence.id)
    assert await answers(services, raid) == {BOB: Answer.ABSENT}


async def test_a_raid_that_moves_is_answered_anew(
    raid: Raid, services: Services, units: FakeUnits, clock: Clock
) -> None:
    await services.absences.add(ME, DAYS, "UTC")
    await work(services)
    for days, answer in ((7, Answer.SIGNED), (-7, Answer.ABSENT)):
        async with units() as unit:
            held = await unit.raids.find(raid.short_id, hold=True)
            assert held is not None
            moved = replace(held, starts_at=held.starts_at + timedelta(days=days))
            await unit.raids.save(moved)
            await set_timetable(unit, moved, clock())
        await work(services)
        assert await answers(services, raid) == {BOB: answer}


async def test_a_locked_raid_is_told_of(raid: Raid, services: Services, units: FakeUnits) -> None:
    async with units() as unit:
        await unit.raids.save(replace(raid, status=RaidStatus.LOCKED))
    spoken = await services.absences.add(ME, DAYS, "UTC")
    assert (spoken.changed, spoken.closed) == (0, 1)
    assert (await services.absences.remove(ME, spoken.absence.id)).changed == 0


async def test_whoever_dies_before_it_spoke_leaves_a_job_that_goes_on(
    raid: Raid, services: Services, units: FakeUnits, clock: Clock
) -> None:
    spoken = await services.absences.add(ME, DAYS, "UTC")
    await services.absences.remove(ME, spoken.absence.id)
    async with units() as unit:
        await unit.absences.add(spoken.absence)
        await unit.absences.note(Applied(spoken.absence, raid, Answer.SIGNED, clock()))
        await unit.jobs.put(AWAY, f"absence:{spoken.absence.id}", clock())
    await work(services)
    assert await answers(services, raid) == {BOB: Answer.ABSENT}


async def test_it_counts_where_it_is_said_also_for_who_never_answered(services: Services) -> None:
    planned = await plan(services, "2026-11-27 18:00")
    assert (await services.absences.add(viewer(CAROL), DAYS, "UTC")).changed == 1
    new = await plan(services, "2026-11-28 18:00")
    await work(services)
    for one in (planned, new):
        assert await answers(services, one) == {CAROL: Answer.ABSENT}


async def test_it_says_nothing_in_guilds_where_it_was_not_said(services: Services) -> None:
    unknown = await plan(services, "2026-11-27 18:00")
    for guild in (AWAY_GUILD, None):
        assert (await services.absences.add(viewer(CAROL, guild), DAYS, "UTC")).changed == 0
    await work(services)
    assert CAROL not in await answers(services, unknown)
    assert (await services.absences.add(viewer(CAROL), DAYS, "UTC")).changed == 1  # the same days, said here too


async def test_what_is_asked_back(services: Services) -> None:
    with pytest.raises(ZoneMissingError):
        await services.absences.add(ME, DAYS)
    assert await services.absences.find_zone(ME) is None
    with pytest.raises(WhenUnreadError):
        await services.absences.add(ME, "some day", "UTC")
    assert await services.absences.list_own(ME) == ()
    await services.absences.work(f"absence:{new_id()}")
    await services.absences.work("raid:22222222")


async def test_the_same_days_are_one_absence_and_there_is_a_limit(services: Services) -> None:
    for _ in range(2):
        await services.absences.add(ME, DAYS, "UTC")
    for day in range(1, LIMIT):
        await services.absences.add(ME, f"2026-12-{day:02}")
    assert len(await services.absences.list_own(ME)) == LIMIT
    with pytest.raises(LimitReachedError):
        await services.absences.add(ME, "2026-12-31")


async def test_nobody_takes_back_what_is_not_theirs(services: Services) -> None:
    spoken = await services.absences.add(ME, DAYS, "UTC")
    with pytest.raises(NotFoundError):
        await services.absences.remove(viewer(ALICE), spoken.absence.id)


async def test_what_is_over_is_forgotten(services: Services, clock: Clock) -> None:
    await services.absences.add(ME, DAYS, "UTC")
    clock.now += timedelta(days=7)
    assert await services.absences.list_own(ME) == ()
    assert await services.absences.purge() == 0
    clock.now += KEPT
    assert await services.absences.purge() == 1


async def test_a_zone_is_guessed_by_the_raids_that_one_answered(raid: Raid, services: Services) -> None:
    assert await services.absences.find_zone(viewer(CAROL)) is None
    assert await services.absences.find_zone(ME) == raid.zone
    await services.absences.add(ME, DAYS, "Europe/Paris")
    assert await services.absences.find_zone(ME) == "Europe/Paris"
