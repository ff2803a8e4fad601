"""Fixtures for all tests: the game's data, databases that nobody else uses, and a Redis."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.cli.migrate import upgrade
from bot.domain.gamedata import GameData
from bot.gateways.gamedata import load_game_data
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from tests import servers

_RUN = pytest.StashKey[servers.Run]()
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")

# how busy the machine is says nothing about the code
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        config.stash[_RUN] = servers.open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if _RUN in config.stash:
        config.stash[_RUN].close()


@pytest.fixture(scope="session")
def game() -> GameData:
    return load_game_data()


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A migrated Postgres database of this worker; tests leave nothing in it (see `postgres_units`)."""
    with servers.postgres_database(_WORKER) as url:
        yield url


@pytest.fixture
def own_postgres_url() -> Iterator[str]:
    """A migrated Postgres database of this test alone, for what commits or breaks connections."""
    with servers.postgres_database(uuid4().hex[:8]) as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.sqlite3"
    servers.outside(upgrade, f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A migrated SQLite file of this test alone."""
    shutil.copy(sqlite_template, tmp_path / "test.sqlite3")
    return f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A Redis database of this worker, by its number."""
    number = int(_WORKER.removeprefix("gw"))
    server = servers.redis_server()
    return f"{server}?db={number}" if server.startswith("unix") else f"{server.rstrip('/')}/{number}"


@pytest.fixture
async def postgres_units(postgres_url: str) -> AsyncIterator[SqlUnits]:
    """Units of work in one outer transaction, which is rolled back."""
    engine = create_engine(postgres_url)
    async with engine.connect() as connection:
        outer = await connection.begin()
        yield SqlUnits(connection)
        await outer.rollback()
    await engine.dispose()


@pytest.fixture
async def own_postgres(own_postgres_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(own_postgres_url)
    yield engine
    await engine.dispose()


@pytest.fixture
async def own_sqlite(sqlite_url: str) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(sqlite_url)
    yield engine
    await engine.dispose()
