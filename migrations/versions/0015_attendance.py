"""Who came to a raid.

Revision: 0015, after 0014
Why: leaders note down who came, and see it per person over many raids. New tables that start empty, so the version that
still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attendance_sheets",
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("raid_id", name="pk_attendance_sheets"),
        sa.ForeignKeyConstraint(
            ["raid_id"], ["raids.id"], name="fk_attendance_sheets_raid_id_raids", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "attendance_marks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("raid_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("guest", sa.String(100)),
        sa.Column("presence", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_marks"),
        sa.ForeignKeyConstraint(
            ["raid_id"], ["raids.id"], name="fk_attendance_marks_raid_id_raids", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("raid_id", "user_id", name="uq_attendance_marks_raid_id_user_id"),
        sa.UniqueConstraint("raid_id", "guest", name="uq_attendance_marks_raid_id_guest"),
        sa.CheckConstraint(
            "presence IN ('present', 'late', 'absent', 'excused')", name=op.f("ck_attendance_marks_presence")
        ),
        sa.CheckConstraint("(user_id IS NULL) <> (guest IS NULL)", name=op.f("ck_attendance_marks_player")),
    )
    op.create_index("ix_attendance_marks_user_id", "attendance_marks", ["user_id"])


def downgrade() -> None:
    op.drop_table("attendance_marks")
    op.drop_table("attendance_sheets")
