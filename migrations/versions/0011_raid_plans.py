"""What raids ask for beyond title and time, and raids that recur.

Revision: 0011, after 0010
Why: notes, options, a thread, an event and a role to mention belong to a raid; a series plans its next date by itself;
a plan whose time is asked back must not be typed twice. New columns have defaults and new tables start empty, so the
version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NO = sa.false()


def upgrade() -> None:
    _create_series()
    _create_asked_plans()
    for column in _raid_columns():
        op.add_column("raids", column)
    op.create_index("ix_raids_series_day", "raids", ["series_id", "series_day"], unique=True)
    op.add_column("guilds", sa.Column("ping_roles", sa.Text(), nullable=False, server_default=""))
    # written out: SQLite takes a check with a new column, and alembic would add it afterwards, which SQLite does not
    op.execute(
        "ALTER TABLE raid_signups ADD COLUMN standing VARCHAR(8) DEFAULT 'in' NOT NULL"
        " CONSTRAINT ck_raid_signups_standing CHECK (standing IN ('in', 'asked', 'refused'))"
    )


def downgrade() -> None:
    op.drop_column("raid_signups", "standing")
    op.drop_column("guilds", "ping_roles")
    op.drop_index("ix_raids_series_day", "raids")
    for column in _raid_columns():
        op.drop_column("raids", column.name)
    op.drop_table("asked_plans")
    op.drop_table("raid_series")


def _raid_columns() -> tuple["sa.Column[object]", ...]:
    return (
        sa.Column("notes", sa.String(1000), nullable=False, server_default=""),
        sa.Column("approval", sa.Boolean(), nullable=False, server_default=_NO),
        sa.Column("with_thread", sa.Boolean(), nullable=False, server_default=_NO),
        sa.Column("with_event", sa.Boolean(), nullable=False, server_default=_NO),
        sa.Column("ping_role_id", sa.BigInteger()),
        sa.Column("limits", sa.String(60), nullable=False, server_default=""),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("event_id", sa.BigInteger()),
        sa.Column("pinged", sa.Boolean(), nullable=False, server_default=_NO),
        sa.Column("series_id", sa.Uuid()),
        sa.Column("series_day", sa.Date()),
        sa.Column("faults", sa.String(100), nullable=False, server_default=""),
        sa.Column("news", sa.Text()),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="0"),
    )


def _create_series() -> None:
    op.create_table(
        "raid_series",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("leader_user_id", sa.BigInteger()),
        sa.Column("rule", sa.String(80), nullable=False),
        sa.Column("first", sa.DateTime(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("pattern", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("planned", sa.Date(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_raid_series_guild_id_guilds", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_raid_series"),
    )
    op.create_index("ix_raid_series_guild_id", "raid_series", ["guild_id"])
    led = sa.text("leader_user_id IS NOT NULL")
    op.create_index("ix_raid_series_leader", "raid_series", ["leader_user_id"], postgresql_where=led, sqlite_where=led)


def _create_asked_plans() -> None:
    op.create_table(
        "asked_plans",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(8), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="pk_asked_plans"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name="fk_asked_plans_owner_id_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_asked_plans_made_at", "asked_plans", ["made_at"])
