"""Which facts of the game were in use when, and when an owner last checked a build.

Revision: 0007, after 0006
Why: owners are told what a patch of the game changed in their builds. A column that may be empty and a new table that
starts empty, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("builds", sa.Column("checked_at", sa.DateTime(timezone=True)))
    op.create_table(
        "game_editions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("build", sa.Integer(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True)),
        sa.Column("prints", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_game_editions"),
    )


def downgrade() -> None:
    op.drop_table("game_editions")
    op.drop_column("builds", "checked_at")
