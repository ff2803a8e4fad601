"""What builds wear.

Revision: 0003, after 0002
Why: a build code holds no gear; its author can now say it. A new column that may be empty, so the version that still
runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("builds", sa.Column("gear", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("builds", "gear")
