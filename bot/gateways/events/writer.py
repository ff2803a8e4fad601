"""Takes events from whoever acts, and writes them in a thread of its own: nobody waits for a disk, nothing raises."""

import asyncio
import contextlib
import queue
import threading
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Final, Protocol, TypeVar

import structlog

from bot.gateways.events.folder import EventFolder
from bot.gateways.events.reader import EventReader, Noted
from bot.gateways.events.schema import Event, Level

_log = structlog.get_logger(__name__)

T = TypeVar("T")

KEPT: Final = timedelta(days=90)
WAITING: Final = 10_000
"""Events that wait for the disk at most; what comes when it is full is dropped."""
BATCH: Final = 1_000
CLOSE_S: Final = 1.0
ASK_S: Final = 2.0
"""How long one waits until it is erased; it is done all the same, as soon as the disk lets it."""

FIND_S: Final = 10.0
"""How long one waits for what was noted of somebody."""
FOUND: Final = 10_000
"""Lines of somebody that are handed out, the latest: about two megabytes."""


class Events(Protocol):
    """Where it is noted. To note never waits and never raises."""

    @property
    def kept(self) -> timedelta:
        """How long it is kept."""

    def note(self, day: date, event: Event) -> None:
        """Note an event of a day in UTC, or drop and count it."""

    async def erase(self, people: Collection[str]) -> bool:
        """Take out all lines of these pseudonyms that were noted till now; False where the disk does not allow it."""

    async def trim(self, today: date) -> bool:
        """Remove what was noted longer ago than it is to be kept; False likewise."""

    async def find(self, people: Collection[str], since: date) -> Sequence[Noted] | None:
        """Return the latest lines of these pseudonyms, FOUND at most; None where the disk does not tell in FIND_S."""


class NoEvents:
    """Notes nothing."""

    @property
    def kept(self) -> timedelta:
        """What was noted before is kept no longer."""
        return timedelta()

    def note(self, day: date, event: Event) -> None:
        """Note nothing."""

    async def erase(self, people: Collection[str]) -> bool:  # noqa: ARG002 - as the protocol says
        """Find nothing to erase."""
        return True

    async def trim(self, today: date) -> bool:  # noqa: ARG002 - as the protocol says
        """Find nothing to remove."""
        return True

    async def find(self, people: Collection[str], since: date) -> Sequence[Noted] | None:  # noqa: ARG002 - likewise
        """Find nothing."""
        return ()


NO_EVENTS = NoEvents()


class EventFiles:
    """Events in the files of a folder, which other processes may write to as well."""

    def __init__(self, folder: Path, *, kept: timedelta = KEPT, waiting: int = WAITING) -> None:
        self._path = folder
        self._folder = EventFolder(folder)
        self.kept = kept
        """How long it is kept."""
        self._queue: queue.Queue[_Dated | _Task | None] = queue.Queue(waiting)
        self._thread: threading.Thread | None = None
        self._is_failing = False
        self._late: dict[str, tuple[object, _Task]] = {}
        """What took longer than ASK_S, and what it was asked with."""
        self.counts: Counter[str] = Counter()
        """`written` and `dropped`, since the start of this process."""

    def note(self, day: date, event: Event) -> None:
        """Note an event of a day in UTC, or drop and count it."""
        try:
            self._put((day, event))
        except queue.Full:
            self.counts["dropped"] += 1

    async def erase(self, people: Collection[str]) -> bool:
        """Take out all lines of these pseudonyms that were noted till now; False where the disk does not allow it."""
        return await self._ask(self._folder.erase, frozenset(people))

    async def trim(self, today: date) -> bool:
        """Remove what was noted longer ago than it is to be kept; False likewise."""
        return await self._ask(self._folder.trim, today - self.kept)

    async def find(self, people: Collection[str], since: date) -> Sequence[Noted] | None:
        """Return the latest lines of these pseudonyms, FOUND at most; None where the disk does not tell in FIND_S."""
        found: list[Noted] = []
        reader = EventReader(self._path)
        task = _Task(lambda: found.extend(reader.find(people, since, FOUND)), asyncio.get_running_loop())
        try:
            self._put(task)  # behind what waits to be written
        except queue.Full:
            return None
        await asyncio.wait([task.done], timeout=FIND_S)
        return found if task.done.done() and task.done.result() else None

    def close(self) -> None:
        """Write what waits, and end the thread; a disk that hangs is waited for no longer than CLOSE_S."""
        if self._thread is not None:
            with contextlib.suppress(queue.Full):
                self._queue.put(None, timeout=CLOSE_S)
            self._thread.join(CLOSE_S)
            self._thread = None

    async def _ask(self, do: Callable[[T], object], what: T) -> bool:
        """Have the thread do it; asked again for the same, it tells of what was begun, unless that failed."""
        asked, task = self._late.pop(do.__name__, (None, None))
        if task is None or asked != what or task.has_failed():
            task = _Task(partial(do, what), asyncio.get_running_loop())
            try:
                self._put(task)
            except queue.Full:
                return False
        await asyncio.wait([task.done], timeout=ASK_S)
        if task.done.done():
            return task.done.result()
        self._late[do.__name__] = (what, task)
        return False

    def _put(self, item: "_Dated | _Task") -> None:
        self._queue.put_nowait(item)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="events", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            items = [self._queue.get()]
            with contextlib.suppress(queue.Empty):
                while len(items) < BATCH and isinstance(items[-1], tuple):
                    items.append(self._queue.get_nowait())
            self._write([item for item in items if isinstance(item, tuple)])
            last = items[-1]
            if last is None:
                return
            if isinstance(last, _Task):
                last.finish(is_done=self._try(last.do))

    def _write(self, noted: "list[_Dated]") -> None:
        lines: dict[tuple[Level, date], list[bytes]] = {}
        for day, event in noted:
            lines.setdefault((event.level, day), []).append(event.to_line())
        for (level, day), some in lines.items():
            before = self.counts["written"]
            self._try(partial(self._append, level, day, some))
            self.counts["dropped"] += len(some) - (self.counts["written"] - before)

    def _append(self, level: Level, day: date, lines: list[bytes]) -> None:
        self.counts["written"] += self._folder.append(level, day, lines)

    def _try(self, do: Callable[[], object]) -> bool:
        try:
            do()
        except OSError as error:
            if not self._is_failing:  # once, not for each event
                _log.warning("events cannot be kept", error=type(error).__name__, code=error.errno)
            self._is_failing = True
            return False
        self._is_failing = False
        return True


_Dated = tuple[date, Event]


class _Task:
    """Something that the thread is to do, which somebody waits for."""

    def __init__(self, do: Callable[[], object], loop: asyncio.AbstractEventLoop) -> None:
        self.do = do
        self.done: asyncio.Future[bool] = loop.create_future()
        self._loop = loop

    def has_failed(self) -> bool:
        """Tell whether it was tried, in vain."""
        return self.done.done() and not self.done.result()

    def finish(self, *, is_done: bool) -> None:
        """Tell whoever waits, if they still do."""
        with contextlib.suppress(RuntimeError):  # the loop is closed
            self._loop.call_soon_threadsafe(self._tell, is_done)

    def _tell(self, is_done: bool) -> None:  # noqa: FBT001 - call_soon passes it by place
        if not self.done.done():
            self.done.set_result(is_done)
