"""What the builds are that people sign up with: profession, damage, combo fields and finishers.

Revision: 0023, after 0022
Why: the optimizer seats people so that combos come about and a squad has some of everything. All of it may be unknown,
as it is for whoever signed up before, and the columns have defaults, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("raid_choices", sa.Column("profession", sa.String(12), nullable=True))
    op.add_column("raid_choices", sa.Column("damage", sa.String(9), nullable=True))
    op.add_column("raid_choices", sa.Column("fields", sa.String(100), nullable=False, server_default=""))
    op.add_column("raid_choices", sa.Column("finishers", sa.String(100), nullable=False, server_default=""))


def downgrade() -> None:
    for name in ("finishers", "fields", "damage", "profession"):
        op.drop_column("raid_choices", name)
