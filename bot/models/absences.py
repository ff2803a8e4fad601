"""Days on which somebody comes to no raid."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.accounts import ZONE_LIMIT
from bot.models.base import Base, Key


class AbsenceRow(Base):
    """An absence. `first` and `last` are days in `zone`; the moments are the same, for queries."""

    __tablename__ = "absences"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days"),
        Index("ix_absences_account", "account_id", "begins_at"),
        Index("ix_absences_end", "ends_at"),
    )

    id: Mapped[Key]
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    zone: Mapped[str] = mapped_column(String(ZONE_LIMIT))
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class SaidInRow(Base):
    """That an absence was said in a guild: there it counts for somebody who never answered a raid, too."""

    __tablename__ = "absence_guilds"
    __table_args__ = (Index(None, "guild_id"),)

    absence_id: Mapped[UUID] = mapped_column(ForeignKey("absences.id", ondelete="CASCADE"), primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)


class AppliedRow(Base):
    """That an absence spoke for somebody in a raid, with what they had answered, for taking it back."""

    __tablename__ = "absence_answers"
    __table_args__ = (
        CheckConstraint("answer_before IN ('signed', 'late', 'maybe', 'absent')", name="answer"),
        Index(None, "raid_id"),
    )

    absence_id: Mapped[UUID] = mapped_column(ForeignKey("absences.id", ondelete="CASCADE"), primary_key=True)
    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    answer_before: Mapped[str | None] = mapped_column(String(8))
    at: Mapped[datetime]
