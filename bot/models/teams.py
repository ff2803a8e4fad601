"""Teams and their seats."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.names import NAME_LIMIT
from bot.domain.sizes import PLACES
from bot.models.accounts import AccountRow
from bot.models.base import NAME_CHECK, SHORT_ID_LENGTH, Base, Key, ShortId, SortedText
from bot.models.builds import BuildRow

_LIVE = text("deleted_at IS NULL")
_DELETED = text("deleted_at IS NOT NULL")
_PUBLIC = text("guild_id IS NOT NULL")
CONTENT_LIMIT = 40
ROLE_LIMIT = 40
MODE_LIMIT = 3


class TeamRow(Base):
    """A planned team; private while `guild_id` is null. A guild that is purged gives the team back to its owner."""

    __tablename__ = "teams"
    __table_args__ = (
        CheckConstraint(NAME_CHECK, name="name"),
        CheckConstraint("subgroups BETWEEN 1 AND 10", name="subgroups"),
        CheckConstraint("guild_id IS NULL OR published_at IS NOT NULL", name="published"),
        UniqueConstraint("id", "subgroups"),
        Index("ix_teams_owner_live", "owner_id", "created_at", "id", postgresql_where=_LIVE, sqlite_where=_LIVE),
        Index(
            "ix_teams_owner_deleted",
            "owner_id",
            "deleted_at",
            "id",
            postgresql_where=_DELETED,
            sqlite_where=_DELETED,
        ),
        Index("ix_teams_deleted", "deleted_at", postgresql_where=_DELETED, sqlite_where=_DELETED),
        Index("ix_teams_owner_name", "owner_id", "name_key"),
        Index(
            "ix_teams_guild_newest",
            "guild_id",
            "published_at",
            "id",
            postgresql_where=_PUBLIC,
            sqlite_where=_PUBLIC,
        ),
        Index("ix_teams_origin_user_id", "origin_user_id"),
        Index("ix_teams_guild_name", "guild_id", "name_key", postgresql_where=_PUBLIC, sqlite_where=_PUBLIC),
    )

    id: Mapped[Key]
    short_id: Mapped[ShortId]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    name_key: Mapped[str] = mapped_column(SortedText)
    content: Mapped[str] = mapped_column(String(CONTENT_LIMIT))
    subgroups: Mapped[int] = mapped_column(SmallInteger)
    notes: Mapped[str] = mapped_column(Text, server_default="")
    template: Mapped[str | None] = mapped_column(Text)
    """JSON: what it is for, where that is a guild's own."""
    mode: Mapped[str | None] = mapped_column(String(MODE_LIMIT))
    """In which its builds are judged; null leaves that to the content."""
    origin_short_id: Mapped[str | None] = mapped_column(String(SHORT_ID_LENGTH))
    origin_user_id: Mapped[int | None] = mapped_column(BigInteger)
    guild_id: Mapped[int | None] = mapped_column(ForeignKey("guilds.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    owner: Mapped[AccountRow] = relationship(lazy="raise")
    seats: Mapped[list["SeatRow"]] = relationship(
        lazy="raise", order_by="SeatRow.subgroup, SeatRow.place", passive_deletes="all"
    )


class SeatRow(Base):
    """A place of a team that was filled at least once.

    A check constraint sees one row only, so the seat carries the team's size: the foreign key over (team, size) holds
    it equal to the team's and follows when that grows, and the check compares the subgroup with it.
    The player is a plain Discord id, for somebody may be seated who never used the bot; erasing a person empties it.
    """

    __tablename__ = "team_seats"
    __table_args__ = (
        ForeignKeyConstraint(
            ["team_id", "subgroups"], ["teams.id", "teams.subgroups"], ondelete="CASCADE", onupdate="CASCADE"
        ),
        CheckConstraint("subgroup BETWEEN 1 AND subgroups", name="subgroup"),
        CheckConstraint(f"place BETWEEN 1 AND {PLACES}", name="place"),
        CheckConstraint("player_user_id IS NULL OR player_name IS NULL", name="player"),
        CheckConstraint(f"length(trim(player_name)) >= 1 AND length(player_name) <= {NAME_LIMIT}", name="player_name"),
        UniqueConstraint("team_id", "player_user_id"),
        Index(None, "build_id"),
        Index(None, "player_user_id"),
    )

    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    subgroup: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    subgroups: Mapped[int] = mapped_column(SmallInteger)
    build_id: Mapped[UUID | None] = mapped_column(ForeignKey("builds.id", ondelete="SET NULL"))
    player_user_id: Mapped[int | None] = mapped_column(BigInteger)
    player_name: Mapped[str | None] = mapped_column(String(NAME_LIMIT))
    wish: Mapped[str | None] = mapped_column(String(ROLE_LIMIT))
    """The role that is to be played here."""
    former: Mapped[bool] = mapped_column(server_default=false())
    """Who sat here had everything of theirs erased."""

    build: Mapped[BuildRow | None] = relationship(lazy="raise")
