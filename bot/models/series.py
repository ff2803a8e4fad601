"""Raids that recur."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Date, DateTime, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.accounts import ZONE_LIMIT
from bot.models.base import SHORT_ID_LENGTH, Base, Key

RULE_LIMIT = 80
_LED = text("leader_user_id IS NOT NULL")


class SeriesRow(Base):
    """A rule by which raids are planned. `pattern`, what each is planned with, and `changes`, by day, are JSON."""

    __tablename__ = "raid_series"
    __table_args__ = (
        Index(None, "guild_id"),
        Index("ix_raid_series_leader", "leader_user_id", postgresql_where=_LED, sqlite_where=_LED),
    )

    id: Mapped[Key]
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    leader_user_id: Mapped[int | None] = mapped_column(BigInteger)
    rule: Mapped[str] = mapped_column(String(RULE_LIMIT))
    first: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str] = mapped_column(String(ZONE_LIMIT))
    pattern: Mapped[str] = mapped_column(Text)
    changes: Mapped[str] = mapped_column(Text)
    planned: Mapped[date] = mapped_column(Date)
    ended: Mapped[bool]
    created_at: Mapped[datetime]


class AskedPlanRow(Base):
    """A plan whose time or zone was asked back; one a person. `request`, what was typed, is JSON."""

    __tablename__ = "asked_plans"
    __table_args__ = (Index(None, "made_at"),)

    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    token: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH))
    request: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
