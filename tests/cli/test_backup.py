"""`gw2optimizer backup` and `restore`: dump, wipe, restore, and everything is as it was."""

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, select, text

from bot.app import Services
from bot.cli.backup import backup, restore
from bot.cli.compose import build_services, open_engine
from bot.cli.dumps import find_dumps
from bot.cli.migrate import downgrade, upgrade
from bot.cli.refusal import Refusal
from bot.domain.ids import ChannelId
from bot.domain.raids import Answer
from bot.domain.viewer import GuildRole
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from tests.cli.test_run import CODE
from tests.factories import BOB, START, viewer
from tests.servers import outside, postgres_tools

LEADER = viewer(roles=GuildRole.LEADER | GuildRole.ADMIN)
Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(params=["postgres", "sqlite"])
def url(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A migrated database, which the settings name."""
    found: str = request.getfixturevalue("own_postgres_url" if request.param == "postgres" else "sqlite_url")
    monkeypatch.setenv("DATABASE_URL", found)
    monkeypatch.setenv("PATH", f"{postgres_tools()}{os.pathsep}{os.environ['PATH']}")
    return found


async def fill(services: Services) -> None:
    """Have people keep something, with all that follows from it."""
    saved = await services.builds.save(LEADER, f"{CODE} Guérisseur 🛡️", name="Guérisseur 🛡️")
    await services.builds.publish(LEADER, saved.build.short_id)
    await services.noticeboard.choose_channel(LEADER, ChannelId(7))
    raids = services.raids
    raid = await raids.plan(LEADER, "Daily", "in 2 hours", "fractal", channel=ChannelId(5), zone="UTC")
    await raids.open(LEADER, raid.short_id)
    await services.signups.answer(viewer(BOB), raid.short_id, Answer.SIGNED)


async def answers(services: Services) -> list[object]:
    """Return what people are answered."""
    (raid,) = await services.raids.list_here(LEADER)
    return [
        await services.builds.list_own(LEADER),
        await services.builds.list_public(viewer(BOB)),
        await services.raids.require(LEADER, raid.short_id),
        await services.noticeboard.find_channel(LEADER),
    ]


async def within(url: str, *, filled: bool = False) -> tuple[Tables, list[object]]:
    engine = create_engine(url)
    try:
        services = build_services(SqlUnits(engine), Almanac(load_bundled()))
        if filled:
            await fill(services)
        async with engine.connect() as connection:
            tables = await connection.run_sync(read_tables)
        return tables, await answers(services)
    finally:
        await engine.dispose()


def read_tables(connection: Connection) -> Tables:
    metadata = MetaData()
    metadata.reflect(connection)
    return {
        table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
        for table in metadata.sorted_tables
    }


async def test_dump_wipe_restore_and_all_is_as_it_was(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = await within(url, filled=True)
    assert {name for name, rows in before[0].items() if rows} >= {"builds", "raids", "accounts", "jobs", "build_posts"}
    file = tmp_path / "kept.backup"
    outside(backup, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(Refusal, match="there already"):
        outside(backup, file)

    with pytest.raises(Refusal, match=r"the database holds something \(.*builds.*--replace"):
        outside(restore, file)
    assert await within(url) == before

    outside(downgrade, url, "base")
    outside(restore, file)
    assert await within(url) == before

    # into a database that holds other things, of which nothing stays
    engine = create_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE of_a_later_version (id integer)"))
        await connection.execute(text("DELETE FROM builds"))
    if engine.dialect.name == "postgresql":
        with pytest.raises(Refusal, match="a bot is connected"):
            outside(lambda: restore(file, replace=True))
    await engine.dispose()
    outside(lambda: restore(file, replace=True))
    assert await within(url) == before
    assert "Restored" in capsys.readouterr().out
    assert not file.with_name("kept.backup.part").exists()


async def test_keys_of_pseudonyms_are_in_no_backup(url: str, tmp_path: Path) -> None:
    async with open_engine(url) as engine, SqlUnits(engine)() as unit:
        await unit.learning.keep_secret(7, b"zebrafinch" * 3)
        await unit.learning.ask_erasures(7, ["a" * 32], START)
    file = tmp_path / "kept.backup"
    outside(backup, file)
    assert b"zebrafinch" not in await asyncio.to_thread(file.read_bytes)
    outside(lambda: restore(file, replace=True))
    async with open_engine(url) as engine, SqlUnits(engine)(reads_only=True) as unit:
        assert await unit.learning.list_secrets() == {}
        assert await unit.learning.list_erasures() == frozenset()


async def test_a_backup_of_before_is_brought_up_to_date(url: str, tmp_path: Path) -> None:
    outside(downgrade, url, "0020")
    outside(backup, tmp_path / "old")
    outside(upgrade, url)
    outside(restore, tmp_path / "old")
    engine = create_engine(url)
    async with engine.connect() as connection:
        newest = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    await engine.dispose()
    assert newest > "0020"


async def test_what_is_no_backup_or_damaged_changes_nothing(url: str, tmp_path: Path) -> None:
    before = await within(url, filled=True)
    good, bad = tmp_path / "good", tmp_path / "bad"
    outside(backup, good)
    bad.write_bytes(b"something else")
    with pytest.raises(Refusal, match="is no backup; DATABASE_URL names"):
        outside(lambda: restore(bad, replace=True))
    bad.write_bytes(good.read_bytes()[: good.stat().st_size // 2])
    with pytest.raises(Refusal):
        outside(lambda: restore(bad, replace=True))
    with pytest.raises(Refusal, match="cannot read"):
        outside(lambda: restore(tmp_path / "nothing", replace=True))
    assert await within(url) == before


def test_a_backup_of_the_other_database_is_named(sqlite_url: str, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    (tmp_path / "dump").write_bytes(b"PGDMP...")
    with pytest.raises(Refusal, match="is a backup of Postgres; DATABASE_URL names SQLite"):
        restore(tmp_path / "dump")


def test_no_secret_is_among_the_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "pg_dump"
    tool.write_text('#!/bin/sh\necho "$PGUSER $PGPASSWORD $PGHOST $PGPORT $PGDATABASE $PGSSLMODE: $*" >&2\nexit 1\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISCORD_TOKEN", "not for the tool")
    with pytest.raises(Refusal) as refused:
        find_dumps("postgresql+asyncpg://bot:s%40cret@db:6432/builds?ssl=require").save(tmp_path / "file")
    environment, _, arguments = str(refused.value).partition(": ")
    assert environment == "bot s@cret db 6432 builds require"
    assert "s@cret" not in arguments
    assert "--no-password" in arguments


def test_where_the_tools_are_missing_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="no pg_dump here; install"):
        find_dumps("postgresql+asyncpg://bot@db/builds").save(tmp_path / "file")


def test_what_is_copied_of_sqlite_is_whole_while_others_write(sqlite_url: str, tmp_path: Path) -> None:
    database = Path(sqlite_url.partition(":///")[2])
    with closing(sqlite3.connect(database)) as writer:
        writer.execute("CREATE TABLE own (id integer)")
        writer.commit()
        writer.execute("INSERT INTO own VALUES (1)")
        find_dumps(sqlite_url).save(tmp_path / "copy")
        writer.commit()
    find_dumps(sqlite_url).check(tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        assert copy.execute("SELECT count(*) FROM own").fetchone() == (0,)
