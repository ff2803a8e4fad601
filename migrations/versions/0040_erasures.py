"""What is to be erased outlives the key that it was named with.

Revision: 0040, after 0039
Why: a machine that was off when a key was thrown away has lines to erase when it comes back. The version that still
runs drops keys as before, and finds what is to be erased as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

_NAME = "fk_learning_erasures_period_learning_keys"
_ORPHANS = sa.text("DELETE FROM learning_erasures WHERE period NOT IN (SELECT period FROM learning_keys)")


def upgrade() -> None:
    with op.batch_alter_table("learning_erasures") as erasures:
        erasures.drop_constraint(_NAME, type_="foreignkey")


def downgrade() -> None:
    op.execute(_ORPHANS)
    with op.batch_alter_table("learning_erasures") as erasures:
        erasures.create_foreign_key(_NAME, "learning_keys", ["period"], ["period"], ondelete="CASCADE")
