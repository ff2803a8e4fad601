"""What `run`, `sync` and `migrate` say when they cannot begin: one line with the remedy, status 2, no traceback."""

import asyncio
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.cli.local_discord.server import DiscordServer
from bot.cli.migrate import AHEAD, downgrade
from tests.cli.process import NOWHERE, Ended, ran, settings_for

NOBODY = "postgresql://gw2:hidden-password@127.0.0.1:9/gw2"


def refused(ended: Ended, *words: str) -> bool:
    """Tell whether a process ended with status 2 and one line of its own that has all `words`."""
    line = ended.last_line
    assert (ended.status, ended.out, "Traceback" in ended.err) == (2, "", False), ended.err
    assert line.startswith("gw2optimizer: ")
    assert [word for word in words if word not in line] == []
    return ended.err.count("gw2optimizer: ") == 1


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_no_token(command: str, tmp_path: Path) -> None:
    assert refused(await ran(command, folder=tmp_path), "DISCORD_TOKEN")


@pytest.mark.parametrize("command", ["run", "sync"])
async def test_bad_token(command: str, server: DiscordServer, tmp_path: Path) -> None:
    ended = await ran(command, folder=tmp_path, **settings_for(server, token="wrong-token"))
    assert refused(ended, "refused the token", "DISCORD_TOKEN")
    assert "wrong-token" not in ended.err


async def test_token_file_that_is_not_there(tmp_path: Path) -> None:
    ended = await ran("run", folder=tmp_path, DISCORD_TOKEN_FILE="nowhere")
    assert refused(ended, "DISCORD_TOKEN_FILE", "No such file")


@pytest.mark.parametrize("command", ["run", "sync", "migrate"])
async def test_no_database(command: str, tmp_path: Path) -> None:
    ended = await ran(command, folder=tmp_path, DATABASE_URL=NOBODY, DISCORD_TOKEN="any")
    assert refused(ended, "no database at", "127.0.0.1:9", "DATABASE_URL")
    assert "hidden-password" not in ended.err


async def test_a_server_that_accepts_and_says_nothing(tmp_path: Path) -> None:
    # a listening socket that nobody accepts from: the connection stands, and no byte comes back
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"postgresql://u@127.0.0.1:{silent.getsockname()[1]}/d"
        ended = await ran("run", folder=tmp_path, DATABASE_URL=address, DISCORD_TOKEN="any")
    assert refused(ended, "no database at")


async def test_database_that_is_not_there(postgres_url: str, tmp_path: Path) -> None:
    url = make_url(postgres_url).set(database="nowhere").render_as_string(hide_password=False)
    ended = await ran("run", folder=tmp_path, DATABASE_URL=url, DISCORD_TOKEN="any")
    assert refused(ended, "no database at", "does not exist")


async def test_wrong_scheme(tmp_path: Path) -> None:
    ended = await ran("migrate", folder=tmp_path, DATABASE_URL="mysql://user:hidden-password@host/db")
    assert refused(ended, "DATABASE_URL: expected")
    assert "hidden-password" not in ended.err


async def test_sqlite_that_is_something_else(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database " * 100)
    ended = await ran("run", folder=tmp_path, DATABASE_URL="notes.txt", DISCORD_TOKEN="any")
    assert refused(ended, "no database at", "not a database")


async def test_database_not_migrated(own_postgres_url: str, tmp_path: Path) -> None:
    await asyncio.to_thread(downgrade, own_postgres_url, "base")
    ended = await ran("run", folder=tmp_path, DATABASE_URL=own_postgres_url, DISCORD_TOKEN="any")
    assert refused(ended, "not migrated", "gw2optimizer migrate")


async def test_migrate_makes_it_ready(own_postgres_url: str, server: DiscordServer, tmp_path: Path) -> None:
    await asyncio.to_thread(downgrade, own_postgres_url, "base")
    migrated = await ran("migrate", folder=tmp_path, DATABASE_URL=own_postgres_url)
    assert (migrated.status, migrated.out) == (0, "The database is up to date.\n")
    synced = await ran("sync", folder=tmp_path, DATABASE_URL=own_postgres_url, **settings_for(server))
    assert synced.status == 0


async def test_a_version_that_went_back_starts(server: DiscordServer, tmp_path: Path) -> None:
    assert (await ran("migrate", folder=tmp_path, DATABASE_URL="data.db")).status == 0
    with closing(sqlite3.connect(tmp_path / "data.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = 'newer'")
        database.commit()
    migrated = await ran("migrate", folder=tmp_path, DATABASE_URL="data.db")
    assert (migrated.status, migrated.out) == (0, f"{AHEAD}\n")
    # SQLite is migrated on the way
    synced = await ran("sync", folder=tmp_path, DATABASE_URL="data.db", **settings_for(server))
    assert synced.status == 0, synced.err
    assert "database is ahead" in synced.err


async def test_discord_out_of_reach(tmp_path: Path) -> None:
    ended = await ran("run", folder=tmp_path, DISCORD_TOKEN="any", DISCORD_API_URL=NOWHERE)
    assert refused(ended, "cannot reach Discord", "DISCORD_API_URL")


@pytest.mark.parametrize(("code", "word"), [(4014, "privileged"), (4013, "intents"), (4004, "DISCORD_TOKEN")])
async def test_gateway_that_refuses(code: int, word: str, server: DiscordServer, tmp_path: Path) -> None:
    server.close_with = code
    assert refused(await ran("run", folder=tmp_path, **settings_for(server)), word)


async def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = await ran("run", folder=tmp_path, DISCORD_TOKEN="any", DATA_FOLDER=str(tmp_path / "file" / "data"))
    assert refused(ended, "DATA_FOLDER", "cannot make")


async def test_makes_the_folder_of_a_new_database(tmp_path: Path) -> None:
    ended = await ran("migrate", folder=tmp_path, DATABASE_URL="deep/down/here.db")
    assert ended.status == 0
    assert (tmp_path / "deep" / "down" / "here.db").is_file()
