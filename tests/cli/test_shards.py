"""Several processes that share a bot: each guild is with one of them, and what all do is done once."""

import asyncio
import json
import os
import re
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.cli.health import find_file
from bot.cli.local_discord.payloads import PERSON
from bot.cli.refusal import Refusal
from bot.cli.sharding import read_shards, require_shared
from bot.domain.ids import ChannelId, GuildId, UserId
from bot.domain.shards import Shards
from bot.domain.viewer import GuildRole, Viewer
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from config.settings import DatabaseSettings, HealthSettings, load
from tests.cli.dying import order, steps_of
from tests.cli.nursery import Child, Nursery
from tests.cli.process import PATIENCE_S, eventually, settings_for
from tests.cli.test_run import CODE
from tests.sharded_discord import CHANNELS, GUILDS, ShardedDiscord

SHARDS = (0, 1)


@dataclass
class Pair:
    """Two processes of one bot, each with a folder of its own, on one database and one Redis."""

    discord: ShardedDiscord
    services: Services
    settings: dict[str, str]
    folder: Path
    nursery: Nursery
    processes: dict[int, Child] = field(default_factory=dict)

    def start(self, shard: int) -> None:
        folder = self.folder / str(shard)
        folder.mkdir(exist_ok=True)
        order(folder / "dying", 1_000_000)  # notes what the process does
        self.processes[shard] = self.nursery.start(folder, "--shards", f"{shard}/{len(SHARDS)}", **self.settings)

    async def wait(self, shard: int) -> None:
        await asyncio.wait_for(self.discord.known[shard].wait(), PATIENCE_S)

    def steps(self, shard: int, name: str) -> int:
        return steps_of(self.folder / str(shard) / "dying").count(name)

    def posts(self, shard: int) -> list[str]:
        """Return what stands in the channel of a shard's guild."""
        channel = str(CHANNELS[shard])
        sent = self.discord.channels.messages.values()
        return [json.dumps(message) for message in sent if message["channel_id"] == channel]

    async def button(self, shard: int, verb: str, command: str, **options: str) -> str:
        """Return a button of what a command answers in a shard's guild."""
        answers = await self.discord.slash_in(shard, "build", command, **options)
        found = re.search(rf'"({verb}:[^"]+)"', json.dumps(await answers.wait_for(f'"{verb}:')))
        assert found is not None
        return found[1]

    async def list_public(self, shard: int) -> str:
        answers = await self.discord.slash_in(shard, "build", "list", which="public")
        await eventually(lambda: len(answers.sent) > 1)
        return json.dumps(answers.sent)


def leader(shard: int) -> Viewer:
    return Viewer(UserId(PERSON), GuildId(GUILDS[shard]), GuildRole.LEADER | GuildRole.ADMIN)


@pytest.fixture
async def pair(nursery: Nursery, own_postgres_url: str, redis_url: str, tmp_path: Path) -> AsyncIterator[Pair]:
    engine = create_engine(own_postgres_url)
    services = build_services(SqlUnits(engine), Almanac(load_bundled()))
    async with ShardedDiscord.open() as discord:
        settings = {**settings_for(discord), "DATABASE_URL": own_postgres_url, "REDIS_URL": redis_url}
        made = Pair(discord, services, settings, tmp_path, nursery)
        yield made
        for child in made.processes.values():
            child.kill()
    await engine.dispose()


async def test_two_processes_share_the_guilds_the_jobs_and_what_is_kept(pair: Pair) -> None:
    discord, services = pair.discord, pair.services
    for shard in SHARDS:
        pair.start(shard)
    for shard in SHARDS:
        await pair.wait(shard)
    assert sorted(shard for shard, _ in discord.begun) == [0, 1]
    assert discord.hasty == 0
    assert len(discord.registrations) == 1

    # a change made through one is seen through the other, which had kept an answer
    share = [await pair.button(shard, "publish", "save", code=CODE, name=f"Build {shard}") for shard in SHARDS]
    await (await discord.press_in(0, share[0])).wait_for("unpublish:")
    await (await discord.press_in(1, share[0])).wait_for("unpublish:")
    assert "Build 0" in await pair.list_public(0)
    assert "Build 0" in await pair.list_public(1)
    delete = await pair.button(1, "delete-yes", "delete", build="Build 0")
    await (await discord.press_in(1, delete)).wait_for("restore:")
    assert "Build 0" not in await pair.list_public(0)

    # what is posted of builds comes from the process that has the guild, and once
    for shard in SHARDS:
        await services.noticeboard.choose_channel(leader(shard), ChannelId(CHANNELS[shard]))
        await discord.press_in(shard, share[1])
        await eventually(lambda: len(pair.posts(shard)) == 1, seconds=30)  # noqa: B023 - called at once
    posted = "after POST /channels/…/messages"
    assert [pair.steps(shard, posted) for shard in SHARDS] == [1, 1]

    # one is killed: raids of its guild are posted all the same, builds wait for it
    pair.processes[1].kill()
    await eventually(pair.processes[1].is_dead)
    discord.known[1].clear()
    for shard in SHARDS:
        raid = await services.raids.plan(
            leader(shard), "Daily", "in 2 hours", "fractal", channel=ChannelId(CHANNELS[shard]), zone="UTC"
        )
        await services.raids.open(leader(shard), raid.short_id)
    await services.builds.save(leader(1), CODE, name="Straggler")
    (late,) = [build for build in (await services.builds.list_own(leader(1))).items if build.name == "Straggler"]
    await services.builds.publish(leader(1), late.short_id)
    await eventually(lambda: all(len(pair.posts(shard)) == 2 for shard in SHARDS), seconds=30)
    assert not any("Straggler" in post for post in pair.posts(1))
    pair.start(1)
    await pair.wait(1)
    await eventually(lambda: any("Straggler" in post for post in pair.posts(1)), seconds=30)
    assert [len(pair.posts(shard)) for shard in SHARDS] == [2, 3]
    assert len(discord.registrations) == 1
    for shard in SHARDS:
        os.kill(pair.processes[shard].pid, signal.SIGTERM)
        await eventually(pair.processes[shard].is_dead)
        assert "Traceback" not in (pair.folder / str(shard) / "said").read_text()


@pytest.mark.parametrize("text", ["", "3", "4-3/8", "0-8/8", "8/8", "0/0", "a/b", "-1/2", "0-1-2/4", "1/100000"])
def test_other_words_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_shards(text)
    assert str(refused.value).startswith("--shards ")
    assert "\n" not in str(refused.value)


def test_a_part_of_the_shards_needs_a_database_that_is_shared(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "some.db")
    require_shared(None, load(DatabaseSettings))
    require_shared(Shards(0, 1, 2), load(DatabaseSettings))
    with pytest.raises(Refusal, match="0-0/2 needs a database that all processes share; set DATABASE_URL"):
        require_shared(Shards(0, 0, 2), load(DatabaseSettings))
    monkeypatch.setenv("DATABASE_URL", "postgresql://bot:hidden@db/bot")
    require_shared(Shards(0, 0, 2), load(DatabaseSettings))
    said = "".join(capfd.readouterr())
    assert "set REDIS_URL" in said
    assert "hidden" not in said


def test_processes_in_one_folder_beat_in_files_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {find_file(load(HealthSettings), some).name for some in (None, Shards(0, 1, 2), Shards(0, 0, 2))}
    assert files == {"heartbeat", "heartbeat-0-0"}
    monkeypatch.setenv("HEARTBEAT_FILE", str(tmp_path / "mine"))
    assert find_file(load(HealthSettings), Shards(0, 0, 2)) == tmp_path / "mine"
