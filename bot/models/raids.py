"""Raids, who signed up with what, who sits where, and what leaders did."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.domain.names import NAME_LIMIT
from bot.domain.raid_options import NOTES_LIMIT
from bot.domain.raids import CHOICES, NOTE_LIMIT
from bot.domain.sizes import PLACES
from bot.models.accounts import ZONE_LIMIT
from bot.models.base import Base, Key, ShortId
from bot.models.teams import CONTENT_LIMIT

LOCALE_LIMIT = 10
ROLE_LIMIT = 40
GIVES_LIMIT = 400
COMBOS_LIMIT = 100
"""Characters of all roles and needs of a choice, with the commas between them."""
ACTION_LIMIT = 20
LIMITS_LIMIT = 60
"""Characters of all that is said about how many of which roles may sit."""
FAULTS_LIMIT = 100


class RaidRow(Base):
    """A raid. `wall` is the wall time in `zone`; `starts_at` is the same as a moment, for queries.

    `limits` and `faults` are words parted by commas: they are read and written with the raid. `news` is JSON. A series
    goes with its guild only, and its raids do too: so `series_id` needs no foreign key, which SQLite could not add.
    """

    __tablename__ = "raids"
    __table_args__ = (
        CheckConstraint(f"length(trim(title)) >= 1 AND length(title) <= {NAME_LIMIT}", name="title"),
        CheckConstraint("subgroups BETWEEN 1 AND 10", name="subgroups"),
        CheckConstraint(f"size BETWEEN 1 AND subgroups * {PLACES}", name="size"),
        CheckConstraint("status IN ('draft', 'open', 'locked', 'canceled')", name="status"),
        CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name="message"),
        Index("ix_raids_guild_start", "guild_id", "starts_at", "id"),
        Index("ix_raids_leader", "leader_user_id"),
        Index("ix_raids_series_day", "series_id", "series_day", unique=True),
    )

    id: Mapped[Key]
    short_id: Mapped[ShortId]
    guild_id: Mapped[int] = mapped_column(ForeignKey("guilds.id", ondelete="CASCADE"))
    leader_user_id: Mapped[int | None] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(NAME_LIMIT))
    content: Mapped[str] = mapped_column(String(CONTENT_LIMIT))
    template: Mapped[str | None] = mapped_column(Text)
    """JSON: what is played, where that is the guild's own."""
    subgroups: Mapped[int] = mapped_column(SmallInteger)
    size: Mapped[int] = mapped_column(SmallInteger)
    wall: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    zone: Mapped[str] = mapped_column(String(ZONE_LIMIT))
    starts_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(8))
    locale: Mapped[str] = mapped_column(String(LOCALE_LIMIT))
    channel_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)
    drawn_at: Mapped[datetime | None]
    turns: Mapped[int] = mapped_column(Integer)
    notes: Mapped[str] = mapped_column(String(NOTES_LIMIT), server_default="")
    approval: Mapped[bool] = mapped_column(server_default=false())
    with_thread: Mapped[bool] = mapped_column(server_default=false())
    with_event: Mapped[bool] = mapped_column(server_default=false())
    ping_role_id: Mapped[int | None] = mapped_column(BigInteger)
    limits: Mapped[str] = mapped_column(String(LIMITS_LIMIT), server_default="")
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    event_id: Mapped[int | None] = mapped_column(BigInteger)
    pinged: Mapped[bool] = mapped_column(server_default=false())
    series_id: Mapped[UUID | None]
    series_day: Mapped[date | None] = mapped_column(Date)
    faults: Mapped[str] = mapped_column(String(FAULTS_LIMIT), server_default="")
    news: Mapped[str | None] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(Integer, server_default="0")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class SignupRow(Base):
    """What one person answered. A plain Discord id: signing up makes no account; erasing a person deletes the row."""

    __tablename__ = "raid_signups"
    __table_args__ = (
        CheckConstraint("answer IN ('signed', 'late', 'maybe', 'absent')", name="answer"),
        CheckConstraint("standing IN ('in', 'asked', 'refused')", name="standing"),
        UniqueConstraint("raid_id", "turn"),
        Index("ix_raid_signups_user", "user_id", "changed_at"),
    )

    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    answer: Mapped[str] = mapped_column(String(6))
    turn: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime]
    standing: Mapped[str] = mapped_column(String(8), server_default="in")
    name: Mapped[str] = mapped_column(String(NAME_LIMIT), server_default="")
    """What they were called in the server when they answered last: lists need names."""
    benched: Mapped[bool] = mapped_column(server_default=false())
    unseated: Mapped[bool] = mapped_column(server_default=false())

    choices: Mapped[list["ChoiceRow"]] = relationship(lazy="raise", order_by="ChoiceRow.rank", passive_deletes="all")


class ChoiceRow(Base):
    """One thing that a person offers for a raid, the best liked at rank 0. A deleted build leaves its title."""

    __tablename__ = "raid_choices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["raid_id", "user_id"], ["raid_signups.raid_id", "raid_signups.user_id"], ondelete="CASCADE"
        ),
        CheckConstraint(f"rank BETWEEN 0 AND {CHOICES - 1}", name="rank"),
        Index(None, "build_id"),
    )

    raid_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    rank: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(NAME_LIMIT))
    role: Mapped[str | None] = mapped_column(String(ROLE_LIMIT))
    build_id: Mapped[UUID | None] = mapped_column(ForeignKey("builds.id", ondelete="SET NULL"))
    gives: Mapped[str] = mapped_column(String(GIVES_LIMIT))
    profession: Mapped[str | None] = mapped_column(String(12))
    damage: Mapped[str | None] = mapped_column(String(9))
    fields: Mapped[str] = mapped_column(String(COMBOS_LIMIT), server_default="")
    finishers: Mapped[str] = mapped_column(String(COMBOS_LIMIT), server_default="")
    """Types with how often a minute, such as `Blast:8,Leap:3`."""


class RaidSeatRow(Base):
    """A place that is taken, wanted for something or noted on. The player is a Discord id, or a guest's name."""

    __tablename__ = "raid_seats"
    __table_args__ = (
        CheckConstraint("subgroup BETWEEN 1 AND 10", name="subgroup"),
        CheckConstraint(f"place BETWEEN 1 AND {PLACES}", name="place"),
        CheckConstraint("user_id IS NULL OR guest IS NULL", name="player"),
        CheckConstraint(f"length(trim(guest)) >= 1 AND length(guest) <= {NAME_LIMIT}", name="guest"),
        UniqueConstraint("raid_id", "user_id"),
        Index(None, "user_id"),
    )

    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"), primary_key=True)
    subgroup: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    guest: Mapped[str | None] = mapped_column(String(NAME_LIMIT))
    rank: Mapped[int] = mapped_column(SmallInteger)
    pinned: Mapped[bool]
    wants: Mapped[str | None] = mapped_column(String(ROLE_LIMIT))
    note: Mapped[str] = mapped_column(String(NOTE_LIMIT))
    told: Mapped[bool]
    published: Mapped[bool] = mapped_column(server_default=false())
    former: Mapped[bool] = mapped_column(server_default=false())
    """Who sat here had everything of theirs erased."""


class StepRow(Base):
    """Something that a leader did: who, when, to whom, and as JSON the seats that it changed as they were before."""

    __tablename__ = "raid_steps"
    __table_args__ = (
        Index("ix_raid_steps_raid", "raid_id", "id"),
        Index(None, "user_id"),
        Index(None, "about_user_id"),
    )

    id: Mapped[Key]
    raid_id: Mapped[UUID] = mapped_column(ForeignKey("raids.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(BigInteger)
    about_user_id: Mapped[int | None] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(ACTION_LIMIT))
    before: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]
