"""Proposals to fill teams that nobody accepted yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import SHORT_ID_LENGTH, Base


class ProposalRow(Base):
    """What was proposed to one person for one team."""

    __tablename__ = "team_proposals"
    __table_args__ = (Index(None, "owner_id"), Index(None, "team_id"), Index(None, "made_at"))

    key: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH), primary_key=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("teams.id", ondelete="CASCADE"))
    plan: Mapped[str] = mapped_column(Text)
    """JSON: the team as it was, in marks, and which build is to come to which place."""
    made_at: Mapped[datetime]
