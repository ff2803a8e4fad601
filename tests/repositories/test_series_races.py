"""Several processes plan the next date of a series at once: it is planned once."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import Services
from bot.domain.ids import ChannelId
from bot.domain.viewer import GuildRole
from bot.services.jobs import BATCH
from bot.services.raids.planning import PLAN_NEXT
from tests.factories import START, viewer
from tests.repositories.test_signup_races import processes, url

__all__ = ["processes", "url"]
LEADER = viewer(roles=GuildRole.LEADER)


@pytest.fixture
async def key(processes: list[Services], monkeypatch: pytest.MonkeyPatch) -> str:
    first = processes[0]
    raid = await first.raids.plan(LEADER, "Rush", "friday 20:00", "raid", channel=ChannelId(7), zone="Europe/Paris")
    outlook = await first.series.repeat(LEADER, raid.short_id, "mon, tue, wed, thu, fri, sat, sun")
    await first.raids.open(LEADER, raid.short_id)
    for process in processes:
        for service in (process.series, process.jobs, process.raids):
            monkeypatch.setattr(service, "_clock", lambda: START + timedelta(days=9))
    return str(outlook.series.id)


async def test_all_at_once_plan_each_date_once(processes: list[Services], key: str) -> None:
    for _ in range(3):
        await asyncio.gather(*(process.series.plan_next(key) for process in processes))
    raids = await processes[0].raids.list_here(LEADER)
    days = [raid.series_day for raid in raids if raid.series_day is not None]
    assert len(days) > 3
    assert len(set(days)) == len(days)


async def test_the_job_is_done_by_one_of_them(processes: list[Services], key: str) -> None:
    for _ in range(BATCH):
        await asyncio.gather(*(one.jobs.work({PLAN_NEXT: one.series.plan_next}) for one in processes))
    raids = await processes[0].raids.list_here(LEADER)
    days = [raid.series_day for raid in raids if raid.series_day is not None]
    assert key
    assert len(set(days)) == len(days) > 3
