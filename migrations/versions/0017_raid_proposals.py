"""Lineups that were proposed for a raid and not accepted yet.

Revision: 0017, after 0016
Why: what a leader accepts must be what was shown, also after a restart, and only while seats and answers are as they
were. A new table that starts empty, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "raid_proposals",
        sa.Column("token", sa.String(8), nullable=False),
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("mark", sa.String(8), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("sittings", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_raid_proposals"),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_raid_proposals_raid_id_raids", ondelete="CASCADE"),
    )
    op.create_index("ix_raid_proposals_raid_id", "raid_proposals", ["raid_id"])
    op.create_index("ix_raid_proposals_made_at", "raid_proposals", ["made_at"])


def downgrade() -> None:
    op.drop_table("raid_proposals")
