"""Days on which somebody comes to no raid, and in which raids that spoke for them.

Revision: 0020, after 0019
Why: an absence is said once for all raids, and can be taken back in all of them. New tables that start empty, so the
version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("begins_at", _TIME, nullable=False),
        sa.Column("ends_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_absences_account_id_accounts", ondelete="CASCADE"
        ),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_absences_days")),
    )
    op.create_index("ix_absences_account", "absences", ["account_id", "begins_at"])
    op.create_index("ix_absences_end", "absences", ["ends_at"])
    op.create_table(
        "absence_answers",
        sa.Column("absence_id", sa.Uuid(), nullable=False),
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("answer_before", sa.String(8)),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("absence_id", "raid_id", name="pk_absence_answers"),
        sa.ForeignKeyConstraint(
            ["absence_id"], ["absences.id"], name="fk_absence_answers_absence_id_absences", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["raid_id"], ["raids.id"], name="fk_absence_answers_raid_id_raids", ondelete="CASCADE"),
        sa.CheckConstraint(
            "answer_before IN ('signed', 'late', 'maybe', 'absent')", name=op.f("ck_absence_answers_answer")
        ),
    )
    op.create_index("ix_absence_answers_raid_id", "absence_answers", ["raid_id"])


def downgrade() -> None:
    op.drop_table("absence_answers")
    op.drop_table("absences")
