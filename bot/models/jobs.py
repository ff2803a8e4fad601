"""What is to be done at a time."""

from datetime import datetime

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Key


class JobRow(Base):
    """Something to be done at a time, once for its kind and key however often it is asked for."""

    __tablename__ = "jobs"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_jobs_due", "due_at"))

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(80))
    due_at: Mapped[datetime]
    leased_until: Mapped[datetime | None]
    """Until then, whoever took it is at it; afterwards they are taken for dead."""
    version: Mapped[int] = mapped_column(Integer)
    """Grows each time that it is asked for again, so that what came in meanwhile is not lost."""
    attempts: Mapped[int] = mapped_column(Integer)
