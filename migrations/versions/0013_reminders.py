"""Which reminders of a raid go out and did, and how people want theirs.

Revision: 0013, after 0012
Why: a reminder is noted before it is sent, so that nobody is pinged twice after a restart. A new table that starts
empty and a column that may be, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("accounts", sa.Column("remind_by", sa.String(8)))
    op.create_table(
        "raid_reminders",
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("which", sa.String(8), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("raid_id", "which", name="pk_raid_reminders"),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_raid_reminders_raid_id_raids", ondelete="CASCADE"),
        sa.CheckConstraint("which IN ('day', 'hour', 'quarter', 'now', 'ask')", name=op.f("ck_raid_reminders_which")),
    )


def downgrade() -> None:
    op.drop_table("raid_reminders")
    op.drop_column("accounts", "remind_by")
