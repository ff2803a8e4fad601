"""Game accounts that people link.

Revision: 0028, after 0027
Why: builds are read from the characters of a game account, by a key that is kept sealed. A new table that starts empty,
so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "game_links",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("secret", sa.String(8), nullable=False),
        sa.Column("game_id", sa.String(64), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_game_links"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_game_links_account_id_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_game_links_game_id", "game_links", ["game_id"])
    op.create_index("ix_game_links_secret", "game_links", ["secret"])


def downgrade() -> None:
    op.drop_table("game_links")
