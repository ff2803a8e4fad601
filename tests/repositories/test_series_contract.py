"""What every storage does with raids that recur, plans that were asked back, and roles that raids may mention."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest

from bot.domain.ids import ChannelId, EventId, RoleId, SeriesId
from bot.domain.raid_options import News, Options, RaidFault, RoleGroup, Standing
from bot.domain.raid_series import Pattern, RaidSeries
from bot.domain.raids import Answer, Entry, Roster
from bot.domain.when.repeats import MonthlyDay, Weekly
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_series import AskedPlan
from tests.factories import ALICE, BOB, HOME, START, make_raid, new_id

DAY = date(2026, 11, 27)
OPTIONS = Options(
    approval=True, with_thread=True, with_event=True, ping=RoleId(5), limits=((RoleGroup.HEAL, 2), (RoleGroup.DPS, 6))
)
PATTERN = Pattern(
    title="Friday 🔥",
    content="raid",
    subgroups=2,
    size=9,
    channel=ChannelId(7),
    locale="fr",
    notes="bring food",
    options=OPTIONS,
    closes_before=timedelta(hours=2),
    wants=(((1, 2), "heal-alac"), ((2, 1), "dps")),
)


def make_series(**more: Any) -> RaidSeries:
    standard: dict[str, Any] = {
        "id": SeriesId(new_id()),
        "guild": HOME,
        "leader": ALICE,
        "repeat": Weekly((4,)),
        "first": datetime(2026, 11, 27, 20, 0),  # noqa: DTZ001 - a wall time
        "zone": "Europe/Paris",
        "pattern": PATTERN,
        "planned": DAY,
        "created_at": START,
    }
    return RaidSeries(**(standard | more))


async def test_a_series_is_found_as_it_was_kept_and_saved(units: UnitFactory) -> None:
    series = make_series()
    off = date(2026, 12, 4)
    moved = datetime(2026, 12, 12, 21, 0)  # noqa: DTZ001 - a wall time
    twice = datetime(2027, 10, 31, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    changes = MappingProxyType({off: None, date(2026, 12, 11): moved, date(2027, 10, 29): twice})
    changed = replace(series, repeat=MonthlyDay(31), leader=None, changes=changes, planned=off, ended=True)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.series.add(series)
        assert await unit.series.find(series.id, hold=True) == series
        await unit.series.save(changed)
        assert await unit.series.find(series.id) == changed
        assert await unit.series.find(SeriesId(new_id())) is None


async def test_a_series_needs_its_guild_and_goes_with_it(units: UnitFactory) -> None:
    series = make_series()
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.series.add(series)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.series.add(series)
        await unit.guilds.mark_left(HOME, START)
        assert await unit.guilds.erase(HOME, START + timedelta(days=1)) == 1
        assert await unit.series.find(series.id) is None


async def test_a_day_of_a_series_has_one_raid(units: UnitFactory) -> None:
    series = make_series()
    raid = make_raid(series=series.id, series_day=DAY)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.series.add(series)
        assert await unit.raids.add(raid)
        assert await unit.series.find_raid(series.id, DAY) == raid
        assert await unit.series.find_raid(series.id, date(2026, 12, 4)) is None
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.raids.add(make_raid(BOB, series=series.id, series_day=DAY))


async def test_a_person_who_is_erased_leads_no_series(units: UnitFactory) -> None:
    series, other = make_series(), make_series(leader=BOB)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for one in (series, other):
            await unit.series.add(one)
        await unit.series.forget(ALICE)
        assert await unit.series.find(series.id) is None
        assert await unit.series.find(other.id) == other


async def test_all_that_a_raid_asks_for_is_kept(units: UnitFactory) -> None:
    raid = make_raid()
    full = replace(
        raid,
        notes="bring food",
        options=OPTIONS,
        thread=ChannelId(8),
        event=EventId(9),
        pinged=True,
        faults=frozenset(RaidFault),
        news=News(moved_from=datetime(2026, 11, 24, 19, tzinfo=UTC), displaced=(ALICE, BOB)),
        revision=3,
    )
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        assert await unit.raids.add(raid)
        await unit.raids.save(full)
        assert await unit.raids.find(raid.short_id) == full


async def test_whether_the_leader_lets_somebody_in_is_kept(units: UnitFactory) -> None:
    raid, asked = make_raid(), Entry(BOB, Answer.SIGNED, 1, START, standing=Standing.ASKED)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        assert await unit.raids.add(raid)
        await unit.raids.put_entries(Roster(raid), [asked])
        assert (await unit.raids.find_roster(raid)).requests() == (asked,)
        await unit.raids.put_entries(await unit.raids.find_roster(raid), [replace(asked, standing=Standing.IN)])
        assert (await unit.raids.find_roster(raid)).waiting() == (replace(asked, standing=Standing.IN),)


async def test_a_plan_that_was_asked_back_is_one_a_person_and_ages(units: UnitFactory) -> None:
    older, plan = AskedPlan("22222222", "{}", START), AskedPlan("33333333", '{"title": "🔥"}', START)
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        for one in (older, plan):
            await unit.asked.keep(ALICE, one)
        assert await unit.asked.find(ALICE) == plan
        assert await unit.asked.find(BOB) is None
        assert await unit.asked.purge(START) == 0
        assert await unit.asked.purge(START + timedelta(seconds=1)) == 1
        await unit.asked.keep(ALICE, plan)
        await unit.asked.drop(ALICE)
        assert await unit.asked.find(ALICE) is None
        await unit.asked.keep(ALICE, plan)
        await unit.accounts.delete(ALICE)
        assert await unit.asked.find(ALICE) is None


async def test_a_plan_needs_an_account(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.asked.keep(BOB, AskedPlan("22222222", "{}", START))


async def test_roles_that_raids_may_mention(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        assert await unit.ping_roles.find(HOME) == ()
        await unit.ping_roles.set(HOME, (RoleId(3), RoleId(2**63 - 1)))
        assert await unit.ping_roles.find(HOME) == (3, 2**63 - 1)
        await unit.ping_roles.set(HOME, ())
        assert await unit.ping_roles.find(HOME) == ()
