"""What was reported, by whom and what came of it; and what people are still to be told. It all goes with the guild."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.names import NAME_LIMIT
from bot.models.base import Base

PLACE_LENGTH = 41
"""Two ids of Discord and a slash."""
_OPEN = text("verdict IS NULL")


class ReportRow(Base):
    """One thing that was reported; the index lets it be open once. No key to the thing: it is found by its short id."""

    __tablename__ = "reports"
    __table_args__ = (
        Index("ux_reports_open", "guild_id", "kind", "ref", unique=True, postgresql_where=_OPEN, sqlite_where=_OPEN),
        Index("ix_reports_opened", "guild_id", "opened_at", "id"),
        Index("ix_reports_decided", "guild_id", "decided_at", "id"),
        Index("ix_reports_owner", "owner_user_id"),
        Index("ix_reports_decided_by", "decided_by_user_id"),
        Index("ix_reports_age", "opened_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    ref: Mapped[str] = mapped_column(String(PLACE_LENGTH))
    owner_user_id: Mapped[int | None] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    excerpt: Mapped[str] = mapped_column(Text)
    opened_at: Mapped[datetime]
    verdict: Mapped[str | None] = mapped_column(String(8))
    decided_by_user_id: Mapped[int | None] = mapped_column(BigInteger)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, server_default="")
    entry_id: Mapped[UUID | None]


class ComplaintRow(Base):
    """What one person says of something that is reported."""

    __tablename__ = "complaints"
    __table_args__ = (Index("ix_complaints_user", "user_id"),)

    report_id: Mapped[UUID] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    place: Mapped[str | None] = mapped_column(String(PLACE_LENGTH))


class NoticeRow(Base):
    """What somebody is told when they next use the bot: an entry of the log, or what came of their report."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_guild", "guild_id"), Index("ix_notices_at", "at"))

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    about_id: Mapped[UUID] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime]
