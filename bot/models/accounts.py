"""Who the bot knows: people, and the guilds that it is or was in."""

from datetime import datetime

from sqlalchemy import BigInteger, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.models.base import Base, Key, Snowflake

ZONE_LIMIT = 64
LANGUAGE_LIMIT = 8
MODE_LIMIT = 3
_LEFT = text("left_at IS NOT NULL")
_CHOSEN = text("language IS NOT NULL OR mode IS NOT NULL")
_LEARNS = text("learns_since IS NOT NULL")


class AccountRow(Base):
    """A Discord user who keeps something here. Made on first use; deleting it deletes what is theirs."""

    __tablename__ = "accounts"
    __table_args__ = (
        UniqueConstraint("user_id"),
        Index("ix_accounts_taste", "user_id", postgresql_where=_CHOSEN, sqlite_where=_CHOSEN),
        Index("ix_accounts_learns", "user_id", postgresql_where=_LEARNS, sqlite_where=_LEARNS),
    )

    id: Mapped[Key]
    user_id: Mapped[Snowflake]
    created_at: Mapped[datetime]
    zone: Mapped[str | None] = mapped_column(String(ZONE_LIMIT))
    """The time zone that this person writes times in, by its IANA name."""
    remind_by: Mapped[str | None] = mapped_column(String(8))
    """How this person wants reminders; empty for the way that they come by themselves."""
    language: Mapped[str | None] = mapped_column(String(LANGUAGE_LIMIT))
    """In which this person is answered; empty for the one that Discord is set to."""
    mode: Mapped[str | None] = mapped_column(String(MODE_LIMIT))
    """The game mode that this person means by default."""
    learns_since: Mapped[datetime | None]
    """When this person let the bot learn from what they like; empty for no."""
    learning_asked_at: Mapped[datetime | None]
    """When this person was asked that, or answered it unasked."""


class GuildRow(Base):
    """A Discord server. It stays for a while after the bot left, so that coming back brings everything back."""

    __tablename__ = "guilds"
    __table_args__ = (Index("ix_guilds_left", "left_at", postgresql_where=_LEFT, sqlite_where=_LEFT),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    builds_channel_id: Mapped[int | None] = mapped_column(BigInteger)
    ping_roles: Mapped[str] = mapped_column(Text, server_default="")
    """Ids of the roles that raids may mention, parted by commas; none: those that anybody may mention."""
    guide: Mapped[str | None] = mapped_column(String(8))
    """What became of the guide for its admins; empty where the bot left, or came before there were guides."""
