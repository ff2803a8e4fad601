"""Templates of guilds' own, and the one that a team or raid was planned with.

Revision: 0021, after 0020
Why: guilds play content that has no built-in template. Teams and raids keep theirs as it was, so a template can change
and go. The version that still runs shows their content by its id and asks nothing of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guild_templates",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("short_id", sa.String(8), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "short_id", name="pk_guild_templates"),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name="fk_guild_templates_guild_id_guilds", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("guild_id", "name_key", name="uq_guild_templates_guild_id_name_key"),
    )
    op.add_column("teams", sa.Column("template", sa.Text()))
    op.add_column("raids", sa.Column("template", sa.Text()))


def downgrade() -> None:
    op.drop_column("raids", "template")
    op.drop_column("teams", "template")
    op.drop_table("guild_templates")
