"""Whom a leader put on the bench, what people are called in the server, and whose place was published.

Revision: 0018, after 0017
Why: a lineup is arranged by hand. Who was benched must not move up by themselves, lists of people need names, which no
list of Discord's draws from an id, and publishing a lineup mentions each person once. The columns have defaults, so the
version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # not in batches: SQLite would rebuild the tables, and could not drop later what earlier migrations had added
    op.add_column("raid_signups", sa.Column("name", sa.String(100), nullable=False, server_default=""))
    op.add_column("raid_signups", sa.Column("benched", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("raid_seats", sa.Column("published", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("raid_steps", sa.Column("about_user_id", sa.BigInteger(), nullable=True))
    op.create_index("ix_raid_steps_about_user_id", "raid_steps", ["about_user_id"])


def downgrade() -> None:
    op.drop_index("ix_raid_steps_about_user_id", "raid_steps")
    op.drop_column("raid_steps", "about_user_id")
    op.drop_column("raid_seats", "published")
    op.drop_column("raid_signups", "benched")
    op.drop_column("raid_signups", "name")
