"""In which channel a guild wants its public builds posted, and where each post stands.

Revision: 0005, after 0004
Why: what is public in a server is posted in a channel that its admins choose, and kept up to date there. A new column
that may be empty and a new table that starts empty, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guilds", sa.Column("builds_channel_id", sa.BigInteger()))
    op.create_table(
        "build_posts",
        sa.Column("build_id", sa.Uuid(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("fault", sa.String(20)),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("build_id", "guild_id", name="pk_build_posts"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_build_posts_guild_id_guilds", ondelete="CASCADE"),
        sa.CheckConstraint(
            "fault IN ('forbidden', 'channel-gone', 'post-gone', 'tag-required', 'refused')",
            name=op.f("ck_build_posts_fault"),
        ),
        sa.CheckConstraint("message_id IS NULL OR channel_id IS NOT NULL", name=op.f("ck_build_posts_message")),
    )
    stale = sa.text("stale")
    op.create_index("ix_build_posts_stale", "build_posts", ["due"], postgresql_where=stale, sqlite_where=stale)
    op.create_index("ix_build_posts_guild_id", "build_posts", ["guild_id"])


def downgrade() -> None:
    op.drop_table("build_posts")
    op.drop_column("guilds", "builds_channel_id")
