"""`gw2optimizer backup` and `gw2optimizer restore`: all that people keep, as one file, and back."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.refusal import Refusal, refused_without_database

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

    from config.settings import DatabaseSettings

_OWNER_ONLY = 0o600
_VERSIONS = "alembic_version"


def backup(file: Annotated[Path, typer.Argument(help="File to write; there must be none of this name.")]) -> None:
    """Write the whole database to a file; the bot may run meanwhile."""
    from bot.cli.dumps import find_dumps
    from config.settings import DatabaseSettings, load

    settings = load(DatabaseSettings)
    if settings.sqlite_file is not None and not settings.sqlite_file.exists():
        raise Refusal(f"no database at {settings.sqlite_file}")
    if file.exists():
        raise Refusal(f"{file} is there already; name another file")
    part = file.with_name(f"{file.name}.part")
    try:
        part.touch(mode=_OWNER_ONLY, exist_ok=False)  # people's builds are nobody else's business
    except OSError as error:
        raise Refusal(f"cannot write {part}: {error.strerror}") from error
    try:
        find_dumps(settings.url.get_secret_value()).save(part)
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)
    typer.echo(f"Wrote {file}, {file.stat().st_size:,} bytes.")


def restore(
    file: Annotated[Path, typer.Argument(help="File that `backup` wrote.")],
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help="Also where the database holds something, which is lost.")
    ] = False,
) -> None:
    """Put what is in a backup into the database, and bring its schema up to date; stop the bot before."""
    from bot.cli.dumps import find_dumps, name_kind
    from bot.cli.migrate import AHEAD, Schema, upgrade
    from config.settings import DatabaseSettings, load

    settings = load(DatabaseSettings)
    settings.make_place()
    url = settings.url.get_secret_value()
    dumps, kind = find_dumps(url), name_kind(file)
    if kind != dumps.name:
        raise Refusal(f"{file} is {f'a backup of {kind}' if kind else 'no backup'}; DATABASE_URL names {dumps.name}")
    dumps.check(file)
    with refused_without_database(url):
        asyncio.run(_restore(settings, file, is_forced=replace))
        found = upgrade(url)
    typer.echo(f"Restored {file}." + (f" {AHEAD}" if found is Schema.AHEAD else ""))


async def _restore(settings: "DatabaseSettings", file: Path, *, is_forced: bool) -> None:
    from bot.cli.caching import open_answers
    from bot.cli.compose import open_engine
    from bot.cli.dumps import find_dumps

    url = settings.url.get_secret_value()
    async with open_engine(url) as engine:
        await _require_quiet(engine)
        async with engine.connect() as connection:
            kept = await connection.run_sync(_find_kept)
        if kept and not is_forced:
            raise Refusal(f"the database holds something ({kept}); --replace puts the backup in its place")
        # what was kept for a while was made of what goes now
        async with open_answers(engine) as cache, cache.change():
            if not settings.is_sqlite:
                async with engine.begin() as connection:
                    await connection.run_sync(_drop_all)
            await engine.dispose()
            await asyncio.to_thread(find_dumps(url).load, file)


async def _require_quiet(engine: "AsyncEngine") -> None:
    """Refuse while bots are connected; SQLite does not tell."""
    from sqlalchemy import text

    if engine.dialect.name != "postgresql":
        return
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND application_name = current_setting('application_name')"
    )
    async with engine.connect() as connection:
        count = await connection.scalar(text(others))
    if count:
        raise Refusal(f"a bot is connected to the database ({count} connections); stop it first")


def _find_kept(connection: "Connection") -> str:
    """Return the names of tables that hold something, or nothing."""
    from sqlalchemy import column, inspect, literal, select, table

    tables = sorted(set(inspect(connection).get_table_names()) - {_VERSIONS})
    any_row = {name: select(literal(1)).select_from(table(name, column("x"))).limit(1) for name in tables}
    return ", ".join(name for name in tables if connection.scalar(any_row[name]) is not None)


def _drop_all(connection: "Connection") -> None:
    """Drop every table, also those of a later version, which the backup does not know."""
    from sqlalchemy import inspect

    quote = connection.dialect.identifier_preparer.quote
    tables = [quote(name) for name in inspect(connection).get_table_names()]
    if tables:
        connection.exec_driver_sql(f"DROP TABLE {', '.join(tables)} CASCADE")
