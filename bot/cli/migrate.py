"""`gw2optimizer migrate`: brings the schema to what this version needs, under a lock, from wherever it is run."""

from pathlib import Path

import migrations
import typer
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

from config.settings import DatabaseSettings, load


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the schema up to `revision`. Blocks, and starts an event loop of its own: call it outside of one.

    Two programs that do it at once do it one after the other.
    """
    command.upgrade(_config(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Take the schema down to `revision`, or to nothing with "base"; what only later versions keep is lost."""
    command.downgrade(_config(url), revision)


async def is_current(engine: AsyncEngine) -> bool:
    """Tell whether the database has the schema that this version needs. Raises the driver's errors."""
    async with engine.connect() as connection:
        return await connection.run_sync(_find_heads) == set(ScriptDirectory.from_config(_config("")).get_heads())


def migrate() -> None:
    """Bring the database schema up to date; safe to repeat."""
    settings = load(DatabaseSettings)
    settings.make_place()
    upgrade(settings.url.get_secret_value())
    typer.echo("The database is up to date.")


def _find_heads(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _config(url: str) -> Config:
    """Return alembic's configuration by where the package is, so that it works from an installed wheel too."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__ or "").parent).replace("%", "%%"))
    config.attributes["url"] = url
    return config
