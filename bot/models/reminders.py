"""Which reminders of a raid its leader wants, and when each went out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base


class ReminderRow(Base):
    """One reminder of one raid; without a row it is as reminders are by themselves, and did not go out."""

    __tablename__ = "raid_reminders"
    __table_args__ = (CheckConstraint("which IN ('day', 'hour', 'quarter', 'now', 'ask')", name="which"),)

    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    which: Mapped[str] = mapped_column(String(8), primary_key=True)
    wanted: Mapped[bool]
    sent_at: Mapped[datetime | None]
