"""Who came to a raid, as its leader noted it down."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.names import NAME_LIMIT
from bot.models.base import Base, Key


class SheetRow(Base):
    """A raid whose attendance was saved; before that the marks are only what differs from the proposal."""

    __tablename__ = "attendance_sheets"

    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    saved_at: Mapped[datetime]


class MarkRow(Base):
    """One person's mark: a Discord id, whose rows go when that person is erased, or a guest's name."""

    __tablename__ = "attendance_marks"
    __table_args__ = (
        CheckConstraint("presence IN ('present', 'late', 'absent', 'excused')", name="presence"),
        CheckConstraint("(user_id IS NULL) <> (guest IS NULL)", name="player"),
        UniqueConstraint("raid_id", "user_id"),
        UniqueConstraint("raid_id", "guest"),
        Index(None, "user_id"),
    )

    id: Mapped[Key]
    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    guest: Mapped[str | None] = mapped_column(String(NAME_LIMIT))
    presence: Mapped[str] = mapped_column(String(8))
