"""Which facts of the game were in use when."""

from datetime import datetime

from sqlalchemy import Integer, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Key


class EditionRow(Base):
    """An edition of the game's facts from when it was in use: its digests by `domain.patches`, some 100 kB."""

    __tablename__ = "game_editions"

    id: Mapped[Key]
    since: Mapped[datetime]
    build: Mapped[int] = mapped_column(Integer)
    fetched_at: Mapped[datetime | None]
    prints: Mapped[bytes] = mapped_column(LargeBinary)
