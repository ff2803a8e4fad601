"""Two bots in processes of their own on one database: each job is done by one of them, and nobody is told twice."""

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.compose import build_services
from bot.cli.local_discord.server import DiscordServer
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from tests.cli.nursery import Nursery
from tests.cli.raid_flows import comes_near
from tests.cli.raid_stage import PEOPLE, Stage

RAIDS = 12


@pytest.fixture
async def stages(
    server: DiscordServer, own_postgres_url: str, nursery: Nursery, tmp_path: Path
) -> AsyncIterator[list[Stage]]:
    engine = create_engine(own_postgres_url)
    services = build_services(SqlUnits(engine), Almanac(load_bundled()))
    folders = [tmp_path / name for name in ("one", "other")]
    for folder in folders:
        folder.mkdir()
    made = [Stage(server, engine, services, own_postgres_url, folder, nursery) for folder in folders]
    yield made
    for stage in made:
        stage.end()
    await engine.dispose()


async def test_each_job_is_done_by_one_of_two_processes(stages: list[Stage], server: DiscordServer) -> None:
    for stage in stages:
        await stage.live()
        stage.die_at(10_000)  # notes what each does
    first, _ = stages
    raids = [await first.plan(people=2) for _ in range(RAIDS)]
    await first.rest()
    assert len(server.channels.asked) == len(server.channels.messages) == RAIDS
    for raid in raids:
        await comes_near(first, raid)
    await first.rest()
    assert first.pings() == Counter(dict.fromkeys(PEOPLE[:2], RAIDS))
    assert all(stage.steps() for stage in stages)
