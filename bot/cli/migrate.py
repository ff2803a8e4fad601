"""`gw2optimizer migrate`: brings the schema to what this version needs, under a lock, from wherever it is run."""

from enum import Enum, auto
from pathlib import Path
from typing import Final

import typer
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.script.revision import ResolutionError
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncEngine

import migrations
from bot.cli.refusal import refused_without_database
from config.settings import DatabaseSettings, load

AHEAD: Final = "A newer version migrated the database; this one can use it."


class Schema(Enum):
    """How a database's schema stands to the one that this version needs."""

    BEHIND = auto()
    CURRENT = auto()
    AHEAD = auto()
    """A newer version migrated it. Migrations are safe for the version before, which may go on."""


def upgrade(url: str, revision: str = "head") -> Schema:
    """Bring the schema up to `revision`. Blocks, and starts an event loop of its own: call it outside of one.

    Two programs that do it at once do it one after the other. What a newer version migrated stays as it is: going back
    to the version before has to work, and both may run at once.
    """
    try:
        command.upgrade(_config(url), revision)
    except CommandError as error:
        if not isinstance(error.__cause__, ResolutionError):
            raise
        return Schema.AHEAD
    return Schema.CURRENT


def downgrade(url: str, revision: str) -> None:
    """Take the schema down to `revision`, or to nothing with "base"; what only later versions keep is lost."""
    command.downgrade(_config(url), revision)


async def find_schema(engine: AsyncEngine) -> Schema:
    """Tell how the database's schema stands to the one that this version needs. Raises the driver's errors."""
    scripts = ScriptDirectory.from_config(_config(""))
    async with engine.connect() as connection:
        found = await connection.run_sync(_find_heads)
    if found == set(scripts.get_heads()):
        return Schema.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Schema.AHEAD if found - known else Schema.BEHIND


def migrate() -> None:
    """Bring the database schema up to date; safe to repeat."""
    settings = load(DatabaseSettings)
    settings.make_place()
    url = settings.url.get_secret_value()
    with refused_without_database(url):
        found = upgrade(url)
    typer.echo(AHEAD if found is Schema.AHEAD else "The database is up to date.")


def _find_heads(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _config(url: str) -> Config:
    """Return alembic's configuration by where the package is, so that it works from an installed wheel too."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__ or "").parent).replace("%", "%%"))
    config.attributes["url"] = url
    return config
