"""What a team says of itself: notes, a mode of its own, and whose team it was copied from.

Revision: 0019, after 0018
Why: teams are edited and copied. The version that still runs leaves the columns alone, and their defaults mean nothing
was said.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("teams", sa.Column("notes", sa.Text(), nullable=False, server_default=""))
    op.add_column("teams", sa.Column("mode", sa.String(3)))
    op.add_column("teams", sa.Column("origin_short_id", sa.String(8)))
    op.add_column("teams", sa.Column("origin_user_id", sa.BigInteger()))
    op.create_index("ix_teams_origin_user_id", "teams", ["origin_user_id"])


def downgrade() -> None:
    op.drop_index("ix_teams_origin_user_id", "teams")
    for column in ("origin_user_id", "origin_short_id", "mode", "notes"):
        op.drop_column("teams", column)
