"""Opens the database of a URL: `postgresql+asyncpg://…` or `sqlite+aiosqlite:///file`.

The rules of both: nobody waits long for a database that is not there, and a connection that died while idle is
replaced before it is used, so that a database that comes back is used again without a restart.
"""

import asyncio
import time
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.repositories.pulse import PROBE_S, Pulse
from bot.repositories.statements import Statements
from bot.repositories.writers import Writers


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many connections there are, and how long each thing may take."""

    pool_size: int = 10
    pool_wait_s: float = 5.0
    """For a connection, while all are in use."""
    connect_s: float = 2.0
    statement_s: float = 10.0
    """For an answer of Postgres that is not away; one that hangs is noticed sooner, see `pulse.py`."""
    sqlite_busy_s: float = 2.0
    """For the one lock that SQLite has for writers, while another process has it."""
    sqlite_turn_s: float = 10.0
    """For the writer before in this process to get on: on a busy disk one may take seconds."""
    slow_s: float = 0.5
    """A statement that takes longer is logged."""


LIMITS = Limits()

_OF_THE_DIALECT = ("prepared_statement_cache_size", "prepared_statement_name_func", "async_creator_fn")
"""What a URL may say to SQLAlchemy and the driver does not know."""

IDLE_S = 1.0
"""After which a connection is asked whether it still works, before it is used again."""
_USED = "gw2optimizer_used"

WRITES = "gw2optimizer_writes"
"""Execution option: this transaction will write. SQLite then takes its one write lock at the start, because a reader
that becomes a writer half-way fails at once when somebody else wrote meanwhile."""


def create_engine(url: str, *, limits: Limits = LIMITS) -> AsyncEngine:
    """Return a pool for `url`. Nothing is opened before the first unit of work; whoever made it disposes of it."""
    parsed = make_url(url)
    pool: dict[str, Any] = {
        "pool_size": limits.pool_size,
        "max_overflow": 0,
        "pool_timeout": limits.pool_wait_s,
        "pool_pre_ping": True,
        "hide_parameters": True,  # values are people's words and ids, and errors are logged
    }
    if parsed.get_backend_name() == "sqlite":
        engine = create_async_engine(parsed, connect_args={"timeout": limits.sqlite_busy_s}, **pool)
        _prepare_sqlite(engine)
        Writers(limits.sqlite_turn_s).attach(engine)
        Statements(limits.slow_s).attach(engine)
        return engine
    if parsed.get_backend_name() != "postgresql":
        raise ValueError(f"no driver for {parsed.get_backend_name()!r}; use postgresql or sqlite")
    arguments = {
        "timeout": limits.connect_s,
        "command_timeout": limits.statement_s,
        # Queries here take milliseconds: compiling a plan costs more than it saves. A plan that is to serve every guild
        # alike, as a server makes after five calls, does not: guilds differ in size by a factor of a thousand.
        "server_settings": {
            "application_name": "gw2optimizer",
            "jit": "off",
            "plan_cache_mode": "force_custom_plan",
        },
    }
    engine = create_async_engine(parsed, connect_args=arguments, **pool | {"pool_pre_ping": False})
    _look_after(engine)
    Pulse(lambda: _answers(engine)).attach(engine)
    Statements(limits.slow_s).attach(engine)
    return engine


async def _answers(engine: AsyncEngine) -> bool:
    """Tell whether the server says anything to somebody new; a refusal in its own words is an answer too."""
    _, arguments = engine.dialect.create_connect_args(engine.url)
    for name in _OF_THE_DIALECT:
        arguments.pop(name, None)
    try:
        async with asyncio.timeout(PROBE_S):
            connection = await asyncpg.connect(**arguments, timeout=PROBE_S)
            try:
                await connection.execute("SELECT 1")
            finally:
                connection.terminate()  # a farewell would wait for an answer too
    except asyncpg.PostgresError:
        return True
    except (OSError, TimeoutError, asyncpg.InterfaceError):
        return False
    return True


def _look_after(engine: AsyncEngine) -> None:
    """Replace connections that died, before they are used: what the server closed is known here without a question.

    Only one that was idle for a while is asked. A question before every use costs as much as what is asked then.
    """
    dialect = engine.dialect

    @event.listens_for(engine.sync_engine, "checkin")
    def note(_connection: object, entry: ConnectionPoolEntry) -> None:
        entry.info[_USED] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def look(connection: DBAPIConnection, entry: ConnectionPoolEntry, _proxy: object) -> None:
        if dialect.get_driver_connection(connection).is_closed():
            raise DisconnectionError
        if time.monotonic() - entry.info.get(_USED, time.monotonic()) > IDLE_S and not dialect.do_ping(connection):
            raise DisconnectionError


def _prepare_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _entry: ConnectionPoolEntry) -> None:
        # The driver would open transactions by itself, and only before some statements.
        connection.isolation_level = None
        with ExitStack() as on_failure:
            on_failure.callback(connection.close)
            cursor = connection.cursor()
            for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()
            on_failure.pop_all()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
