"""What became of the guide for the admins of a guild.

Revision: 0037, after 0036
Why: it is shown once for each time that the bot comes to a guild, whatever restarts or events come twice. Guilds in
which the bot is already have no guide to come.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guilds", sa.Column("guide", sa.String(8)))
    op.execute("UPDATE guilds SET guide = 'done' WHERE left_at IS NULL")


def downgrade() -> None:
    with op.batch_alter_table("guilds") as batch:
        batch.drop_column("guide")
