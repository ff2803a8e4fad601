"""What members may link to where all of a guild read it.

Revision: 0031, after 0030
Why: admins decide it for their guild. A column with a default, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guild_rules", sa.Column("links", sa.String(16), server_default="no-invites", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("guild_rules") as batch:
        batch.drop_column("links")
