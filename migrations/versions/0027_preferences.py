"""Which language a person wants to be answered in, and which game mode they mean by default.

Revision: 0027, after 0026
Why: a person's language was told by Discord alone. Both columns start empty, so the version that still runs does not
notice. The index holds those who chose: they are read together, and are few.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_CHOSEN = sa.text("language IS NOT NULL OR mode IS NOT NULL")


def upgrade() -> None:
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("language", sa.String(8), nullable=True))
        accounts.add_column(sa.Column("mode", sa.String(3), nullable=True))
    op.create_index("ix_accounts_taste", "accounts", ["user_id"], postgresql_where=_CHOSEN, sqlite_where=_CHOSEN)


def downgrade() -> None:
    op.drop_index("ix_accounts_taste", "accounts")
    with op.batch_alter_table("accounts") as accounts:
        accounts.drop_column("mode")
        accounts.drop_column("language")
