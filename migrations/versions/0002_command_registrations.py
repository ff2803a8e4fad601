"""Which commands were last registered with Discord.

Revision: 0002, after 0001
Why: `run` registers the commands only when they changed, and has to remember across restarts and machines what it
registered. A new table, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "command_registrations",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payload_hash", sa.String(64), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_command_registrations"),
    )


def downgrade() -> None:
    op.drop_table("command_registrations")
