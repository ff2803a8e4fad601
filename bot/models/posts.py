"""The posts of public builds in the builds channels of their guilds."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.posts import PostFault
from bot.models.base import Base

_STALE = text("stale")
_FAULTY = text("fault IS NOT NULL")
_FAULTS = ", ".join(f"'{fault}'" for fault in PostFault)
FAULT_LENGTH = 20


class PostRow(Base):
    """A post, wanted or standing. No key refers to the build: its post is to be taken down when it is gone for good."""

    __tablename__ = "build_posts"
    __table_args__ = (
        CheckConstraint(f"fault IN ({_FAULTS})", name="fault"),
        CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name="message"),
        Index("ix_build_posts_stale", "guild_id", "due", postgresql_where=_STALE, sqlite_where=_STALE),
        Index("ix_build_posts_fault", "guild_id", "build_id", postgresql_where=_FAULTY, sqlite_where=_FAULTY),
        Index(None, "guild_id"),
    )

    build_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    fault: Mapped[str | None] = mapped_column(String(FAULT_LENGTH))
    stale: Mapped[bool]
    changes: Mapped[int] = mapped_column(Integer)
    due: Mapped[datetime | None]
    """Not before then: it is leased to a process until that time, put off, or was drawn just now."""
