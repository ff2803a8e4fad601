"""What leaders found of lineups."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base


class VerdictRow(Base):
    """Whether the lineup of a raid worked; it goes with the raid. Who said so, and who sat, is not in it."""

    __tablename__ = "raid_verdicts"

    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    worked: Mapped[bool]
    judged_at: Mapped[datetime]
    mode: Mapped[str] = mapped_column(String(3))
    traits: Mapped[str] = mapped_column(Text)
    """JSON: what the lineup had, in numbers."""
