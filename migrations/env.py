"""Alembic's environment: on which database, under which lock, and with how much patience a migration runs.

`bot/cli/migrate.py` hands the database over in `config.attributes["url"]`; the `alembic` command line reads the
settings instead.
"""

import asyncio

from alembic import context
from sqlalchemy import Connection, event, make_url, pool, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.models import Base
from bot.repositories.engine import LIMITS

LOCK_KEY = 0x6777326F7074
"""Any number, the same in every version: two programs that migrate at once do it one after the other."""
LOCK_WAIT_SECONDS = 60
"""How long to wait for another program that migrates to be done; on SQLite for its one write lock."""
LOCK_TIMEOUT = "5s"
"""How long a statement may wait for a table: while it waits, everybody behind it waits too."""
STATEMENT_TIMEOUT = "60s"


def _find_url() -> str:
    given = context.config.attributes.get("url")
    if given is None:
        from config.settings import DatabaseSettings, load

        given = load(DatabaseSettings).url.get_secret_value()
    return str(given)


def _open_engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_async_engine(parsed, poolclass=pool.NullPool, connect_args={"timeout": LIMITS.connect_s})
    engine = create_async_engine(parsed, poolclass=pool.NullPool, connect_args={"timeout": float(LOCK_WAIT_SECONDS)})

    @event.listens_for(engine.sync_engine, "connect")
    def leave_transactions_to_us(connection: object, _entry: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]

    @event.listens_for(engine.sync_engine, "begin")
    def take_the_write_lock(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _be_patient(connection: Connection) -> None:
    """Wait for our turn, then be impatient with tables. All of it ends with the transaction."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_WAIT_SECONDS}s'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{LOCK_WAIT_SECONDS}s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
    connection.execute(text(f"SET LOCAL statement_timeout = '{STATEMENT_TIMEOUT}'"))


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        render_as_batch=connection.dialect.name == "sqlite",
        # alembic would commit after each migration on SQLite, and another program that waits would come in between
        transactional_ddl=True,
    )
    with context.begin_transaction():
        _be_patient(connection)
        context.run_migrations()


async def _migrate_online() -> None:
    engine = _open_engine(_find_url())
    try:
        # alembic would commit after each migration on SQLite, and let another program in between, if we did not begin
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    finally:
        await engine.dispose()


def _migrate_offline() -> None:
    """Print the statements instead of executing them (`alembic upgrade head --sql`)."""
    context.configure(url=_find_url(), target_metadata=Base.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    _migrate_offline()
else:
    asyncio.run(_migrate_online())
