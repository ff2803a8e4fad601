"""Imports that were previewed and not confirmed yet.

Revision: 0010, after 0009
Why: what a preview showed must be what its confirmation saves, also after a restart. A new table that starts empty, so
the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "import_drafts",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(8), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner_id", name="pk_import_drafts"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name="fk_import_drafts_owner_id_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_import_drafts_made_at", "import_drafts", ["made_at"])


def downgrade() -> None:
    op.drop_table("import_drafts")
