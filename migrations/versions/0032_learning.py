"""Who lets the bot learn from what they like, what their pseudonyms are made with, and what is to be erased.

Revision: 0032, after 0031
Why: recommendations learn from use, of one person only where that person said yes. Columns that stay empty and new
tables, so the version that still runs does not notice. The index is of those who said yes, and thus made at once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_LEARNS = sa.text("learns_since IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("learns_since", sa.DateTime(timezone=True), nullable=True))
        accounts.add_column(sa.Column("learning_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_accounts_learns", "accounts", ["user_id"], postgresql_where=_LEARNS, sqlite_where=_LEARNS)
    op.create_table(
        "learning_keys",
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("period", name="pk_learning_keys"),
    )
    op.create_table(
        "learning_erasures",
        sa.Column("pseudonym", sa.String(32), nullable=False),
        sa.Column("period", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["period"], ["learning_keys.period"], name="fk_learning_erasures_period_learning_keys", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("pseudonym", name="pk_learning_erasures"),
    )
    op.create_index("ix_learning_erasures_period", "learning_erasures", ["period"])


def downgrade() -> None:
    op.drop_table("learning_erasures")
    op.drop_table("learning_keys")
    op.drop_index("ix_accounts_learns", "accounts")
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("learning_asked_at")
        accounts.drop_column("learns_since")
