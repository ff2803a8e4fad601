"""Announcements in the database."""

import json
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.announcements import Announcement
from bot.models import AnnouncementRow
from bot.repositories.sql_accounts import change
from bot.repositories.sql_paging import FRESH

_ANNOUNCEMENT = TypeAdapter(Announcement)
_COLUMNS = {"id", "raid", "topic", "at"}
"""Fields that have a column of their own."""


class SqlAnnouncements:
    """AnnouncementRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, announcement: Announcement) -> None:
        fixed = {"id": announcement.id, "raid_id": announcement.raid, "topic": announcement.topic}
        row = insert(AnnouncementRow).values(fixed | {"at": announcement.at, "said": said_to_text(announcement)})
        await self._session.execute(row)

    async def find(self, key: UUID) -> Announcement | None:
        rows = select(AnnouncementRow).where(AnnouncementRow.id == key)
        row = await self._session.scalar(rows, execution_options=FRESH)
        return None if row is None else announcement_from_row(row)

    async def remove(self, key: UUID) -> None:
        await change(self._session, delete(AnnouncementRow).where(AnnouncementRow.id == key))


def announcement_from_row(row: AnnouncementRow) -> Announcement:
    """Return what a row holds."""
    fixed = {"id": row.id, "raid": row.raid_id, "topic": row.topic, "at": row.at}
    return _ANNOUNCEMENT.validate_python(json.loads(row.said) | fixed)


def said_to_text(announcement: Announcement) -> str:
    """Return as JSON what has no column of its own."""
    return _ANNOUNCEMENT.dump_json(announcement, exclude=_COLUMNS, exclude_defaults=True).decode()
