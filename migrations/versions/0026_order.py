"""What moderators hid, whom they suspended, and the log of it.

Revision: 0026, after 0025
Why: a guild's moderators keep order there. New tables that start empty, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hidden_things",
        _guild("hidden_things", autoincrement=False),
        sa.Column("thing_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("short_id", sa.String(8), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("owner_user_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "thing_id", name="pk_hidden_things"),
    )
    op.create_index("ix_hidden_things_owner", "hidden_things", ["owner_user_id"])
    op.create_table(
        "suspensions",
        _guild("suspensions", autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "user_id", name="pk_suspensions"),
    )
    op.create_index("ix_suspensions_user", "suspensions", ["user_id"])
    op.create_table(
        "moderation_log",
        sa.Column("id", sa.Uuid(), nullable=False),
        _guild("moderation_log"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deed", sa.String(16), nullable=False),
        sa.Column("actor_user_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_user_id", sa.BigInteger(), nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_moderation_log"),
    )
    op.create_index("ix_moderation_log_place", "moderation_log", ["guild_id", "at", "id"])
    op.create_index("ix_moderation_log_at", "moderation_log", ["at"])
    op.create_index("ix_moderation_log_actor", "moderation_log", ["actor_user_id"])
    op.create_index("ix_moderation_log_subject", "moderation_log", ["subject_user_id"])


def downgrade() -> None:
    op.drop_table("moderation_log")
    op.drop_table("suspensions")
    op.drop_table("hidden_things")


def _guild(table: str, *, autoincrement: bool = True) -> sa.Column[int]:
    key = sa.ForeignKey("guilds.id", name=f"fk_{table}_guild_id_guilds", ondelete="CASCADE")
    return sa.Column("guild_id", sa.BigInteger(), key, autoincrement=autoincrement, nullable=False)
