"""Builds, what they were before, where they are public and who likes them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.names import NAME_LIMIT
from bot.domain.notes import LINK_LIMIT, NOTES_LIMIT
from bot.models.accounts import AccountRow
from bot.models.base import NAME_CHECK, SHORT_ID_LENGTH, Base, Key, ShortId, SortedMark, SortedText, Terms

WORDS_LIMIT = 250
"""Characters of all roles, or all tags, of a build, with the commas between them."""

_COPIED = text("origin_user_id IS NOT NULL")
_LIVE = text("deleted_at IS NULL")
_DELETED = text("deleted_at IS NOT NULL")


class BuildRow(Base):
    """A kept build: `code` is its canonical chat code, `gear` what its author says it wears, by `gear.codec`.

    Roles and tags stand in one column each, parted by commas. The origin of a copy is a plain short id and Discord id,
    so that it outlives the build that it names; erasing a person empties it. `likes` counts the rows of `LikeRow`.
    `terms` are what it is found by, parted and surrounded by spaces, as they were by the facts of `terms_mark`.
    """

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
        Index("ix_builds_terms_mark", "terms_mark"),
        Index("ix_builds_origin_user_id", "origin_user_id", postgresql_where=_COPIED, sqlite_where=_COPIED),
    )

    id: Mapped[Key]
    short_id: Mapped[ShortId]
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_LIMIT))
    name_key: Mapped[str] = mapped_column(SortedText)
    mode: Mapped[str | None] = mapped_column(String(3))
    code: Mapped[str] = mapped_column(Text)
    gear: Mapped[str | None] = mapped_column(Text)
    notes: Mapped[str] = mapped_column(String(NOTES_LIMIT), server_default="")
    source_link: Mapped[str | None] = mapped_column(String(LINK_LIMIT))
    roles: Mapped[str] = mapped_column(String(WORDS_LIMIT), server_default="")
    tags: Mapped[str] = mapped_column(String(WORDS_LIMIT), server_default="")
    revision: Mapped[int] = mapped_column(Integer, server_default="1")
    version: Mapped[int] = mapped_column(Integer, server_default="1")
    origin_short_id: Mapped[str | None] = mapped_column(String(SHORT_ID_LENGTH))
    origin_user_id: Mapped[int | None] = mapped_column(BigInteger)
    likes: Mapped[int] = mapped_column(Integer, server_default="0")
    uses: Mapped[int] = mapped_column(Integer, server_default="0")
    terms: Mapped[str] = mapped_column(Text, server_default="")
    terms_mark: Mapped[str] = mapped_column(SortedMark, server_default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    checked_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None]

    owner: Mapped[AccountRow] = relationship(lazy="raise")
    publications: Mapped[list["PublicationRow"]] = relationship(
        lazy="raise", back_populates="build", passive_deletes="all"
    )


class PublicationRow(Base):
    """A build that is public in a guild.

    `name_key` repeats the build's (the foreign key keeps it so), and `listed` is false while the build is thrown away:
    with the two a guild's list, its count and its names read this one table. For searches it repeats likes and uses,
    and holds the terms: on Postgres as hashes of guild and term, so that a guild's builds with a term are one short
    list of the index; on SQLite, which reads through the guild, as the build has them.
    """

    __tablename__ = "build_publications"
    __table_args__ = (
        ForeignKeyConstraint(
            ["build_id", "name_key"], ["builds.id", "builds.name_key"], ondelete="CASCADE", onupdate="CASCADE"
        ),
        Index("ix_build_publications_newest", "guild_id", "listed", "published_at", "build_id"),
        Index("ix_build_publications_name", "guild_id", "listed", "name_key", "build_id"),
        Index("ix_build_publications_liked", "guild_id", "listed", "likes", "published_at", "build_id"),
        Index("ix_build_publications_used", "guild_id", "listed", "uses", "published_at", "build_id"),
        Index("ix_build_publications_best", "guild_id", "listed", "standing", "published_at", "build_id"),
        Index(
            "ix_build_publications_terms",
            "terms",
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
            sqlite_where=text("0"),  # SQLite has no such index: there it stays empty
        ),
    )

    build_id: Mapped[UUID] = mapped_column(primary_key=True)
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"), primary_key=True)
    name_key: Mapped[str] = mapped_column(SortedText)
    published_at: Mapped[datetime]
    listed: Mapped[bool]
    likes: Mapped[int] = mapped_column(Integer, server_default="0")
    uses: Mapped[int] = mapped_column(Integer, server_default="0")
    standing: Mapped[int] = mapped_column(Integer, server_default="0")
    terms: Mapped[Any | None] = mapped_column(Terms)

    build: Mapped[BuildRow] = relationship(lazy="raise", back_populates="publications")


class VersionRow(Base):
    """What a build was before its code or gear changed; the current version stands in the build itself."""

    __tablename__ = "build_versions"
    __table_args__ = (CheckConstraint("number >= 1", name="number"),)

    build_id: Mapped[UUID] = mapped_column(ForeignKey("builds.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(Text)
    gear: Mapped[str | None] = mapped_column(Text)
    replaced_at: Mapped[datetime]


class LikeRow(Base):
    """One person likes one build."""

    __tablename__ = "build_likes"
    __table_args__ = (Index(None, "account_id"),)

    build_id: Mapped[UUID] = mapped_column(ForeignKey("builds.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    liked_at: Mapped[datetime | None]
    """None where it was before this was noted."""
