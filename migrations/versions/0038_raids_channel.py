"""Where raids of a guild are posted, unless their leader says otherwise.

Revision: 0038, after 0037
Why: admins choose it once for all of their leaders. A column that may be null, so the version that still runs does not
notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guild_rules", sa.Column("raids_channel_id", sa.BigInteger()))


def downgrade() -> None:
    with op.batch_alter_table("guild_rules") as batch:
        batch.drop_column("raids_channel_id")
