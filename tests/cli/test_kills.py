"""Kill -9 at any step of what people do with a raid, and start again: nothing half-made, nobody told twice.

Each test lets the real bot die at a few steps, spread over all; `TEST_KILLS=all` takes every one of them.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.cli.compose import build_services
from bot.cli.local_discord.server import DiscordServer
from bot.domain.ids import UserId
from bot.domain.raids import Raid
from bot.domain.reminders import Way
from bot.domain.viewer import MEMBER, Viewer
from bot.gateways.gamedata.editions import load_bundled
from bot.models import JobRow, RaidRow
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from bot.services.raids.timetable import REMIND
from tests.cli.nursery import Nursery
from tests.cli.process import eventually
from tests.cli.raid_stage import LEADER, PEOPLE, Stage, State

KILLS = os.environ.get("TEST_KILLS", "2")
FIRST, LAST = PEOPLE[0], PEOPLE[-1]


@dataclass(frozen=True)
class Flow:
    """Something that people do, or that the bot does by itself, during which it may die."""

    prepare: Callable[[Stage], Awaitable[Raid]]
    act: Callable[[Stage, Raid], Awaitable[object]]
    """What is done; done again after the bot died, as people do who got no answer."""
    told: tuple[UserId, ...] = ()
    """Who is to be mentioned or written to because of it, once."""
    repeats: bool = True
    """Whether `act` is done again."""


@pytest.fixture
async def stage(
    request: pytest.FixtureRequest, server: DiscordServer, nursery: Nursery, tmp_path: Path
) -> AsyncIterator[Stage]:
    url = str(request.getfixturevalue(request.param))
    engine = create_engine(url)
    made = Stage(server, engine, build_services(SqlUnits(engine), Almanac(load_bundled())), url, tmp_path, nursery)
    yield made
    made.end()
    await engine.dispose()


async def signs_up(stage: Stage, raid: Raid) -> None:
    await stage.press("raid-sign", raid, FIRST)


async def leaves(stage: Stage, raid: Raid) -> None:
    await stage.press("raid-absent", raid, FIRST)


async def posts(stage: Stage, raid: Raid) -> None:
    await stage.press("raid-post", raid, LEADER.user)


async def publishes(stage: Stage, raid: Raid) -> None:
    await stage.press("lineup-publish", raid, LEADER.user)


async def comes_near(stage: Stage, raid: Raid) -> None:
    """Let the raid begin in ten minutes: its last reminder is five minutes late, and has to go out now."""
    now = datetime.now(UTC)
    async with stage.engine.begin() as connection:
        moved = update(RaidRow).where(RaidRow.id == raid.id)
        await connection.execute(moved.values(starts_at=now + timedelta(minutes=10)))
        due = update(JobRow).where(JobRow.kind == REMIND, JobRow.key == f"{raid.short_id}:quarter")
        await connection.execute(due.values(due_at=now))


async def is_called_off(stage: Stage, raid: Raid) -> None:
    await stage.press("raid-off-yes", raid, LEADER.user)


async def with_mailbox(stage: Stage) -> Raid:
    """Plan a raid for two; one of them is reminded by a direct message."""
    await stage.services.reminders.set_way(Viewer(FIRST, LEADER.guild, MEMBER), Way.DIRECT)
    return await stage.plan(people=2)


FLOWS = {
    "sign up": Flow(lambda stage: stage.plan(people=0), signs_up),
    "make room": Flow(lambda stage: stage.plan(people=6), leaves, told=(LAST,)),
    "post": Flow(lambda stage: stage.plan(is_open=False), posts),
    "publish": Flow(lambda stage: stage.plan(people=5), publishes, told=PEOPLE[:5]),
    "remind": Flow(with_mailbox, comes_near, told=PEOPLE[:2], repeats=False),
    "call off": Flow(lambda stage: stage.plan(people=3), is_called_off, told=PEOPLE[:3]),
}


CASES = [(database, name) for database in ("own_postgres_url", "sqlite_url") for name in FLOWS]
"""A few on SQLite too, which is the same code: it is the database that must not lose anything."""
FEW = [case for case in CASES if case[0] == "own_postgres_url" or case[1] == "make room"]


@pytest.mark.parametrize(("stage", "name"), CASES if KILLS == "all" else FEW, indirect=["stage"])
async def test_a_bot_that_is_killed_leaves_nothing_half_made(stage: Stage, name: str) -> None:
    flow = FLOWS[name]
    await stage.live()
    steps, expected = await _dry_run(stage, flow)
    told: Counter[int] = Counter(dict.fromkeys(flow.told, 0))
    deaths = _spread(len(steps))
    for step in deaths:
        told.update(await _death_at(stage, flow, step, expected))
    print(f"{name}: {len(deaths)} deaths at {len(steps)} steps; told {sorted(told.values())}")  # noqa: T201 - for -rP


@pytest.mark.parametrize("stage", ["own_postgres_url"], indirect=True)
async def test_a_post_that_nobody_noted_is_found_again_whatever_else_changed(stage: Stage) -> None:
    await stage.live()
    steps, _ = await _dry_run(stage, FLOWS["post"])
    stage.live_on()
    stage.seen = len(stage.server.channels.messages)
    raid = await stage.plan(is_open=False)
    stage.die_at(1 + next(number for number, step in enumerate(steps) if step.startswith("after POST /channels")))
    await posts(stage, raid)
    await eventually(stage.is_dead)
    for is_locked in (True, False):
        await stage.services.lineups.lock(LEADER, raid.short_id, is_locked=is_locked)
    await stage.live()
    await stage.rest(raid)
    await stage.check_post(raid)
    assert len(stage.posted()) == 1


def _spread(steps: int) -> list[int]:
    """Return at which steps to die."""
    kills = steps if KILLS == "all" else int(KILLS)
    return [1 + (2 * number + 1) * steps // (2 * kills) for number in range(kills)]


async def _dry_run(stage: Stage, flow: Flow) -> tuple[list[str], State]:
    """Do it without dying; returns the steps that it took and what came of it."""
    raid = await _begun(stage, flow)
    stage.die_at(10_000)
    await flow.act(stage, raid)
    await stage.rest(raid)
    assert not stage.is_dead()
    steps = stage.steps()
    await stage.check_post(raid)
    assert stage.pings() == Counter(flow.told)
    return steps, await stage.state(raid)


async def _death_at(stage: Stage, flow: Flow, step: int, expected: State) -> Counter[int]:
    """Let the bot die at a step and start again; returns who was told."""
    raid = await _begun(stage, flow)
    before = await stage.state(raid)
    stage.die_at(step)
    await flow.act(stage, raid)
    await stage.rest(raid)
    await eventually(stage.is_dead)
    assert await stage.state(raid) in {before, expected}, stage.steps()
    await stage.live()
    await stage.rest(raid)
    assert await stage.state(raid) in {before, expected}
    await stage.check_post(raid)
    if flow.repeats:
        await flow.act(stage, raid)
        await stage.rest(raid)
    assert await stage.state(raid) == expected
    await stage.check_post(raid)
    told = stage.pings()
    assert told.keys() <= set(flow.told)
    assert all(times == 1 for times in told.values()), told
    return told


async def _begun(stage: Stage, flow: Flow) -> Raid:
    if stage.is_dead():
        await stage.live()
    stage.live_on()
    stage.seen = len(stage.server.channels.messages)
    raid = await flow.prepare(stage)
    await stage.rest(raid)
    return raid
