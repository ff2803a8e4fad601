"""Leaders say whether the lineup of a raid worked.

Revision: 0039, after 0038
Why: what combos are worth can only be learned from raids that went well or did not. A new table that starts empty; it
holds numbers of the lineup and nobody in it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "raid_verdicts",
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("worked", sa.Boolean(), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("mode", sa.String(3), nullable=False),
        sa.Column("traits", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_raid_verdicts_raid_id_raids", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("raid_id", name="pk_raid_verdicts"),
    )


def downgrade() -> None:
    op.drop_table("raid_verdicts")
