"""Lineups that were proposed for a raid and not accepted yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import SHORT_ID_LENGTH, Base


class RaidProposalRow(Base):
    """A proposal; it goes with its raid, and when it is a day old."""

    __tablename__ = "raid_proposals"
    __table_args__ = (Index(None, "raid_id"), Index(None, "made_at"))

    token: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH), primary_key=True)
    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(BigInteger)
    mark: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH))
    terms: Mapped[str] = mapped_column(Text)
    """JSON, as the seats: read and written as a whole and never searched."""
    sittings: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
