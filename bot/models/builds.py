"""Builds, and where they are public."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.names import NAME_LIMIT
from bot.models.accounts import AccountRow
from bot.models.base import NAME_CHECK, Base, Key, ShortId, SortedText

_LIVE = text("deleted_at IS NULL")
_DELETED = text("deleted_at IS NOT NULL")


class BuildRow(Base):
    """A kept build: `code` is its canonical chat code, `gear` what its author says it wears, by `gear.codec`."""

    __tablename__ = "builds"
    __table_args__ = (
        CheckConstraint(NAME_CHECK, name="name"),
        CheckConstraint("mode IN ('pve', 'pvp', 'wvw')", name="mode"),
        UniqueConstraint("id", "name_key"),
        Index("ix_builds_owner_live", "owner_id", "created_at", "id", postgresql_where=_LIVE, sqlite_where=_LIVE),
        Index(
            "ix_builds_owner_deleted",
            "owner_id",
            "deleted_at",
            "id",
            postgresql_where=_DELETED,
            sqlite_where=_DELETED,
        ),
        Index("ix_builds_deleted", "deleted_at", postgresql_where=_DELETED, sqlite_where=_DELETED),
        Index("ix_builds_owner_name", "owner_id", "name_key"),
    )

    id: Mapped[Key]
    short_id: Mapped[ShortId]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    name_key: Mapped[str] = mapped_column(SortedText)
    mode: Mapped[str | None] = mapped_column(String(3))
    code: Mapped[str] = mapped_column(Text)
    gear: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    deleted_at: Mapped[datetime | None]

    owner: Mapped[AccountRow] = relationship(lazy="raise")
    publications: Mapped[list["PublicationRow"]] = relationship(
        lazy="raise", back_populates="build", passive_deletes="all"
    )


class PublicationRow(Base):
    """A build that is public in a guild.

    `name_key` repeats the build's (the foreign key keeps it so), and `listed` is false while the build is thrown away:
    with the two a guild's list, its count and its search read this one index.
    """

    __tablename__ = "build_publications"
    __table_args__ = (
        ForeignKeyConstraint(
            ["build_id", "name_key"], ["builds.id", "builds.name_key"], ondelete="CASCADE", onupdate="CASCADE"
        ),
        Index("ix_build_publications_newest", "guild_id", "listed", "published_at", "build_id"),
        Index("ix_build_publications_name", "guild_id", "listed", "name_key", "build_id"),
    )

    build_id: Mapped[UUID] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    name_key: Mapped[str] = mapped_column(SortedText)
    published_at: Mapped[datetime]
    listed: Mapped[bool]

    build: Mapped[BuildRow] = relationship(lazy="raise", back_populates="publications")
