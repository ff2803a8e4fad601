"""What searches need besides the terms of builds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, SortedText

KEY_LENGTH = 12


class WordRow(Base):
    """A word of some build that is or was public in a guild, to mend typing errors by; see `SearchRepository`."""

    __tablename__ = "guild_words"

    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    word: Mapped[str] = mapped_column(SortedText, primary_key=True)


class SearchRow(Base):
    """What somebody searched for, so that a button can turn the pages: nobody's name stands beside it."""

    __tablename__ = "searches"
    __table_args__ = (Index(None, "used_at"),)

    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    request: Mapped[str] = mapped_column(Text)
    used_at: Mapped[datetime]
