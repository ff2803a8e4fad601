"""What authors say of their builds, what builds were before, whose copies they are, and who likes them.

Revision: 0004, after 0003
Why: builds become a library that is kept up to date: edited without overwriting, copied with their origin, liked and
counted. New columns have defaults and new tables start empty, so the version that still runs does not notice.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("notes", sa.String(2000), nullable=False, server_default=""),
        sa.Column("source_link", sa.String(500)),
        sa.Column("roles", sa.String(250), nullable=False, server_default=""),
        sa.Column("tags", sa.String(250), nullable=False, server_default=""),
        sa.Column("revision", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("origin_short_id", sa.String(8)),
        sa.Column("origin_user_id", sa.BigInteger()),
        sa.Column("likes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("uses", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("builds", column)
    copied = sa.text("origin_user_id IS NOT NULL")
    op.create_index(
        "ix_builds_origin_user_id", "builds", ["origin_user_id"], postgresql_where=copied, sqlite_where=copied
    )
    _create_versions()
    _create_likes()


def downgrade() -> None:
    op.drop_table("build_likes")
    op.drop_table("build_versions")
    op.drop_index("ix_builds_origin_user_id", "builds")
    added = ("notes", "source_link", "roles", "tags", "revision", "version")
    for column in (*added, "origin_short_id", "origin_user_id", "likes", "uses"):
        op.drop_column("builds", column)


def _create_versions() -> None:
    op.create_table(
        "build_versions",
        sa.Column("build_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("gear", sa.Text()),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("build_id", "number", name="pk_build_versions"),
        sa.ForeignKeyConstraint(
            ["build_id"], ["builds.id"], name="fk_build_versions_build_id_builds", ondelete="CASCADE"
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_build_versions_number")),
    )


def _create_likes() -> None:
    op.create_table(
        "build_likes",
        sa.Column("build_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("build_id", "account_id", name="pk_build_likes"),
        sa.ForeignKeyConstraint(["build_id"], ["builds.id"], name="fk_build_likes_build_id_builds", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_build_likes_account_id_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_build_likes_account_id", "build_likes", ["account_id"])
