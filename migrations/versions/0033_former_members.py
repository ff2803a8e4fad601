"""Places remember that somebody sat there who had everything of theirs erased, and nothing of who that was.

Revision: 0033, after 0032
Why: whoever planned the team or raid sees where somebody is missing. Two columns with a default, so the version that
still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = ("team_seats", "raid_seats")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("former", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "former")
