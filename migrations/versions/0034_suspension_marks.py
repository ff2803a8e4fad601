"""What is left of a suspension when the person had everything of theirs erased.

Revision: 0034, after 0033
Why: whoever erased themselves was suspended no more. A new table that starts empty, so the version that still runs does
not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "suspension_marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name="fk_suspension_marks_guild_id_guilds", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_suspension_marks"),
    )
    op.create_index("ix_suspension_marks_guild", "suspension_marks", ["guild_id", "until"])


def downgrade() -> None:
    op.drop_table("suspension_marks")
