"""One SQLite file with answers, tokens and the journal. A connection is for one thread at a time."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.gateways.cache.keys import EVERYTHING
from bot.gateways.cache.tier import Found, new_token, unpack

WAIT_S: Final = 0.25
"""How long a writer waits for another one."""
PAGE: Final = 4096
STALE_INTENT_S: Final = 60.0
"""No change takes so long: who meant to make one before that did not live to tell."""
TOKEN_S: Final = 86_400.0
"""How long a token is kept; a lost one costs a miss."""

_TABLES: Final = """
CREATE TABLE answers (key TEXT PRIMARY KEY, value BLOB NOT NULL, expires_at REAL NOT NULL);
CREATE INDEX answers_expires_at ON answers (expires_at);
CREATE TABLE tokens (tag TEXT PRIMARY KEY, token TEXT NOT NULL, made_at REAL NOT NULL);
CREATE TABLE debts (id INTEGER PRIMARY KEY AUTOINCREMENT, tag TEXT NOT NULL);
CREATE TABLE intents (id TEXT PRIMARY KEY, since REAL NOT NULL);
"""


class DiskFile:
    """A connection to the file. Every method raises sqlite3.Error, and then did nothing."""

    def __init__(self, path: Path, room: int) -> None:
        self._sql = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            timeout=WAIT_S,
            isolation_level=None,
            check_same_thread=False,
            uri=True,
        )
        try:
            # In this mode no change that was made is lost with the process, and the file is whole after a power cut.
            # What is removed is overwritten: answers are people's, who may have everything of theirs erased.
            kept = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON", f"max_page_count={room // PAGE}")
            for pragma in kept:
                self._sql.execute(f"PRAGMA {pragma}")
        except sqlite3.Error:
            self._sql.close()
            raise

    @classmethod
    def make(cls, path: Path, room: int) -> "DiskFile":
        """Make a new file. What was invalidated before it was there nobody knows, so it owes everything."""
        path.touch(exist_ok=False)
        file = cls(path, room)
        try:
            with file._writing():
                for statement in _TABLES.strip().splitlines():
                    file._sql.execute(statement)
                file._owe((EVERYTHING,))
        except sqlite3.Error:
            file.close()
            raise
        return file

    def close(self) -> None:
        """Close the connection."""
        self._sql.close()

    def read(self, key: str, tags: Sequence[str]) -> Found | None:
        """Return what is kept under the key; None where a tag has no token."""
        marks = ",".join("?" * len(tags))
        # Tokens first: an answer that is written between the two reads bears other ones, and is not believed.
        found = dict(self._sql.execute(f"SELECT tag, token FROM tokens WHERE tag IN ({marks})", tags).fetchall())  # noqa: S608 - question marks
        if len(found) < len(tags):
            return None
        tokens = tuple(found[tag] for tag in tags)
        rows = self._sql.execute("SELECT value FROM answers WHERE key = ? AND expires_at > ?", (key, time.time()))
        row = rows.fetchone()
        return Found(tokens, None if row is None else unpack(row[0], tokens))

    def owes(self) -> bool:
        """Tell whether there are invalidations that Redis has not heard of."""
        return self._sql.execute("SELECT 1 FROM debts LIMIT 1").fetchone() is not None

    def add_tokens(self, tags: Iterable[str]) -> None:
        """Give a token to tags that have none."""
        rows = [(tag, new_token(), time.time()) for tag in tags]
        with self._writing():
            self._sql.executemany("INSERT INTO tokens VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def write(self, key: str, value: bytes, ttl_s: float) -> None:
        """Keep an answer."""
        with self._writing():
            self._sql.execute("REPLACE INTO answers VALUES (?, ?, ?)", (key, value, time.time() + ttl_s))

    def note_intent(self, intent: str) -> None:
        """Write down that a change begins, before anybody can see it."""
        with self._writing():
            self._sql.execute("REPLACE INTO intents VALUES (?, ?)", (intent, time.time()))

    def bump(self, tags: Sequence[str], *, intent: str | None, owed: bool) -> None:
        """Draw new tokens and strike the intent; what is `owed` Redis has not heard of."""
        rows = [(tag, new_token(), time.time()) for tag in tags]
        with self._writing():
            self._sql.executemany("REPLACE INTO tokens VALUES (?, ?, ?)", rows)
            self._sql.execute("DELETE FROM intents WHERE id = ?", (intent,))
            if owed:
                self._owe(tags)

    def list_debts(self) -> tuple[tuple[str, ...], int]:
        """Return the tags that Redis has not heard of, and the number up to which they are all there."""
        rows = self._sql.execute("SELECT id, tag FROM debts ORDER BY id").fetchall()
        return tuple(dict.fromkeys(tag for _, tag in rows)), max((number for number, _ in rows), default=0)

    def settle(self, up_to: int) -> None:
        """Strike the debts up to a number: Redis has heard of them."""
        with self._writing():
            self._sql.execute("DELETE FROM debts WHERE id <= ?", (up_to,))

    def has_intents(self, *, older_than_s: float) -> bool:
        """Tell whether somebody meant to make a change that long ago, and nobody told that it was made."""
        rows = self._sql.execute("SELECT 1 FROM intents WHERE since <= ? LIMIT 1", (time.time() - older_than_s,))
        return rows.fetchone() is not None

    def forgive(self, *, older_than_s: float) -> None:
        """Strike such intents."""
        with self._writing():
            self._sql.execute("DELETE FROM intents WHERE since <= ?", (time.time() - older_than_s,))

    def sweep(self) -> None:
        """Remove what has run out."""
        with self._writing():
            self._sql.execute("DELETE FROM answers WHERE expires_at <= ?", (time.time(),))
            self._sql.execute("DELETE FROM tokens WHERE made_at <= ?", (time.time() - TOKEN_S,))

    def halve(self) -> None:
        """Remove that half of the answers that would run out first."""
        half = "SELECT key FROM answers ORDER BY expires_at LIMIT (SELECT (count(*) + 1) / 2 FROM answers)"
        with self._writing():
            self._sql.execute(f"DELETE FROM answers WHERE key IN ({half})")  # noqa: S608 - no value in it

    def empty(self) -> None:
        """Remove all answers, also from the log of what was written, unless somebody reads at that moment."""
        with self._writing():
            self._sql.execute("DELETE FROM answers")
        self._sql.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _owe(self, tags: Iterable[str]) -> None:
        self._sql.executemany("INSERT INTO debts (tag) VALUES (?)", [(tag,) for tag in tags])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._sql.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._sql.execute("COMMIT")
        except BaseException:
            if self._sql.in_transaction:
                self._sql.execute("ROLLBACK")
            raise
