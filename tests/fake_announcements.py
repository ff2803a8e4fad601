"""Announcements in memory; part of the twin in `fakes.py`."""

from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.announcements import Announcement
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeAnnouncements:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def add(self, announcement: Announcement) -> None:
        if announcement.raid not in self._state.raids:
            raise ConflictError
        self._state.announcements[announcement.id] = announcement

    async def find(self, key: UUID) -> Announcement | None:
        return self._state.announcements.get(key)

    async def remove(self, key: UUID) -> None:
        self._state.announcements.pop(key, None)
