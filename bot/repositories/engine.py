"""Opens the database of a URL: `postgresql+asyncpg://…` or `sqlite+aiosqlite:///file`.

The rules of both: nobody waits long for a database that is not there, and a connection that died while idle is
replaced before it is used, so that a database that comes back is used again without a restart.
"""

from contextlib import ExitStack
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

CONNECT_SECONDS = 2.0
COMMAND_SECONDS = 10.0
POOL_WAIT_SECONDS = 5.0
POOL_SIZE = 10
SQLITE_BUSY_MS = 5_000

WRITES = "gw2optimizer_writes"
"""Execution option: this transaction will write. SQLite then takes its one write lock at the start, because a reader
that becomes a writer half-way fails at once when somebody else wrote meanwhile."""


def create_engine(url: str, *, pool_size: int = POOL_SIZE) -> AsyncEngine:
    """Return a pool for `url`. Nothing is opened before the first unit of work; whoever made it disposes of it."""
    parsed = make_url(url)
    pool: dict[str, Any] = {
        "pool_size": pool_size,
        "max_overflow": 0,
        "pool_timeout": POOL_WAIT_SECONDS,
        "pool_pre_ping": True,
    }
    if parsed.get_backend_name() == "sqlite":
        engine = create_async_engine(parsed, connect_args={"timeout": SQLITE_BUSY_MS / 1000}, **pool)
        _prepare_sqlite(engine)
        return engine
    if parsed.get_backend_name() != "postgresql":
        raise ValueError(f"no driver for {parsed.get_backend_name()!r}; use postgresql or sqlite")
    arguments = {
        "timeout": CONNECT_SECONDS,
        "command_timeout": COMMAND_SECONDS,
        # Queries here take milliseconds: compiling a plan costs more than it saves. A plan that is to serve every guild
        # alike, as a server makes after five calls, does not: guilds differ in size by a factor of a thousand.
        "server_settings": {
            "application_name": "gw2optimizer",
            "jit": "off",
            "plan_cache_mode": "force_custom_plan",
        },
    }
    return create_async_engine(parsed, connect_args=arguments, **pool)


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
