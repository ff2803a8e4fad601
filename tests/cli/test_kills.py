"""Kill -9 at any step of what people do with a raid, and start again: nothing half-made, everybody told once.

Each test lets the real bot die at one step, each at another part of what is done; `TEST_KILLS=5` takes five, spread
over all, and `TEST_KILLS=all` every one of them.
"""

import os
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.compose import build_services
from bot.cli.local_discord.server import DiscordServer
from bot.domain.raids import Raid
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from tests.cli.nursery import Nursery
from tests.cli.process import eventually
from tests.cli.raid_flows import FLOWS, Flow
from tests.cli.raid_stage import LEADER, Stage, State

pytestmark = pytest.mark.no_cover  # a bot that is killed tells of no line that it ran

KILLS = os.environ.get("TEST_KILLS", "1")


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


CASES = [(database, name) for database in ("own_postgres_url", "sqlite_url") for name in FLOWS]
"""A few on SQLite too, which is the same code: it is the database that must not lose anything."""
FEW = [case for case in CASES if case[0] == "own_postgres_url" or case[1] == "make room"]


@pytest.mark.parametrize(("stage", "name"), CASES if KILLS == "all" else FEW, indirect=["stage"])
async def test_a_bot_that_is_killed_leaves_nothing_half_made(stage: Stage, name: str) -> None:
    flow = FLOWS[name]
    await stage.live()
    steps, expected = await _dry_run(stage, flow)
    told: Counter[int] = Counter(dict.fromkeys(flow.told, 0))
    deaths = _spread(len(steps), list(FLOWS).index(name))
    for step in deaths:
        told.update(await _death_at(stage, flow, step, expected))
    print(f"{name}: {len(deaths)} deaths at {len(steps)} steps; told {sorted(told.values())}")  # noqa: T201 - for -rP


@pytest.mark.parametrize("stage", ["own_postgres_url"], indirect=True)
async def test_a_post_that_nobody_noted_is_found_again_whatever_else_changed(stage: Stage) -> None:
    await stage.live()
    await _dry_run(stage, FLOWS["post"])
    stage.live_on()
    stage.seen = len(stage.server.channels.messages)
    raid = await stage.plan(is_open=False)
    stage.die_at("after POST /channels")
    await FLOWS["post"].act(stage, raid)
    await eventually(stage.is_dead)
    for is_locked in (True, False):
        await stage.services.lineups.lock(LEADER, raid.short_id, is_locked=is_locked)
    await stage.live()
    await stage.rest()
    await stage.check_post(raid)
    assert len(stage.posted()) == 1


def _spread(steps: int, flow: int) -> list[int]:
    """Return at which steps to die; where that is one, another part of each flow."""
    kills = steps if KILLS == "all" else int(KILLS)
    part = flow * 5 % len(FLOWS) / len(FLOWS) if kills == 1 else 0.5
    return [1 + int((number + part) * steps / kills) for number in range(kills)]


async def _dry_run(stage: Stage, flow: Flow) -> tuple[list[str], State]:
    """Do it without dying; returns the steps that it took and what came of it."""
    raid = await _begun(stage, flow)
    stage.die_at(10_000)
    await flow.act(stage, raid)
    await stage.rest()
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
    await stage.rest()
    stage.end()  # a job that was in hand the first time may have taken a step or two more: then it dies at rest
    await eventually(stage.is_dead)
    assert (await stage.state(raid)).core in {before.core, expected.core}, stage.steps()
    await stage.live()
    await stage.rest()
    assert await stage.state(raid) in {before, expected}
    await stage.check_post(raid)
    if flow.repeats:
        await flow.act(stage, raid)
        await stage.rest()
    assert await stage.state(raid) == expected
    await stage.check_post(raid)
    told = stage.pings()
    assert told == Counter(flow.told), stage.steps()
    return told


async def _begun(stage: Stage, flow: Flow) -> Raid:
    if stage.is_dead():
        await stage.live()
    stage.live_on()
    stage.seen = len(stage.server.channels.messages)
    raid = await flow.prepare(stage)
    await stage.rest()
    stage.at_first = await stage.roster(raid)
    return raid
