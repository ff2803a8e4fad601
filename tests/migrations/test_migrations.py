"""The schema's history, on both databases: up, down and up again, one head, no drift, one at a time."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import asyncpg  # type: ignore[import-untyped]
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.cli import migrate
from bot.models import Base
from bot.repositories.engine import create_engine
from config.settings import to_driver_url
from tests import servers

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/empty.sqlite3"
        return
    server, template = servers.postgres_template()
    name = f"{template}_{uuid4().hex[:8]}"
    servers.execute(server, f'CREATE DATABASE "{name}"')
    yield to_driver_url(servers.database_url(server, name))
    servers.execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def look(url: str, see: Callable[[Connection], object]) -> object:
    """Return what `see` finds in the database."""

    async def connect() -> object:
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            found = await connection.run_sync(see)
        await engine.dispose()
        return found

    return asyncio.run(connect())


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def version(connection: Connection) -> object:
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def drift(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Base.metadata))


def constraints(connection: Connection) -> set[object]:
    """Return names of what compare_metadata does not compare: checks and keys."""
    seen = inspect(connection)
    found: set[object] = set()
    for table in Base.metadata.tables:
        found |= {check["name"] for check in seen.get_check_constraints(table)}
        found |= {key["name"] for key in seen.get_foreign_keys(table)}
        found |= {seen.get_pk_constraint(table)["name"]}
    return found


def is_current(url: str) -> bool:
    async def ask() -> bool:
        engine = create_engine(url)
        found = await migrate.find_schema(engine)
        await engine.dispose()
        return found is migrate.Schema.CURRENT

    return asyncio.run(ask())


def test_up_down_and_up_again(empty_url: str) -> None:
    expected = {*Base.metadata.tables, "alembic_version"}
    assert not is_current(empty_url)
    migrate.upgrade(empty_url)
    assert look(empty_url, tables) == expected
    assert is_current(empty_url)
    migrate.downgrade(empty_url, "base")
    assert look(empty_url, tables) == {"alembic_version"}
    assert not is_current(empty_url)
    migrate.upgrade(empty_url)
    migrate.upgrade(empty_url)
    assert look(empty_url, tables) == expected


def test_what_a_newer_version_migrated_stays_as_it_is(empty_url: str) -> None:
    """Going back a version: its `migrate` runs before it, and must not keep it from starting."""
    migrate.upgrade(empty_url)

    def age(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE of_a_newer_version (x INTEGER)")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'newer'")
        connection.commit()

    look(empty_url, age)
    before = look(empty_url, tables)
    assert migrate.upgrade(empty_url) is migrate.Schema.AHEAD
    assert (look(empty_url, tables), look(empty_url, version)) == (before, "newer")


def test_no_drift_between_models_and_migrations(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    assert look(empty_url, drift) == []
    named = {
        str(part.name)
        for table in Base.metadata.tables.values()
        for part in table.constraints
        if not str(part.name).startswith("uq_")
    }
    assert look(empty_url, constraints) == named


def test_two_at_once_wait_for_each_other(empty_url: str) -> None:
    migrating = [sys.executable, "-m", "bot", "migrate"]
    environment = {**os.environ, "DATABASE_URL": empty_url}
    programs = [subprocess.Popen(migrating, cwd=ROOT, env=environment) for _ in range(3)]  # noqa: S603 - our own
    assert [program.wait() for program in programs] == [0, 0, 0]
    assert is_current(empty_url)


def test_a_failed_migration_leaves_nothing(empty_url: str) -> None:
    migrate.upgrade(empty_url)
    migrate.downgrade(empty_url, "base")

    def occupy(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE team_seats (x INTEGER)")
        connection.commit()

    look(empty_url, occupy)
    with pytest.raises(DBAPIError, match="team_seats"):
        migrate.upgrade(empty_url)
    assert look(empty_url, tables) == {"alembic_version", "team_seats"}


def test_waits_for_a_busy_table_only_so_long(own_postgres_url: str) -> None:
    async def hold_and_downgrade() -> None:
        holder = await asyncpg.connect(own_postgres_url.replace("+asyncpg", ""))
        try:
            async with holder.transaction():
                await holder.execute("LOCK TABLE team_seats IN ACCESS SHARE MODE")
                await asyncio.to_thread(migrate.downgrade, own_postgres_url, "base")
        finally:
            await holder.close()

    with pytest.raises(DBAPIError, match="lock timeout"):
        asyncio.run(hold_and_downgrade())
    assert is_current(own_postgres_url)


def test_names_are_sorted_by_code_point_in_every_locale(own_postgres_url: str) -> None:
    def collations(connection: Connection) -> object:
        query = "SELECT DISTINCT collation_name FROM information_schema.columns WHERE column_name = 'name_key'"
        return connection.exec_driver_sql(query).scalars().all()

    assert look(own_postgres_url, collations) == ["C"]


def test_statements_can_be_printed_instead() -> None:
    config = migrate._config("postgresql+asyncpg://nobody@nowhere/none")
    config.output_buffer = printed = StringIO()
    command.upgrade(config, "head", sql=True)
    assert "CREATE TABLE team_seats" in printed.getvalue()


def test_one_head() -> None:
    config = migrate._config("")
    assert len(ScriptDirectory.from_config(config).get_heads()) == 1


def test_alembic_is_configured_in_the_project_file(tmp_path: Path) -> None:
    """`alembic check` needs nothing but DATABASE_URL."""
    url = f"sqlite+aiosqlite:///{tmp_path}/alembic.sqlite3"
    migrate.upgrade(url)
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "check"],
        cwd=ROOT,
        env={"DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "No new upgrade operations" in done.stdout + done.stderr


def test_the_names_of_files_tell_the_revisions_in_their_order() -> None:
    scripts = ScriptDirectory.from_config(migrate._config(""))
    assert list(reversed([script.revision for script in scripts.walk_revisions()])) == migrate.list_revisions()
