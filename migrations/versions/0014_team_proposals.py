"""Proposals to fill teams that nobody accepted yet.

Revision: 0014, after 0013
Why: what a leader accepts must be what was shown, also after a restart. A new table that starts empty, so the version
that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team_proposals",
        sa.Column("key", sa.String(8), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_team_proposals"),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["accounts.id"], name="fk_team_proposals_owner_id_accounts", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_team_proposals_team_id_teams", ondelete="CASCADE"),
    )
    for column in ("owner_id", "team_id", "made_at"):
        op.create_index(f"ix_team_proposals_{column}", "team_proposals", [column])


def downgrade() -> None:
    op.drop_table("team_proposals")
