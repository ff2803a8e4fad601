"""What admins set for their guild: roles, log channel, language, zone, learning.

Revision: 0025, after 0024
Why: who leads and moderates was told by Discord's permissions alone. A new table that starts empty, so the version
that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guild_rules",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leader_roles", sa.Text(), server_default="", nullable=False),
        sa.Column("moderator_roles", sa.Text(), server_default="", nullable=False),
        sa.Column("log_channel_id", sa.BigInteger(), nullable=True),
        sa.Column("language", sa.String(8), nullable=True),
        sa.Column("zone", sa.String(64), nullable=True),
        sa.Column("learns", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name="pk_guild_rules"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_guild_rules_guild_id_guilds", ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("guild_rules")
