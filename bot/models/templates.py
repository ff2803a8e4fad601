"""Templates of guilds' own."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.names import NAME_LIMIT
from bot.models.base import SHORT_ID_LENGTH, Base, SortedText


class TemplateRow(Base):
    """What a guild keeps under a name: size, mode and needs of some content of its own."""

    __tablename__ = "guild_templates"
    __table_args__ = (UniqueConstraint("guild_id", "name_key"),)

    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    short_id: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH), primary_key=True)
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    name_key: Mapped[str] = mapped_column(SortedText)
    content: Mapped[str] = mapped_column(Text)
    """JSON, as in teams and raids that are planned with it."""
    changed_at: Mapped[datetime]
