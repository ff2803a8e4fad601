"""Who lost a place by a leader's doing and has yet to be told.

Revision: 0022, after 0021
Why: whoever moves is told, and whoever is sent to the waiting list should not find out at the raid. The column has a
default, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("raid_signups", sa.Column("unseated", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("raid_signups", "unseated")
