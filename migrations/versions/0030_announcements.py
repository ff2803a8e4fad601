"""What people are told of raids is kept until Discord has taken it.

Revision: 0030, after 0029
Why: what was noted as said was lost with a process that died before it said it. A new table that starts empty, so the
version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "raid_announcements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.String(8), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["raid_id"], ["raids.id"], name="fk_raid_announcements_raid_id_raids", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_raid_announcements"),
    )
    op.create_index("ix_raid_announcements_raid_id", "raid_announcements", ["raid_id"])


def downgrade() -> None:
    op.drop_table("raid_announcements")
