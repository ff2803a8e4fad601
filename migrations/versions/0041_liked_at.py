"""When somebody liked a build.

Revision: 0041, after 0040
Why: what is learned from has to be put in the order of time. Of likes that there are already nobody knows it: they stay
without. The version that still runs writes none, which is the same.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("build_likes", sa.Column("liked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("build_likes") as likes:
        likes.drop_column("liked_at")
