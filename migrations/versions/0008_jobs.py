"""Things to be done at a time.

Revision: 0008, after 0007
Why: reminders, posts that are drawn again and what recurs must survive a restart and be done once, whichever process
is there. A new table, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("due_at", _TIME, nullable=False),
        sa.Column("leased_until", _TIME),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("kind", "key", name="uq_jobs_kind_key"),
    )
    op.create_index("ix_jobs_due", "jobs", ["due_at"])


def downgrade() -> None:
    op.drop_table("jobs")
