"""Members who report, and moderators who decide, at the same moment."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.order import LogFilter
from bot.domain.reports import ReportKind, Verdict
from bot.domain.viewer import GuildRole
from bot.domain.when.reader import WhenReader
from bot.errors import DecidedError
from bot.repositories.sql_unit import SqlUnits
from bot.services.notices import Notices
from bot.services.pacing import Paces
from bot.services.reports import Reports
from config.rates import load_rates
from config.when import load_time_words
from tests.factories import ALICE, BOB, CAROL, HOME, START, make_build, viewer


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> AsyncEngine:
    found: AsyncEngine = request.getfixturevalue(f"own_{request.param}")
    return found


async def test_one_report_of_all_and_one_decision(engine: AsyncEngine) -> None:
    units, clock = SqlUnits(engine), _still(START)
    reports = Reports(units, WhenReader(load_time_words()), clock, Paces(load_rates(), clock), Notices(units, clock))
    build = make_build(owner=ALICE)
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.guilds.ensure(HOME, START)
        await unit.builds.add(build)
        await unit.builds.publish(build.id, HOME, START)
    told = [reports.report(viewer(who), ReportKind.BUILD, build.short_id, f"by {who}") for who in (BOB, CAROL)]
    first, second = await asyncio.gather(*told)
    assert first.id == second.id
    wardens = [viewer(who, roles=GuildRole.MODERATOR) for who in (BOB, CAROL)]
    queue = await reports.find_next(wardens[0])
    assert queue.report is not None
    assert {one.user for one in queue.report.complaints} == {BOB, CAROL}
    decisions = [reports.decide(one, first.id, Verdict.HIDE, "copied") for one in wardens]
    outcomes = await asyncio.gather(*decisions, return_exceptions=True)
    assert sorted(isinstance(one, DecidedError) for one in outcomes) == [False, True]
    async with units(reads_only=True) as unit:
        assert len(await unit.order.list_hidden(HOME)) == 1
        assert len(await unit.moderation_log.list_of(HOME, LogFilter(), place=None, limit=9)) == 1


def _still(now: datetime) -> Callable[[], datetime]:
    return lambda: now
