"""Find in the log of moderation what was done by whom, and to which thing.

Revision: 0036, after 0035
Why: moderators look for one build or team, or for one who acted. A column that may be null, so the version that still
runs does not notice; entries from before do not know their thing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("moderation_log", sa.Column("thing", sa.String(16)))
    op.create_index("ix_moderation_log_thing", "moderation_log", ["guild_id", "thing", "at", "id"])
    op.create_index("ix_moderation_log_deed", "moderation_log", ["guild_id", "deed", "at", "id"])


def downgrade() -> None:
    op.drop_index("ix_moderation_log_deed", table_name="moderation_log")
    op.drop_index("ix_moderation_log_thing", table_name="moderation_log")
    with op.batch_alter_table("moderation_log") as batch:
        batch.drop_column("thing")
