"""The files: `counts-2026-11-25.jsonl` and `taste-2026-11-25.jsonl`, one of each a day, for all processes.

Whoever writes holds the folder, so a file is appended to or replaced by one process at a time, and no line comes
between. What is read needs no hold: lines are whole, or the last one is torn and passed over.
"""

import errno
import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import IO, Final

from bot.gateways.events.schema import Level

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOM: Final = 16 * 2**20
"""Bytes of one file: about 100,000 events. What comes later that day is dropped."""
_NAME: Final = re.compile(r"(counts|taste)-(\d{4}-\d{2}-\d{2})\.jsonl")
_PERSON: Final = re.compile(rb'"person":"([0-9a-f]{32})"')
_OWNER_ONLY: Final = 0o600
_BINARY: Final[int] = getattr(os, "O_BINARY", 0)
"""Windows would write other line ends."""


class EventFolder:
    """The folder; methods raise OSError. Writing makes it where it is missing."""

    def __init__(self, path: Path, *, room: int = ROOM) -> None:
        self._path = path
        self._room = room

    def list_files(self) -> list[tuple[Level, date, Path]]:
        """Return the files that there are, the oldest first."""
        found = []
        for path in self._path.glob("*.jsonl"):
            match = _NAME.fullmatch(path.name)
            if match:
                found.append((Level(match[1]), date.fromisoformat(match[2]), path))
        return sorted(found, key=lambda one: (one[1], one[0]))

    def append(self, level: Level, day: date, lines: Collection[bytes]) -> int:
        """Write lines behind the others; return how many had room."""
        with self._held(), _open(self._path / f"{level}-{day}.jsonl", os.O_RDWR | os.O_APPEND) as file:
            size = file.seek(0, os.SEEK_END)
            text = b"\n" if size and not _ends_well(file, size) else b""
            written = 0
            for line in lines:
                if size + len(text) + len(line) > self._room:
                    break
                text += line
                written += 1
            _write(file, text)
            return written

    def erase(self, people: Collection[str]) -> int:
        """Take the lines of these pseudonyms out, and those that nobody can read; return how many."""
        gone = 0
        with self._held():
            for level, _, path in self.list_files():
                if level is Level.TASTE:
                    gone += _rewrite(path, frozenset(person.encode() for person in people))
        return gone

    def trim(self, before: date) -> int:
        """Remove the files of earlier days; return how many."""
        with self._held():
            old = [path for _, day, path in self.list_files() if day < before]
            old += self._path.glob("*.draft")  # of a process that died while it erased: who holds the folder makes none
            for path in old:
                path.unlink(missing_ok=True)
        return len(old)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self._path.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _open(self._path / "lock", os.O_RDWR) as lock:
            if sys.platform == "win32":
                msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)
            else:
                fcntl.flock(lock, fcntl.LOCK_EX)
            yield  # closing lets go


def _write(file: IO[bytes], text: bytes) -> None:
    if file.write(text) != len(text):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _open(path: Path, flags: int) -> IO[bytes]:
    return os.fdopen(os.open(path, flags | os.O_CREAT | _BINARY, _OWNER_ONLY), "r+b", buffering=0)


def _ends_well(file: IO[bytes], size: int) -> bool:
    file.seek(size - 1)
    return file.read(1) == b"\n"


def _rewrite(path: Path, people: frozenset[bytes]) -> int:
    lines = path.read_bytes().splitlines(keepends=True)  # 16 MiB at most
    kept = [line for line in lines if not _is_to_go(line, people)]
    if len(kept) < len(lines):
        draft = path.with_suffix(".draft")
        with _open(draft, os.O_WRONLY | os.O_TRUNC) as file:
            _write(file, b"".join(kept))
            os.fsync(file.fileno())
        draft.replace(path)
    return len(lines) - len(kept)


def _is_to_go(line: bytes, people: frozenset[bytes]) -> bool:
    found = _PERSON.search(line)
    if found is None or not line.endswith(b"}\n"):
        return True  # torn: whose it was nobody can say
    return found[1] in people
