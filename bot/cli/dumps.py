"""How a whole database becomes a file and comes back: Postgres by its own tools, SQLite by its own copy.

Nothing is read by us: what a later version keeps is in the file too. Passwords go to the tools by their environment,
never among arguments, which everybody on a machine can list.
"""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import URL, make_url

from bot.cli.refusal import Refusal

_MAGIC: Final = {b"PGDMP": "Postgres", b"SQLit": "SQLite"}
_SECRET: Final = ("learning_keys", "learning_erasures")
"""Tables whose rows are not saved: what pseudonyms are made with is to be gone for good once it is thrown away."""
_KEPT: Final = ("PATH", "HOME", "LANG", "LC_ALL", "SYSTEMROOT", "PGPASSFILE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY")


class Dumps(Protocol):
    """What both databases can do. Each method raises Refusal with one line of what the tool said."""

    name: str

    def save(self, file: Path) -> None:
        """Write all that is in the database at one moment; nobody who uses it waits."""

    def check(self, file: Path) -> None:
        """Read the file to its end and change nothing."""

    def load(self, file: Path) -> None:
        """Put what is in the file in place of what is in the database."""


def find_dumps(url: str) -> Dumps:
    """Return what fits the database at this address."""
    parsed = make_url(url)
    return _Sqlite(Path(parsed.database or "")) if parsed.get_backend_name() == "sqlite" else _Postgres(parsed)


def name_kind(file: Path) -> str | None:
    """Return whose dump a file is, by its first bytes; None for any other file. Raises Refusal."""
    try:
        with file.open("rb") as opened:
            return _MAGIC.get(opened.read(5))
    except OSError as error:
        raise Refusal(f"cannot read {file}: {error.strerror}") from error


class _Sqlite:
    name = "SQLite"

    def __init__(self, database: Path) -> None:
        self._database = database

    def save(self, file: Path) -> None:
        self._copy(self._database, file)
        _drop_secrets(file)

    def check(self, file: Path) -> None:
        try:
            with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
                (told,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.Error as error:
            told = str(error)
        if told != "ok":
            raise Refusal(f"{file} is damaged: {told}")

    def load(self, file: Path) -> None:
        self._copy(file, self._database)

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        try:
            with (
                contextlib.closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as readable,
                contextlib.closing(sqlite3.connect(target)) as writable,
            ):
                readable.backup(writable)
        except sqlite3.Error as error:
            raise Refusal(f"cannot copy {source} to {target}: {error}") from error


def _drop_secrets(file: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(file, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in there.intersection(_SECRET):
                connection.execute(f"DELETE FROM {table}")  # noqa: S608 - a name of ours
    except sqlite3.Error as error:
        raise Refusal(f"cannot write {file}: {error}") from error


class _Postgres:
    name = "Postgres"

    def __init__(self, url: URL) -> None:
        self._environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | _libpq(url)

    def save(self, file: Path) -> None:
        without = [f"--exclude-table-data=*.{table}" for table in _SECRET]
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", *without, f"--file={file}")

    def check(self, file: Path) -> None:
        self._run("pg_restore", f"--file={os.devnull}", str(file))

    def load(self, file: Path) -> None:
        options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        self._run("pg_restore", *options, f"--dbname={self._environment['PGDATABASE']}", str(file))

    def _run(self, tool: str, *arguments: str) -> None:
        path = shutil.which(tool)
        if path is None:
            remedy = "install the Postgres client of the server's version, or use the one in its container"
            raise Refusal(f"no {tool} here; {remedy} (config/deploy/README.md)")
        command = [path, *arguments]
        if tool == "pg_dump":
            command.append("--no-password")
        ended = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)  # noqa: S603 - Postgres' own
        if ended.returncode:
            raise Refusal((ended.stderr.strip().splitlines() or [f"{tool} ended with {ended.returncode}"])[0])


def _libpq(url: URL) -> dict[str, str]:
    """Return an address as Postgres' tools read it from their environment."""
    query = {name: value if isinstance(value, str) else value[0] for name, value in url.query.items()}
    told = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("sslmode") or query.get("ssl"),
    }
    return {name: value for name, value in told.items() if value}
