"""`gw2optimizer run` as a process, against a local Discord over real sockets."""

import asyncio
import os
import re
import signal
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from bot.cli.local_discord.payloads import GUILD, guild_payload
from bot.cli.local_discord.server import DiscordServer
from tests.cli.process import PATIENCE_S, Running, eventually, ran, settings_for, started

CODE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
DATABASE = Path("data", "gw2optimizer.sqlite3")


@asynccontextmanager
async def connected(server: DiscordServer, folder: Path, **settings: str) -> AsyncIterator[Running]:
    async with started("run", folder=folder, **settings_for(server), **settings) as running:
        waits = [asyncio.ensure_future(server.ready.wait()), asyncio.ensure_future(running.process.wait())]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED, timeout=PATIENCE_S)
        for wait in waits:
            wait.cancel()
        if not server.ready.is_set():
            pytest.fail((await running.end(signal.SIGKILL)).err)
        yield running


@contextmanager
def locked(file: Path) -> Iterator[sqlite3.Connection]:
    """Hold the one write lock of an SQLite database, as a slow writer does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield connection


async def test_answers_a_command_and_ends_on_sigterm(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        answers = await server.slash("build", "save", code=CODE)
        await answers.wait_for(CODE)
        ended = await running.end()
    assert (ended.status, ended.out) == (0, "")
    assert "Traceback" not in ended.err


async def test_asks_for_guilds_only(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        await running.end()
    assert [payload["intents"] for payload in server.identified] == [1]


async def test_ctrl_c_ends_it_too(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        ended = await running.end(signal.SIGINT)
    assert ended.status == 0
    assert "Traceback" not in ended.err


async def test_registers_commands_once(server: DiscordServer, tmp_path: Path) -> None:
    for _ in range(2):
        async with connected(server, tmp_path) as running:
            await running.end()
    assert len(server.registrations) == 1
    names = {command["name"] for command in server.registrations[0]}
    assert {"build", "team", "account", "help"} <= names
    build = next(command for command in server.registrations[0] if command["name"] == "build")
    assert "fr" in build["description_localizations"]


async def test_runs_on_with_the_old_commands_where_registration_fails(server: DiscordServer, tmp_path: Path) -> None:
    server.refuse_registration = True
    async with connected(server, tmp_path) as running:
        ended = await running.end()
    assert ended.status == 0
    assert "commands not registered" in ended.err
    server.refuse_registration = False
    async with connected(server, tmp_path) as running:
        await running.end()
    assert len(server.registrations) == 1


async def test_finishes_a_command_in_hand(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        with locked(tmp_path / DATABASE) as other:
            answers = await server.slash("build", "save", code=CODE)
            await answers.wait_for('"type": 5')
            running.send(signal.SIGTERM)
            await asyncio.sleep(1)
            other.rollback()
        ended = await running.ended()
    await answers.wait_for(CODE, seconds=0.1)
    assert ended.status == 0
    assert "finishing" in ended.err


async def test_finishes_a_pressed_button(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        saved = await (await server.slash("build", "save", code=CODE)).wait_for(CODE)
        custom_id = next(found for found in custom_ids(saved) if found.startswith("publish:"))
        with locked(tmp_path / DATABASE) as other:
            answers = await server.press(custom_id)
            await answers.wait_for('"type": 6')
            running.send(signal.SIGTERM)
            await asyncio.sleep(1)
            other.rollback()
        ended = await running.ended()
    await answers.wait_for(CODE, seconds=0.1)
    assert "finishing" in ended.err


@pytest.fixture
def hanging_lists(tmp_path: Path) -> Path:
    """A folder that, put on the path of a process, makes its lists of builds hang for ever."""
    folder = tmp_path / "hanging"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(
        "import asyncio\nfrom bot.services.builds import BuildLibrary\n"
        "async def hang(self, viewer, *, cursor=None): await asyncio.Event().wait()\n"
        "BuildLibrary.list_own = hang\n"
    )
    return folder


async def test_does_not_wait_for_ever(server: DiscordServer, tmp_path: Path, hanging_lists: Path) -> None:
    async with connected(server, tmp_path, PYTHONPATH=str(hanging_lists)) as running:
        await (await server.slash("build", "list")).wait_for('"type": 5')
        ended = await running.end()
    assert ended.status == 0
    assert "stopped with work in hand" in ended.err
    assert ended.seconds > 6  # what is in hand had its seven seconds; that it ended at all is what counts


async def test_takes_no_new_command_after_the_signal(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        with locked(tmp_path / DATABASE) as other:
            first = await server.slash("build", "save", code=CODE)
            await first.wait_for('"type": 5')
            running.send(signal.SIGTERM)
            await eventually(lambda: not server.ready.is_set())
            other.rollback()
        assert (await running.ended()).status == 0


async def test_comes_back_to_the_same_gateway(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        await server.drop_gateway()
        await asyncio.wait_for(server.ready.wait(), PATIENCE_S)
        assert len(server.identified) == 2
        assert (await running.end()).status == 0


async def test_remembers_guilds_that_come_and_go(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path):
        new = GUILD
        while not count_guilds(tmp_path, "left_at IS NULL"):
            # until two seconds pass without one, discord.py takes guilds for those that it was in before
            await asyncio.sleep(2.5)
            new += 1
            await server.dispatch("GUILD_CREATE", guild_payload(new))
            await asyncio.sleep(0.2)
        await server.dispatch("GUILD_DELETE", {"id": str(new)})
        await eventually(lambda: count_guilds(tmp_path, "left_at IS NOT NULL") == 1)


async def test_health_sees_it_alive_and_gone(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path) as running:
        heartbeat = tmp_path / "data" / "heartbeat"
        await eventually(heartbeat.exists)
        well = await ran("health", folder=tmp_path)
        assert well.status == 0
        assert re.fullmatch(r"last well \d+ s ago\n", well.out)
        await running.end()
    gone = await ran("health", folder=tmp_path)
    assert gone.status == 1
    assert "not running" in gone.err


def test_health_tells_an_old_heartbeat(tmp_path: Path) -> None:
    heartbeat = tmp_path / "data" / "heartbeat"
    heartbeat.parent.mkdir()
    heartbeat.touch()
    os.utime(heartbeat, (1, 1))
    assert asyncio.run(ran("health", folder=tmp_path)).status == 1


def count_guilds(folder: Path, condition: str) -> int:
    """Return how many guilds the bot's database has for which `condition` holds."""
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM guilds WHERE {condition}").fetchone()  # noqa: S608
        return int(count)


def custom_ids(part: object) -> Iterator[str]:
    """Yield the `custom_id` of every control in a message."""
    if isinstance(part, dict):
        if "custom_id" in part:
            yield str(part["custom_id"])
        for inner in part.values():
            yield from custom_ids(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from custom_ids(inner)
