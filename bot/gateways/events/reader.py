"""Reads what was written, line by line; what cannot be read is passed over and counted."""

import contextlib
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.gateways.events.folder import EventFolder
from bot.gateways.events.schema import Event, Level


@dataclass(frozen=True, slots=True)
class Noted:
    """An event and the day of it, in UTC."""

    day: date
    event: Event


class EventReader:
    """Reads the files of a folder while others write there; raises OSError. A folder that is missing is empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = EventFolder(folder)
        self.unreadable = 0
        """Lines that were passed over: torn, of a later version, or no events."""

    def read(self, *levels: Level, since: date | None = None) -> Iterator[Noted]:
        """Yield what was noted at these levels, or at all, by the order of days."""
        for level, day, path in self._folder.list_files():
            if (not levels or level in levels) and (since is None or day >= since):
                yield from (Noted(day, event) for event in self._read(path, level))

    def find(self, people: Collection[str], since: date, most: int) -> list[Noted]:
        """Return the lines of these pseudonyms, by the order of days; where they are more, the latest `most`."""
        marks = [f'"person":"{person}"'.encode() for person in people]
        found: deque[Noted] = deque(maxlen=most)
        for level, day, path in self._folder.list_files():
            if marks and level is Level.TASTE and day >= since:
                found.extend(Noted(day, event) for event in self._read(path, level, marks))
        return list(found)

    def _read(self, path: Path, level: Level, marks: Collection[bytes] = (b"",)) -> Iterator[Event]:
        """Yield what lines say that have one of these marks in them; others are not even parsed."""
        with contextlib.suppress(FileNotFoundError), path.open("rb") as file:  # removed meanwhile: too old
            for line in file:
                if not any(mark in line for mark in marks):
                    continue
                try:
                    event = Event.from_line(line)
                except ValueError:
                    self.unreadable += 1
                    continue
                if event.level is level:
                    yield event
                else:
                    self.unreadable += 1
