"""What keeps those apart who let the bot learn from them, and what is to be erased of them."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base


class LearningKeyRow(Base):
    """What pseudonyms of one period are made with; without it nobody finds out whose they were."""

    __tablename__ = "learning_keys"

    period: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Which four weeks, counted from the first Monday of 1970."""
    secret: Mapped[bytes] = mapped_column(LargeBinary)


class LearningErasureRow(Base):
    """A pseudonym whose lines are to go from the files of every machine; known as long as lines of its weeks are kept.

    The key goes long before, so `period` is no foreign key.
    """

    __tablename__ = "learning_erasures"

    pseudonym: Mapped[str] = mapped_column(String(32), primary_key=True)
    period: Mapped[int] = mapped_column(index=True)
    asked_at: Mapped[datetime]
