"""The game account that somebody linked."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base


class GameLinkRow(Base):
    """One person's game account; a newer link takes the place of an older one."""

    __tablename__ = "game_links"
    __table_args__ = (Index(None, "game_id"), Index(None, "secret"))

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text)
    """The key; only with the operator's secret, and for this account, can it be read."""
    secret: Mapped[str] = mapped_column(String(8))
    """The mark of the secret that sealed it."""
    game_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(100))
    linked_at: Mapped[datetime]
