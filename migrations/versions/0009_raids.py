"""Raids with sign-ups and seats, and the time zone that a person writes in.

Revision: 0009, after 0008
Why: guilds plan what they do together. New tables, and a column that may be empty, so the version that still runs does
not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("accounts", sa.Column("zone", sa.String(64)))
    _create_raids()
    _create_raid_signups()
    _create_raid_choices()
    _create_raid_seats()
    _create_raid_steps()


def downgrade() -> None:
    for table in ("raid_steps", "raid_seats", "raid_choices", "raid_signups", "raids"):
        op.drop_table(table)
    op.drop_column("accounts", "zone")


def _create_raids() -> None:
    op.create_table(
        "raids",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("short_id", sa.String(8), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("leader_user_id", sa.BigInteger()),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("content", sa.String(40), nullable=False),
        sa.Column("subgroups", sa.SmallInteger(), nullable=False),
        sa.Column("size", sa.SmallInteger(), nullable=False),
        sa.Column("wall", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("starts_at", _TIME, nullable=False),
        sa.Column("closes_at", _TIME),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("locale", sa.String(10), nullable=False),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("drawn_at", _TIME),
        sa.Column("turns", sa.Integer(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.CheckConstraint("status IN ('draft', 'open', 'locked', 'canceled')", name=op.f("ck_raids_status")),
        sa.CheckConstraint("length(trim(title)) >= 1 AND length(title) <= 100", name=op.f("ck_raids_title")),
        sa.CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name=op.f("ck_raids_message")),
        sa.CheckConstraint("size BETWEEN 1 AND subgroups * 5", name=op.f("ck_raids_size")),
        sa.CheckConstraint("subgroups BETWEEN 1 AND 10", name=op.f("ck_raids_subgroups")),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_raids_guild_id_guilds", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_raids"),
        sa.UniqueConstraint("short_id", name="uq_raids_short_id"),
    )
    op.create_index("ix_raids_guild_start", "raids", ["guild_id", "starts_at", "id"])
    op.create_index("ix_raids_leader", "raids", ["leader_user_id"])


def _create_raid_signups() -> None:
    op.create_table(
        "raid_signups",
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(6), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.CheckConstraint("answer IN ('signed', 'late', 'maybe', 'absent')", name=op.f("ck_raid_signups_answer")),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_raid_signups_raid_id_raids", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("raid_id", "user_id", name="pk_raid_signups"),
        sa.UniqueConstraint("raid_id", "turn", name="uq_raid_signups_raid_id_turn"),
    )
    op.create_index("ix_raid_signups_user", "raid_signups", ["user_id", "changed_at"])


def _create_raid_choices() -> None:
    op.create_table(
        "raid_choices",
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rank", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("role", sa.String(40)),
        sa.Column("build_id", sa.Uuid()),
        sa.Column("gives", sa.String(400), nullable=False),
        sa.CheckConstraint("rank BETWEEN 0 AND 4", name=op.f("ck_raid_choices_rank")),
        sa.ForeignKeyConstraint(
            ["build_id"], ["builds.id"], name="fk_raid_choices_build_id_builds", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["raid_id", "user_id"],
            ["raid_signups.raid_id", "raid_signups.user_id"],
            name="fk_raid_choices_raid_id_user_id_raid_signups",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("raid_id", "user_id", "rank", name="pk_raid_choices"),
    )
    op.create_index("ix_raid_choices_build_id", "raid_choices", ["build_id"])


def _create_raid_seats() -> None:
    op.create_table(
        "raid_seats",
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("subgroup", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("guest", sa.String(100)),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("wants", sa.String(40)),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(trim(guest)) >= 1 AND length(guest) <= 100", name=op.f("ck_raid_seats_guest")),
        sa.CheckConstraint("place BETWEEN 1 AND 5", name=op.f("ck_raid_seats_place")),
        sa.CheckConstraint("subgroup BETWEEN 1 AND 10", name=op.f("ck_raid_seats_subgroup")),
        sa.CheckConstraint("user_id IS NULL OR guest IS NULL", name=op.f("ck_raid_seats_player")),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_raid_seats_raid_id_raids", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("raid_id", "subgroup", "place", name="pk_raid_seats"),
        sa.UniqueConstraint("raid_id", "user_id", name="uq_raid_seats_raid_id_user_id"),
    )
    op.create_index("ix_raid_seats_user_id", "raid_seats", ["user_id"])


def _create_raid_steps() -> None:
    op.create_table(
        "raid_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("before", sa.Text()),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_raid_steps_raid_id_raids", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_raid_steps"),
    )
    op.create_index("ix_raid_steps_raid", "raid_steps", ["raid_id", "id"])
    op.create_index("ix_raid_steps_user_id", "raid_steps", ["user_id"])
