"""Imports that were previewed and not confirmed yet."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import SHORT_ID_LENGTH, Base


class DraftRow(Base):
    """What one person wants to import; one at a time, so a newer preview takes the place of an older one."""

    __tablename__ = "import_drafts"
    __table_args__ = (Index(None, "made_at"),)

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH))
    texts: Mapped[str] = mapped_column(Text)
    """A JSON list: what people paste may hold characters that no database takes as they are."""
    made_at: Mapped[datetime]
