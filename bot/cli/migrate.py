"""`gw2optimizer migrate`: brings the schema to what this version needs, under a lock, from wherever it is run.

alembic is loaded only to migrate: a bot whose database is up to date does without, and without eight megabytes.
"""

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer
from sqlalchemy import Connection, inspect, text

import migrations
from bot.cli.refusal import refused_without_database
from config.settings import DatabaseSettings, load

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy.ext.asyncio import AsyncEngine

_FOLDER: Final = Path(migrations.__file__ or "").parent
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
    from alembic import command
    from alembic.script.revision import ResolutionError
    from alembic.util import CommandError

    try:
        command.upgrade(_config(url), revision)
    except CommandError as error:
        if not isinstance(error.__cause__, ResolutionError):
            raise
        return Schema.AHEAD
    return Schema.CURRENT


def downgrade(url: str, revision: str) -> None:
    """Take the schema down to `revision`, or to nothing with "base"; what only later versions keep is lost."""
    from alembic import command

    command.downgrade(_config(url), revision)


async def find_schema(engine: "AsyncEngine") -> Schema:
    """Tell how the database's schema stands to the one that this version needs. Raises the driver's errors."""
    async with engine.connect() as connection:
        found = await connection.run_sync(_find_revisions)
    known = list_revisions()
    if found == {known[-1]}:
        return Schema.CURRENT
    return Schema.AHEAD if found.difference(known) else Schema.BEHIND


def list_revisions() -> list[str]:
    """Return the revisions that this version knows, the first one first, by the names of their files."""
    return sorted(path.name.partition("_")[0] for path in (_FOLDER / "versions").glob("[0-9]*_*.py"))


def migrate() -> None:
    """Bring the database schema up to date; safe to repeat."""
    settings = load(DatabaseSettings)
    settings.make_place()
    url = settings.url.get_secret_value()
    with refused_without_database(url):
        found = upgrade(url)
    typer.echo(AHEAD if found is Schema.AHEAD else "The database is up to date.")


def _find_revisions(connection: Connection) -> set[str]:
    if not inspect(connection).has_table("alembic_version"):
        return set()
    return set(connection.scalars(text("SELECT version_num FROM alembic_version")))


def _config(url: str) -> "Config":
    """Return alembic's configuration by where the package is, so that it works from an installed wheel too."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["url"] = url
    return config
