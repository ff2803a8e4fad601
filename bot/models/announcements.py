"""What people are told of a raid, while nobody knows yet whether Discord took it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Key


class AnnouncementRow(Base):
    """Noted as said, and not yet said for certain. `said` is JSON: whom it mentions, and what it is about."""

    __tablename__ = "raid_announcements"
    __table_args__ = (Index(None, "raid_id"),)

    id: Mapped[Key]
    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"))
    topic: Mapped[str] = mapped_column(String(8))
    said: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
