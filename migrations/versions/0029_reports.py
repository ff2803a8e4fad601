"""What members report, what moderators decide of it, and what people are still to be told.

Revision: 0029, after 0028
Why: members point moderators at what is not in order. New tables, and columns that may be null, so the version that
still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_OPEN = sa.text("verdict IS NULL")


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        _guild("reports"),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("ref", sa.String(41), nullable=False),
        sa.Column("owner_user_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(8), nullable=True),
        sa.Column("decided_by_user_id", sa.BigInteger(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
    )
    op.create_index(
        "ux_reports_open",
        "reports",
        ["guild_id", "kind", "ref"],
        unique=True,
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )
    op.create_index("ix_reports_opened", "reports", ["guild_id", "opened_at", "id"])
    op.create_index("ix_reports_decided", "reports", ["guild_id", "decided_at", "id"])
    op.create_index("ix_reports_owner", "reports", ["owner_user_id"])
    op.create_index("ix_reports_decided_by", "reports", ["decided_by_user_id"])
    op.create_index("ix_reports_age", "reports", ["opened_at"])
    report = sa.ForeignKey("reports.id", name="fk_complaints_report_id_reports", ondelete="CASCADE")
    op.create_table(
        "complaints",
        sa.Column("report_id", sa.Uuid(), report, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(41), nullable=True),
        sa.PrimaryKeyConstraint("report_id", "user_id", name="pk_complaints"),
    )
    op.create_index("ix_complaints_user", "complaints", ["user_id"])
    op.create_table(
        "notices",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("about_id", sa.Uuid(), nullable=False),
        _guild("notices"),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "about_id", name="pk_notices"),
    )
    op.create_index("ix_notices_guild", "notices", ["guild_id"])
    op.create_index("ix_notices_at", "notices", ["at"])
    with op.batch_alter_table("moderation_log") as log:
        log.add_column(sa.Column("until", sa.DateTime(timezone=True), nullable=True))
        log.add_column(sa.Column("answer", sa.Text(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("moderation_log") as log:
        log.drop_column("answer")
        log.drop_column("until")
    op.drop_table("notices")
    op.drop_table("complaints")
    op.drop_table("reports")


def _guild(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("guilds.id", name=f"fk_{table}_guild_id_guilds", ondelete="CASCADE")
    return sa.Column("guild_id", sa.BigInteger(), key, nullable=False)
