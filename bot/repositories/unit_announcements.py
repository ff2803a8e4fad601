"""What services may ask of storage about announcements, as a protocol; part of the unit of work in `unit.py`."""

from typing import Protocol
from uuid import UUID

from bot.domain.announcements import Announcement


class AnnouncementRepository(Protocol):
    """What was noted as said and nobody knows yet whether Discord took it. It goes with its raid."""

    async def add(self, announcement: Announcement) -> None: ...

    async def find(self, key: UUID) -> Announcement | None: ...

    async def remove(self, key: UUID) -> None:
        """Forget it, said or not; nothing to forget is fine."""
