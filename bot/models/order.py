"""What moderators hid, whom they suspended, and the log of it. It all goes with the guild."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.names import NAME_LIMIT
from bot.models.base import SHORT_ID_LENGTH, Base, Key, Snowflake

_Guild = Annotated[
    int,
    mapped_column(BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
]


class HiddenRow(Base):
    """A build or team that a guild's moderators hid. No key to it: it is looked at by its short id."""

    __tablename__ = "hidden_things"
    __table_args__ = (Index("ix_hidden_things_owner", "owner_user_id"),)

    guild_id: Mapped[_Guild]
    thing_id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(8))
    short_id: Mapped[str] = mapped_column(String(SHORT_ID_LENGTH))
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    owner_user_id: Mapped[Snowflake]
    reason: Mapped[str] = mapped_column(Text)
    hidden_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(Text)


class SuspensionRow(Base):
    """Somebody who is suspended in a guild; one that is over stays until the next purge."""

    __tablename__ = "suspensions"
    __table_args__ = (Index("ix_suspensions_user", "user_id"),)

    guild_id: Mapped[_Guild]
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime | None]


class MarkedRow(Base):
    """A suspension of somebody who had everything of theirs erased: nothing in it names them."""

    __tablename__ = "suspension_marks"
    __table_args__ = (Index("ix_suspension_marks_guild", "guild_id", "until"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"))
    salt: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(32))
    until: Mapped[datetime]


class LogRow(Base):
    """One deed of moderation, for 180 days."""

    __tablename__ = "moderation_log"
    __table_args__ = (
        Index("ix_moderation_log_place", "guild_id", "at", "id"),
        Index("ix_moderation_log_thing", "guild_id", "thing", "at", "id"),
        Index("ix_moderation_log_deed", "guild_id", "deed", "at", "id"),
        Index("ix_moderation_log_at", "at"),
        Index("ix_moderation_log_actor", "actor_user_id"),
        Index("ix_moderation_log_subject", "subject_user_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("guilds.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    deed: Mapped[str] = mapped_column(String(16))
    actor_user_id: Mapped[int | None] = mapped_column(BigInteger)
    subject_user_id: Mapped[int | None] = mapped_column(BigInteger)
    target: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    thing: Mapped[str | None] = mapped_column(String(16))
