"""Answers on disk, and the journal: invalidations that Redis is owed, changes that somebody meant to make.

Reading takes some microseconds and is done at once; what writes is done in a thread of its own, one after the other.
"""

import asyncio
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final, TypeVar

from bot.gateways.cache.disk_file import STALE_INTENT_S, DiskFile
from bot.gateways.cache.folder import CacheFolder
from bot.gateways.cache.keys import EVERYTHING
from bot.gateways.cache.tier import Found, TierAwayError, pack

T = TypeVar("T")

ROOM: Final = 64 * 2**20
"""Bytes of the file at most; what it would need beyond them is not kept."""
RETRY_S: Final = 1.0
"""How long a folder that cannot be used is left alone."""
_FAULTS: Final = (OSError, sqlite3.Error, ValueError)
_HARMLESS: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}
"""Codes of what is over in a moment, or was not done and is known not to be."""


class Handle:
    """The present file of a folder, opened; for one thread."""

    def __init__(self, folder: CacheFolder, room: int) -> None:
        self._folder = folder
        self._room = room
        self._mark: tuple[int, int] | None = None
        self._file: DiskFile | None = None

    def get(self) -> DiskFile:
        """Return the file; raises FileNotFoundError where none is the present one."""
        while self._file is None or not self.is_present():
            self.close()
            # the name is read between two looks at it, or it may be of another file than the mark
            self._mark = self._folder.look()
            self._file = DiskFile(self._folder.find_current(), self._room)
        return self._file

    def is_present(self) -> bool:
        """Tell whether the file that is open is still the present one."""
        return self._mark is not None and self._folder.look() == self._mark

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        self._file = None


class DiskTier:
    """A Tier over the present file of a folder, which may become another one at any time."""

    name = "disk"

    def __init__(self, folder: CacheFolder, room: int = ROOM) -> None:
        self._folder = folder
        self._room = room
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="cache")
        self._reader, self._writer = Handle(folder, room), Handle(folder, room)
        self._is_doubted = False
        self._retry_at = 0.0

    async def close(self) -> None:
        """Close the file after what is being written."""
        self._reader.close()
        with suppress(TierAwayError):
            await self._in_thread(self._writer.close)
        self._thread.shutdown()

    async def read(self, key: str, tags: Sequence[str]) -> Found:
        """Return what is kept under the key."""
        found = await self._look(lambda file: file.read(key, tags))
        if found is None:
            await self._in_thread(lambda: self._open().add_tokens(tags))
            found = await self._look(lambda file: file.read(key, tags))
        if found is None:
            raise TierAwayError("tokens do not stay")
        return found

    async def write(self, key: str, tokens: Sequence[str], body: bytes, ttl_s: float) -> None:
        """Keep an answer; where there is no room, those that would run out first give way."""
        value = pack(tokens, body)

        def write() -> None:
            file = self._open()
            try:
                file.write(key, value, ttl_s)
            except sqlite3.OperationalError as error:
                if _code(error) != sqlite3.SQLITE_FULL:
                    raise
                file.halve()
                file.write(key, value, ttl_s)

        await self._in_thread(write)

    async def bump(self, tags: Sequence[str], *, intent: str | None = None, owed: bool = False) -> None:
        """Draw new tokens, for all processes of the folder; where they cannot be written, forget everything.

        `intent` is struck; what is `owed` Redis has not heard of.
        """
        await self._in_thread(lambda: self._bump(tags, intent, owed=owed))

    async def erase(self) -> None:
        """Remove all answers, so that nothing of them can be read in the file."""
        await self._in_thread(lambda: self._open().empty())

    async def note_intent(self, intent: str) -> None:
        """Write down that a change begins."""
        await self._in_thread(lambda: self._open().note_intent(intent))

    async def owes(self) -> bool:
        """Tell whether there are invalidations that Redis has not heard of."""
        return await self._look(DiskFile.owes)

    async def pay(self, bump: Callable[[Sequence[str]], Awaitable[None]]) -> None:
        """Tell Redis what it has not heard of, by `bump`; what that raises leaves the debt."""
        file, tags, up_to = await self._in_thread(self._list_debts)
        if tags:
            await bump(tags)
            await self._in_thread(lambda: self._settle(file, up_to))

    async def sweep(self, *, intents_older_than_s: float) -> None:
        """Remove what has run out; forget everything where somebody died before they could tell what they changed."""

        def sweep() -> None:
            file = self._open()
            if file.has_intents(older_than_s=intents_older_than_s):
                self._bump((EVERYTHING,), None, owed=True)
                self._open().forgive(older_than_s=max(intents_older_than_s, STALE_INTENT_S))
            self._open().sweep()
            self._folder.clear()

        await self._in_thread(sweep)

    def find_place(self) -> str:
        """Return the name of the folder; raises TierAwayError."""
        try:
            return self._folder.find_place()
        except _FAULTS as error:
            raise TierAwayError(type(error).__name__) from error

    async def _look(self, act: Callable[[DiskFile], T]) -> T:
        try:
            if self._is_doubted or self._folder.look() is None:
                await self._in_thread(self._open)
            return act(self._reader.get())
        except _FAULTS as error:
            raise self._judged(error) from error

    async def _in_thread(self, act: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, act)
        except _FAULTS as error:
            raise self._judged(error) from error

    def _judged(self, error: Exception) -> TierAwayError:
        """Return what to raise; a file that is not only busy or full is believed no more."""
        if isinstance(error, sqlite3.Error) and _code(error) not in _HARMLESS:
            self._is_doubted = True
        return TierAwayError(type(error).__name__)

    def _open(self) -> DiskFile:
        """Return the file to write in; makes a new one where there is none or the present one is not believed."""
        if self._is_doubted:
            self._folder.forget()
            self._is_doubted = False
        if self._folder.look() is None:
            self._make()
        return self._writer.get()

    def _make(self) -> None:
        """Make a new file; a folder where that failed is left alone for a moment."""
        if time.monotonic() < self._retry_at:
            raise TierAwayError("no file")
        self._retry_at = time.monotonic() + RETRY_S
        path = self._folder.new_file()
        DiskFile.make(path, self._room).close()
        self._folder.choose(path)
        self._retry_at = 0.0

    def _bump(self, tags: Sequence[str], intent: str | None, *, owed: bool) -> None:
        for prepare in (lambda _: None, DiskFile.empty):
            with suppress(*_FAULTS):
                file = self._open()
                prepare(file)
                file.bump(tags, intent=intent, owed=owed)
                if self._writer.is_present():
                    return
        self._is_doubted = True
        self._open()

    def _list_debts(self) -> tuple[DiskFile, tuple[str, ...], int]:
        file = self._open()
        return file, *file.list_debts()

    def _settle(self, file: DiskFile, up_to: int) -> None:
        """Strike debts in the very file that they were read from: another one owes something else."""
        if self._open() is file:
            file.settle(up_to)


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code, which extended ones have in their lowest byte."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
