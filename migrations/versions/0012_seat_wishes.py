"""Role wishes in the places of teams.

Revision: 0012, after 0011
Why: a leader plans who is to bring what before builds and players are known. The version that still runs leaves the
column alone: a place that only wishes for something looks open to it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("team_seats", sa.Column("wish", sa.String(40)))


def downgrade() -> None:
    with op.batch_alter_table("team_seats") as table:
        table.drop_column("wish")
