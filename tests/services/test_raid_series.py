"""Raids that recur: planned by themselves, each date once, called off, moved, ended."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.app import Services
from bot.domain.edits import Seen
from bot.domain.ids import ChannelId
from bot.domain.raid_options import Options, RoleGroup
from bot.domain.raids import Answer, Raid, RaidSeat, RaidStatus
from bot.domain.viewer import GuildRole
from bot.errors import ConflictError, NotAllowedError, NotFoundError, RepeatUnreadError, WhenError, ZoneMissingError
from bot.services.raids.planning import DRAW, PLAN_NEXT
from tests.factories import AWAY, BOB, CAROL, Clock, viewer
from tests.fakes import FakeUnits

pytestmark = pytest.mark.still

LEADER = viewer(roles=GuildRole.LEADER)
OTHER = viewer(CAROL, roles=GuildRole.LEADER)
CHANNEL = ChannelId(77)
OPTIONS = Options(approval=True, with_thread=True, limits=((RoleGroup.HEAL, 2),))


async def plan(services: Services, when: str = "friday 20:00", repeat: str = "every week") -> Raid:
    raid = await services.raids.plan(LEADER, "Clear", when, "raid", channel=CHANNEL, zone="Europe/Paris")
    await services.series.repeat(LEADER, raid.short_id, repeat)
    return await services.raids.open(LEADER, raid.short_id)


async def run(services: Services, units: FakeUnits, clock: Clock, days: float = 0) -> list[Raid]:
    """Let time go by, doing what is due on the way; returns all raids by start."""
    end = clock.now + timedelta(days=days)
    while True:
        while await services.jobs.work({PLAN_NEXT: services.series.plan_next}):
            """There may be more."""
        due = [stored.job.due_at for key, stored in units.state.jobs.items() if key[0] == PLAN_NEXT]
        if not due or min(due) > end:
            clock.now = end
            return sorted(units.state.raids.values(), key=lambda raid: raid.starts_at)
        clock.now = max(clock.now, min(due))


def days(raids: list[Raid]) -> list[date]:
    return [raid.wall.date() for raid in raids]


async def test_the_next_one_is_planned_when_the_former_is_over(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    first = await plan(services)
    assert days(await run(services, units, clock)) == [date(2026, 11, 27)]
    clock.now = first.starts_at + timedelta(hours=2)
    assert len(await run(services, units, clock)) == 1
    raids = await run(services, units, clock, days=0.1)
    assert days(raids) == [date(2026, 11, 27), date(2026, 12, 4)]
    assert (raids[1].status, raids[1].channel, raids[1].title) == (RaidStatus.OPEN, CHANNEL, "Clear")
    assert (DRAW, raids[1].short_id) in units.state.jobs


async def test_with_two_a_week_each_is_planned_six_days_before(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    await plan(services, "thursday 20:00", "mon, thu")
    raids = await run(services, units, clock, days=9)
    assert days(raids) == [date(2026, 11, 26), date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 7)]
    assert all(raid.created_at <= raid.starts_at - timedelta(days=6) for raid in raids[1:])


async def test_twenty_stays_twenty_across_daylight_saving_and_a_skipped_hour_is_held_later(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    clock.now = datetime(2027, 3, 18, 12, 0, tzinfo=UTC)
    await plan(services, "2027-03-21 02:30")
    raids = await run(services, units, clock, days=16)
    assert [(raid.wall.hour, raid.starts_at.astimezone(UTC).hour) for raid in raids[:3]] == [(2, 1), (3, 1), (2, 0)]
    clock.now = datetime(2026, 10, 22, 12, 0, tzinfo=UTC)


async def test_an_hour_that_comes_twice_is_the_first(services: Services, units: FakeUnits, clock: Clock) -> None:
    clock.now = datetime(2027, 10, 20, 12, 0, tzinfo=UTC)
    await plan(services, "2027-10-24 02:30")
    raids = await run(services, units, clock, days=9)
    assert raids[1].starts_at.astimezone(UTC) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


async def test_options_and_wishes_are_kept_and_answers_are_not(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    draft = await services.raids.plan(LEADER, "Clear", "friday 20:00", "raid", channel=CHANNEL, zone="Europe/Paris")
    asked = await services.raid_editor.set_options(LEADER, draft.short_id, 0, OPTIONS)
    closed = await services.raid_editor.set_deadline(LEADER, draft.short_id, asked.raid.revision, timedelta(hours=2))
    async with units() as unit:
        await unit.raids.set_seats(closed.roster, [RaidSeat(1, 2, wants="heal-alac")])
    await services.series.repeat(LEADER, draft.short_id, "weekly")
    raid = await services.raids.open(LEADER, draft.short_id)
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)
    following = (await run(services, units, clock, days=8))[1]
    assert following.options == OPTIONS
    assert following.closes_at == following.starts_at - timedelta(hours=2)
    roster = await services.raids.require(LEADER, following.short_id)
    assert roster.seats == (RaidSeat(1, 2, wants="heal-alac"),)
    assert roster.entries == ()


async def test_a_draft_plans_nothing_until_it_is_posted(services: Services, units: FakeUnits, clock: Clock) -> None:
    draft = await services.raids.plan(LEADER, "Clear", "friday 20:00", "raid", channel=CHANNEL, zone="Europe/Paris")
    await services.series.repeat(LEADER, draft.short_id, "weekly")
    assert len(await run(services, units, clock, days=30)) == 1


async def test_a_single_date_is_called_off_and_taken_back(services: Services, units: FakeUnits, clock: Clock) -> None:
    raid = await plan(services)
    outlook = await services.series.require(LEADER, raid.short_id)
    coming = [one.day for one in outlook.dates]
    assert coming[:2] == [date(2026, 12, 4), date(2026, 12, 11)]
    await services.series.skip(LEADER, raid.short_id, coming[:2], coming)
    await services.series.skip(LEADER, raid.short_id, coming[:1], coming)
    assert days(await run(services, units, clock, days=15)) == [date(2026, 11, 27), date(2026, 12, 11)]


async def test_a_posted_date_is_called_off_and_the_series_goes_on(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    raid = await plan(services)
    await services.raids.cancel(LEADER, raid.short_id)
    raids = await run(services, units, clock, days=8)
    assert [one.status for one in raids] == [RaidStatus.CANCELED, RaidStatus.OPEN]


async def test_this_date_alone_is_moved(services: Services, units: FakeUnits, clock: Clock) -> None:
    raid = await plan(services)
    await services.raid_editor.edit(LEADER, raid.short_id, {"when": "saturday 21:00"}, Seen.of(raid, ("when",)))
    raids = await run(services, units, clock, days=8)
    assert [one.wall.isoformat() for one in raids] == ["2026-11-28T21:00:00", "2026-12-04T20:00:00"]


async def test_a_date_is_moved_before_it_is_posted_and_keeps_its_place(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    raid = await plan(services)
    coming = (await services.series.require(LEADER, raid.short_id)).dates
    day, starts = coming[0].day, coming[0].starts
    outlook = await services.series.move(LEADER, raid.short_id, day, "2026-12-05 21:00", starts)
    with pytest.raises(ConflictError):  # another leader, who saw it where it was
        await services.series.move(OTHER, raid.short_id, day, "2026-12-06 21:00", starts)
    await services.series.skip(LEADER, raid.short_id, [], [one.day for one in outlook.dates])
    raids = await run(services, units, clock, days=15)
    assert [one.wall.isoformat() for one in raids[1:3]] == ["2026-12-05T21:00:00", "2026-12-11T20:00:00"]
    assert raids[1].series_day == day
    with pytest.raises(ConflictError):  # it is posted
        await services.series.move(LEADER, raid.short_id, day, "", outlook.dates[0].starts)


async def test_a_date_that_is_moved_before_others_is_posted_in_time(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    raid = await plan(services, repeat="monthly")
    one, two = (await services.series.require(LEADER, raid.short_id)).dates[:2]
    await services.series.move(LEADER, raid.short_id, two.day, "2026-12-06 20:00", two.starts)
    raids = await run(services, units, clock, days=13)
    assert {one.day, two.day} <= {raid.series_day for raid in raids}
    moved = next(raid for raid in raids if raid.series_day == two.day)
    assert moved.created_at <= moved.starts_at - timedelta(days=5)


async def test_only_coming_dates_are_moved_and_only_by_leaders(services: Services) -> None:
    raid = await plan(services)
    date_one = (await services.series.require(LEADER, raid.short_id)).dates[0]
    with pytest.raises(NotAllowedError):
        await services.series.move(viewer(BOB), raid.short_id, date_one.day, "", date_one.starts)
    for when, refusal in (("2026-01-01 20:00", WhenError), ("sometimes", WhenError)):
        with pytest.raises(refusal):
            await services.series.move(LEADER, raid.short_id, date_one.day, when, date_one.starts)
    with pytest.raises(ConflictError):
        await services.series.move(LEADER, raid.short_id, date(2026, 12, 5), "", date_one.starts)


async def test_this_date_and_all_that_follow_are_moved(services: Services, units: FakeUnits, clock: Clock) -> None:
    raid = await plan(services, "thursday 20:00", "mon, thu")
    typed = {"when": "friday 21:00", "title": "Later"}
    await services.raid_editor.edit(LEADER, raid.short_id, typed, Seen.of(raid, ("when", "title")))
    await services.series.follow(LEADER, raid.short_id)
    raids = await run(services, units, clock, days=7)
    assert [one.wall.isoformat() for one in raids[:3]] == [
        "2026-11-27T21:00:00",
        "2026-11-30T21:00:00",
        "2026-12-04T21:00:00",
    ]
    assert raids[1].title == "Later"


async def test_an_ended_series_plans_no_more(services: Services, units: FakeUnits, clock: Clock) -> None:
    raid = await plan(services)
    for _ in range(2):
        await services.series.end(OTHER, raid.short_id)
    assert len(await run(services, units, clock, days=30)) == 1
    with pytest.raises(NotFoundError):
        await services.series.require(LEADER, raid.short_id)


async def test_begun_twice_it_plans_once(services: Services, units: FakeUnits, clock: Clock) -> None:
    raid = await plan(services)
    clock.now = raid.starts_at + timedelta(hours=4)
    (key,) = units.state.series
    for _ in range(3):
        await services.series.plan_next(str(key))
    assert len(units.state.raids) == 2


async def test_dates_that_went_by_while_nobody_worked_are_passed_over(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    await plan(services)
    clock.now += timedelta(days=40)
    raids = await run(services, units, clock)
    assert days(raids)[-1] > clock.now.date()
    assert len(raids) == 2


async def test_only_leaders_of_the_guild_may(services: Services) -> None:
    raid = await plan(services)
    member, stranger = viewer(BOB), viewer(BOB, AWAY, GuildRole.LEADER)
    with pytest.raises(NotAllowedError):
        await services.series.end(member, raid.short_id)
    with pytest.raises(NotAllowedError):
        await services.series.require(member, raid.short_id)
    with pytest.raises(NotFoundError):
        await services.series.repeat(stranger, raid.short_id, "weekly")
    with pytest.raises(RepeatUnreadError):
        await services.series.repeat(LEADER, raid.short_id, "sometimes")


async def test_when_its_leader_is_erased_a_series_ends_and_its_raid_to_come_is_called_off(
    services: Services, units: FakeUnits, clock: Clock
) -> None:
    await plan(services)
    await services.accounts.delete_everything(LEADER)
    (raid,) = await run(services, units, clock, days=8)
    assert (raid.leader, raid.series, raid.status) == (None, None, RaidStatus.CANCELED)


async def test_what_was_planned_without_a_zone_recurs_in_one_that_was_said(services: Services) -> None:
    soon = await services.raids.plan(LEADER, "Clear", "friday 20:00 +01:00", "raid", channel=CHANNEL)
    with pytest.raises(ZoneMissingError):
        await services.series.repeat(LEADER, soon.short_id, "every week")
    await services.tastes.choose_zone(LEADER, "Europe/Paris")
    found = await services.series.repeat(LEADER, soon.short_id, "every week")
    assert (found.series.zone, found.raid.zone, found.raid.wall.hour) == ("Europe/Paris", "Europe/Paris", 20)
    assert found.raid.starts_at == soon.starts_at


async def test_utc_that_was_said_stays(services: Services) -> None:
    raid = await services.raids.plan(LEADER, "Clear", "friday 20:00", "raid", channel=CHANNEL, zone="UTC")
    assert (await services.series.repeat(LEADER, raid.short_id, "every week")).series.zone == "UTC"
