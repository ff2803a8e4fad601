"""`/raid optimize` over the wire: a search that is stopped, a bot that is started anew, and people who may not."""

import json
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.compose import build_services
from bot.cli.local_discord.answers import Answers
from bot.cli.local_discord.payloads import CHANNEL, JSON, member_payload
from bot.cli.local_discord.server import DiscordServer
from bot.domain.ids import ChannelId, UserId
from bot.domain.raids import Raid
from bot.domain.viewer import MEMBER, Viewer
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from tests.cli.nursery import Nursery
from tests.cli.process import PATIENCE_S, eventually
from tests.cli.raid_stage import LEADER, Stage
from tests.cli.test_run import custom_ids

MEMBERS = tuple(UserId(900_000_000_000_000_000 + number) for number in range(55))
"""Enough that nobody sees the end of the search before it is stopped."""
ROLES = (("stability-support", "healer"), ("cleanser",), ("strip", "damage"), ("damage",), ("healer", "damage"))


@pytest.fixture
async def stage(server: DiscordServer, nursery: Nursery, tmp_path: Path, sqlite_url: str) -> AsyncIterator[Stage]:
    engine = create_engine(sqlite_url)
    services = build_services(SqlUnits(engine), Almanac(load_bundled()))
    made = Stage(server, engine, services, sqlite_url, tmp_path, nursery)
    yield made
    made.end()
    await engine.dispose()


async def test_a_search_is_stopped_and_its_lineup_accepted_after_a_restart(stage: Stage) -> None:
    raid = await _planned(stage)
    before = (await stage.roster(raid)).lineup()
    await stage.live()
    searching = await _optimize(stage, raid)
    worker = await _hold_worker(stage)  # however fast the machine is, the search is not over before it is stopped
    stop = _control(await searching.wait_for("raid-opt-stop:"))
    await (await _press(stage, stop, MEMBERS[0])).wait_for("raid leaders")
    assert "Stopping" not in json.dumps(searching.sent)
    await _press(stage, stop, LEADER.user)
    await searching.wait_for("Stopping", PATIENCE_S)
    os.kill(worker, signal.SIGCONT)
    assert "Not proven" in json.dumps(await searching.wait_for("raid-opt-accept:", PATIENCE_S))

    proven = await (await _optimize(stage, raid)).wait_for("raid-opt-accept:", PATIENCE_S)
    assert _list_workers(stage) == [worker]

    await stage.live()
    await eventually(lambda: not _is_there(worker))
    await (await _press(stage, stop, LEADER.user)).wait_for("This search is over already")
    accept = _control(proven)
    await (await _press(stage, accept, MEMBERS[0])).wait_for("is not yours")
    assert (await stage.roster(raid)).lineup() == before
    await (await _press(stage, accept, LEADER.user)).wait_for("Seated as proposed")
    assert (await stage.roster(raid)).lineup() != before


async def _planned(stage: Stage) -> Raid:
    """Plan a raid of fifty in which nobody sits yet."""
    raids = stage.services.raids
    raid = await raids.plan(LEADER, "Reset", "in 2 hours", "wvw-zerg", channel=ChannelId(CHANNEL), zone="UTC")
    await raids.open(LEADER, raid.short_id)
    for number, user in enumerate(MEMBERS):
        chosen = ROLES[number % len(ROLES)]
        await stage.services.signups.choose(Viewer(user, LEADER.guild, MEMBER), raid.short_id, roles=chosen)
    roster = await stage.roster(raid)
    async with SqlUnits(stage.engine)() as unit:
        await unit.raids.set_seats(roster, ())
    return raid


async def _optimize(stage: Stage, raid: Raid) -> Answers:
    leader = member_payload(LEADER.user, leads=True)
    return await stage.server.slash("raid", "optimize", member=leader, raid=raid.short_id)


async def _press(stage: Stage, button: str, user: UserId) -> Answers:
    return await stage.server.press(button, member=member_payload(user, leads=user == LEADER.user))


def _control(answer: JSON) -> str:
    """Return the first button of an answer."""
    return next(found for found in custom_ids(answer) if found.startswith("raid-opt"))


async def _hold_worker(stage: Stage) -> int:
    """Stop the process that searches, as soon as there is one."""
    await eventually(lambda: bool(_list_workers(stage)))
    (worker,) = _list_workers(stage)
    os.kill(worker, signal.SIGSTOP)
    return worker


def _list_workers(stage: Stage) -> list[int]:
    """Return the processes that the bot started to search."""
    return [int(one) for one in Path(f"/proc/{stage.pid}/task/{stage.pid}/children").read_text().split()]


def _is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists()
