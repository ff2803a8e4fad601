"""Find the posts that are to be drawn, and those with faults, guild by guild.

Revision: 0016, after 0015
Why: each guild's posts are drawn in a lane of their own, so that a channel which asks for patience keeps no other guild
waiting; admins are told what went wrong in theirs. Both indexes hold few rows and are built in no time.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_STALE = sa.text("stale")
_FAULTY = sa.text("fault IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_build_posts_stale", "build_posts")
    columns = ["guild_id", "due"]
    op.create_index("ix_build_posts_stale", "build_posts", columns, postgresql_where=_STALE, sqlite_where=_STALE)
    columns = ["guild_id", "build_id"]
    op.create_index("ix_build_posts_fault", "build_posts", columns, postgresql_where=_FAULTY, sqlite_where=_FAULTY)


def downgrade() -> None:
    op.drop_index("ix_build_posts_fault", "build_posts")
    op.drop_index("ix_build_posts_stale", "build_posts")
    op.create_index("ix_build_posts_stale", "build_posts", ["due"], postgresql_where=_STALE, sqlite_where=_STALE)
