"""Accounts, guilds, builds, publications, teams and seats.

Revision: 0001, the first
Why: nothing can be kept without them. Columns that sort names use the collation "C", so that a prefix is a range of
their index in any language; a guild's lists and searches each have one index; rows thrown away have their own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True)
_SORTED_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_NAME_CHECK = "length(trim(name)) >= 1 AND length(name) <= 100"
_LIVE = "deleted_at IS NULL"
_DELETED = "deleted_at IS NOT NULL"
_PUBLIC = "guild_id IS NOT NULL"


def upgrade() -> None:
    _create_people()
    _create_builds()
    _create_publications()
    _create_teams()
    _create_seats()


def downgrade() -> None:
    for table in ("team_seats", "teams", "build_publications", "builds", "guilds", "accounts"):
        op.drop_table(table)


def _create_people() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("user_id", name="uq_accounts_user_id"),
    )
    op.create_table(
        "guilds",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", _TIME, nullable=False),
        sa.Column("left_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_guilds"),
    )
    _index("ix_guilds_left", "guilds", ["left_at"], where="left_at IS NOT NULL")


def _create_builds() -> None:
    op.create_table(
        "builds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("short_id", sa.String(8), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", _SORTED_TEXT, nullable=False),
        sa.Column("mode", sa.String(3)),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("deleted_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_builds"),
        sa.UniqueConstraint("short_id", name="uq_builds_short_id"),
        sa.UniqueConstraint("id", "name_key", name="uq_builds_id_name_key"),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name="fk_builds_owner_id_accounts", ondelete="CASCADE"),
        sa.CheckConstraint(_NAME_CHECK, name=op.f("ck_builds_name")),
        sa.CheckConstraint("mode IN ('pve', 'pvp', 'wvw')", name=op.f("ck_builds_mode")),
    )
    _index("ix_builds_owner_live", "builds", ["owner_id", "created_at", "id"], where=_LIVE)
    _index("ix_builds_owner_deleted", "builds", ["owner_id", "deleted_at", "id"], where=_DELETED)
    _index("ix_builds_deleted", "builds", ["deleted_at"], where=_DELETED)
    _index("ix_builds_owner_name", "builds", ["owner_id", "name_key"])


def _create_publications() -> None:
    op.create_table(
        "build_publications",
        sa.Column("build_id", sa.Uuid(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("name_key", _SORTED_TEXT, nullable=False),
        sa.Column("published_at", _TIME, nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("build_id", "guild_id", name="pk_build_publications"),
        sa.ForeignKeyConstraint(
            ["build_id", "name_key"],
            ["builds.id", "builds.name_key"],
            name="fk_build_publications_build_id_name_key_builds",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["guild_id"], ["guilds.id"], name="fk_build_publications_guild_id_guilds", ondelete="CASCADE"
        ),
    )
    table = "build_publications"
    _index("ix_build_publications_newest", table, ["guild_id", "listed", "published_at", "build_id"])
    _index("ix_build_publications_name", table, ["guild_id", "listed", "name_key", "build_id"])


def _create_teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("short_id", sa.String(8), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("name_key", _SORTED_TEXT, nullable=False),
        sa.Column("content", sa.String(40), nullable=False),
        sa.Column("subgroups", sa.SmallInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger()),
        sa.Column("published_at", _TIME),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("deleted_at", _TIME),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
        sa.UniqueConstraint("short_id", name="uq_teams_short_id"),
        sa.UniqueConstraint("id", "subgroups", name="uq_teams_id_subgroups"),
        sa.ForeignKeyConstraint(["owner_id"], ["accounts.id"], name="fk_teams_owner_id_accounts", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["guild_id"], ["guilds.id"], name="fk_teams_guild_id_guilds", ondelete="SET NULL"),
        sa.CheckConstraint(_NAME_CHECK, name=op.f("ck_teams_name")),
        sa.CheckConstraint("subgroups BETWEEN 1 AND 10", name=op.f("ck_teams_subgroups")),
        sa.CheckConstraint("guild_id IS NULL OR published_at IS NOT NULL", name=op.f("ck_teams_published")),
    )
    _index("ix_teams_owner_live", "teams", ["owner_id", "created_at", "id"], where=_LIVE)
    _index("ix_teams_owner_deleted", "teams", ["owner_id", "deleted_at", "id"], where=_DELETED)
    _index("ix_teams_deleted", "teams", ["deleted_at"], where=_DELETED)
    _index("ix_teams_owner_name", "teams", ["owner_id", "name_key"])
    _index("ix_teams_guild_newest", "teams", ["guild_id", "published_at", "id"], where=_PUBLIC)
    _index("ix_teams_guild_name", "teams", ["guild_id", "name_key"], where=_PUBLIC)


def _create_seats() -> None:
    op.create_table(
        "team_seats",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("subgroup", sa.SmallInteger(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("subgroups", sa.SmallInteger(), nullable=False),
        sa.Column("build_id", sa.Uuid()),
        sa.Column("player_user_id", sa.BigInteger()),
        sa.Column("player_name", sa.String(100)),
        sa.PrimaryKeyConstraint("team_id", "subgroup", "place", name="pk_team_seats"),
        sa.UniqueConstraint("team_id", "player_user_id", name="uq_team_seats_team_id_player_user_id"),
        sa.ForeignKeyConstraint(
            ["team_id", "subgroups"],
            ["teams.id", "teams.subgroups"],
            name="fk_team_seats_team_id_subgroups_teams",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["build_id"], ["builds.id"], name="fk_team_seats_build_id_builds", ondelete="SET NULL"),
        sa.CheckConstraint("subgroup BETWEEN 1 AND subgroups", name=op.f("ck_team_seats_subgroup")),
        sa.CheckConstraint("place BETWEEN 1 AND 5", name=op.f("ck_team_seats_place")),
        sa.CheckConstraint("player_user_id IS NULL OR player_name IS NULL", name=op.f("ck_team_seats_player")),
        sa.CheckConstraint(
            "length(trim(player_name)) >= 1 AND length(player_name) <= 100", name=op.f("ck_team_seats_player_name")
        ),
    )
    _index("ix_team_seats_build_id", "team_seats", ["build_id"])
    _index("ix_team_seats_player_user_id", "team_seats", ["player_user_id"])


def _index(name: str, table: str, columns: list[str], *, where: str | None = None) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(name, table, columns, postgresql_where=condition, sqlite_where=condition)
