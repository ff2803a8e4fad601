"""What builds are found by.

Revision: 0006, after 0005
Why: builds are searched by what they are and give, and by words with typing errors, in guilds with many of them. The
version that still runs leaves the new columns at their defaults; such builds are described as soon as the new one runs.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNTERS = ("likes", "uses", "standing")
SORTED = {"liked": "likes", "used": "uses", "best": "standing"}
SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    mark = sa.String(32).with_variant(sa.String(32, collation="C"), "postgresql")
    op.add_column("builds", sa.Column("terms", sa.Text(), nullable=False, server_default=""))
    op.add_column("builds", sa.Column("terms_mark", mark, nullable=False, server_default=""))
    op.create_index("ix_builds_terms_mark", "builds", ["terms_mark"])
    for name in COUNTERS:
        op.add_column("build_publications", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    terms = sa.Text().with_variant(postgresql.ARRAY(sa.BigInteger()), "postgresql")
    op.add_column("build_publications", sa.Column("terms", terms, nullable=True))
    _copy_counters()
    for name, column in SORTED.items():
        columns = ["guild_id", "listed", column, "published_at", "build_id"]
        op.create_index(f"ix_build_publications_{name}", "build_publications", columns)
    op.create_index(
        "ix_build_publications_terms",
        "build_publications",
        ["terms"],
        postgresql_using="gin",
        postgresql_with={"fastupdate": "off"},
        sqlite_where=sa.text("0"),
    )
    _create_tables()


def downgrade() -> None:
    op.drop_table("searches")
    op.drop_table("guild_words")
    op.drop_index("ix_build_publications_terms", "build_publications")
    for name in SORTED:
        op.drop_index(f"ix_build_publications_{name}", "build_publications")
    for column in ("terms", *COUNTERS):
        op.drop_column("build_publications", column)
    op.drop_index("ix_builds_terms_mark", "builds")
    op.drop_column("builds", "terms_mark")
    op.drop_column("builds", "terms")


def _copy_counters() -> None:
    for name, value in (("likes", "likes"), ("uses", "uses"), ("standing", "2 * likes + uses")):
        op.execute(
            f"UPDATE build_publications SET {name} = (SELECT {value} FROM builds WHERE id = build_id)"  # noqa: S608 - constants
            " WHERE EXISTS (SELECT 1 FROM builds WHERE id = build_id AND likes + uses > 0)"
        )


def _create_tables() -> None:
    op.create_table(
        "guild_words",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("word", SORTED_TEXT, nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "word", name="pk_guild_words"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_guild_words_guild_id_guilds", ondelete="CASCADE"),
    )
    op.create_table(
        "searches",
        sa.Column("key", sa.String(12), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_searches"),
    )
    op.create_index("ix_searches_used_at", "searches", ["used_at"])
