"""What raids asked for and lacked."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base

NEED_LIMIT = 20


class RaidNeedRow(Base):
    """One need of one raid, noted when it was under way: in how many parts it was asked for, missing, not known.

    A raid without rows asked for nothing, or nobody sat, or it was before this was noted.
    """

    __tablename__ = "raid_needs"
    __table_args__ = (
        CheckConstraint("asked >= 1 AND lacking >= 0 AND unsure >= 0 AND lacking + unsure <= asked", name="parts"),
    )

    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    need: Mapped[str] = mapped_column(String(NEED_LIMIT), primary_key=True)
    asked: Mapped[int] = mapped_column(SmallInteger)
    lacking: Mapped[int] = mapped_column(SmallInteger)
    unsure: Mapped[int] = mapped_column(SmallInteger)
