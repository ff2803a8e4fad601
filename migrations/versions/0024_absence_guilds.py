"""In which guilds somebody said that they are away.

Revision: 0024, after 0023
Why: an absence counts where it was said, also for somebody who never answered a raid there. A new table that starts
empty, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absence_guilds",
        sa.Column("absence_id", sa.Uuid(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("absence_id", "guild_id", name="pk_absence_guilds"),
        sa.ForeignKeyConstraint(
            ["absence_id"], ["absences.id"], name="fk_absence_guilds_absence_id_absences", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name="fk_absence_guilds_guild_id_guilds", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_absence_guilds_guild_id", "absence_guilds", ["guild_id"])


def downgrade() -> None:
    op.drop_table("absence_guilds")
