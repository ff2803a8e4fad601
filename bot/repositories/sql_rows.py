"""Rows to domain objects, and which rows a query must load for that (nothing loads by itself: `lazy="raise"`)."""

from typing import Any

from sqlalchemy import Row, Select, String, cast, func, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from bot.domain.builds import Build, Origin, Version
from bot.domain.gear.codec import from_json, to_json
from bot.domain.ids import BuildId, GuildId, TeamId, UserId
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.teams import Player, Seat, Team
from bot.domain.template import BuildTemplate
from bot.models import AccountRow, BuildRow, PublicationRow, SeatRow, TeamRow, VersionRow
from bot.repositories.sql_templates import content_from_text

_COMMA = ","
"""Parts roles, tags and guilds, in their column; none of them holds one."""

BUILDS, ACCOUNTS, PUBLICATIONS = BuildRow.__table__, AccountRow.__table__, PublicationRow.__table__
"""The tables as such: what is read by them costs half of what the mapped classes cost."""
_GUILDS = (
    select(func.aggregate_strings(cast(PUBLICATIONS.c.guild_id, String), _COMMA))
    .where(PUBLICATIONS.c.build_id == BUILDS.c.id)
    .correlate(BUILDS)
    .scalar_subquery()
)
_INDEXED = {"owner_id", "name_key", "terms", "terms_mark"}
"""Columns that builds are found by, and that say nothing else."""
WHOLE_BUILD: Select[*tuple[Any, ...]] = select(
    *(column for column in BUILDS.c if column.key not in _INDEXED), ACCOUNTS.c.user_id, _GUILDS.label("guilds")
).join_from(BUILDS, ACCOUNTS, ACCOUNTS.c.id == BUILDS.c.owner_id)
"""Selects what `build_from_columns` takes."""
WHOLE_TEAM: tuple[ORMOption, ...] = (
    joinedload(TeamRow.owner, innerjoin=True),
    selectinload(TeamRow.seats)
    .joinedload(SeatRow.build)
    .options(joinedload(BuildRow.owner), selectinload(BuildRow.publications)),
)


def build_from_columns(row: Row[*tuple[Any, ...]]) -> Build:
    """Return the build of a row of WHOLE_BUILD."""
    guilds = row.guilds.split(_COMMA) if row.guilds else ()
    return _build(row, row.user_id, frozenset(GuildId(int(guild)) for guild in guilds))


def build_from_row(row: BuildRow) -> Build:
    """Return the build of a mapped row, with its owner and publications loaded."""
    guilds = frozenset(GuildId(publication.guild_id) for publication in row.publications)
    return _build(row, row.owner.user_id, guilds)


def _build(row: Any, owner: int, guilds: frozenset[GuildId]) -> Build:
    """Return the build, decoded; what is stored was encoded by us, so it decodes."""
    return Build(
        id=BuildId(row.id),
        short_id=row.short_id,
        owner=UserId(owner),
        name=row.name,
        mode=None if row.mode is None else GameMode(row.mode),
        template=BuildTemplate.from_chat_code(row.code),
        code=row.code,
        gear=None if row.gear is None else from_json(row.gear),
        notes=row.notes,
        source_link=row.source_link,
        roles=_words(row.roles),
        tags=_words(row.tags),
        revision=row.revision,
        version=row.version,
        origin=_origin_from_row(row),
        likes=row.likes,
        uses=row.uses,
        created_at=row.created_at,
        updated_at=row.updated_at,
        checked_at=row.checked_at,
        deleted_at=row.deleted_at,
        published_in=guilds,
    )


def values_of(build: Build) -> dict[str, Any]:
    """Return what a change of a build writes, by column."""
    return {
        "name": build.name,
        "name_key": name_key(build.name),
        "mode": build.mode,
        "code": build.code,
        "gear": None if build.gear is None else to_json(build.gear),
        "notes": build.notes,
        "source_link": build.source_link,
        "roles": _COMMA.join(build.roles),
        "tags": _COMMA.join(build.tags),
        "revision": build.revision,
        "version": build.version,
        "updated_at": build.updated_at,
    }


def version_from_row(row: VersionRow) -> Version:
    """Return an earlier version, decoded."""
    return Version(
        number=row.number,
        template=BuildTemplate.from_chat_code(row.code),
        code=row.code,
        gear=None if row.gear is None else from_json(row.gear),
        replaced_at=row.replaced_at,
    )


def team_from_row(row: TeamRow) -> Team:
    """Return the team with its filled seats."""
    seats = (_seat_from_row(seat) for seat in row.seats)
    return Team(
        id=TeamId(row.id),
        short_id=row.short_id,
        owner=UserId(row.owner.user_id),
        name=row.name,
        content=row.content,
        subgroups=row.subgroups,
        template=content_from_text(row.template),
        notes=row.notes,
        mode=None if row.mode is None else GameMode(row.mode),
        origin=_origin_from_row(row),
        guild=None if row.guild_id is None else GuildId(row.guild_id),
        seats=tuple(seat for seat in seats if not seat.is_blank()),
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
    )


def _words(stored: str) -> tuple[str, ...]:
    return tuple(stored.split(_COMMA)) if stored else ()


def _origin_from_row(row: BuildRow | TeamRow) -> Origin | None:
    if row.origin_short_id is None or row.origin_user_id is None:
        return None
    return Origin(row.origin_short_id, UserId(row.origin_user_id))


def _seat_from_row(row: SeatRow) -> Seat:
    """Return the seat; a build that was thrown away is not seated, until it is taken back."""
    build = None if row.build is None or row.build.deleted_at else build_from_row(row.build)
    return Seat(row.subgroup, row.place, build, _player_from_row(row), wish=row.wish, former=row.former)


def _player_from_row(row: SeatRow) -> Player | None:
    if row.player_user_id is not None:
        return Player(user=UserId(row.player_user_id))
    return None if row.player_name is None else Player(name=row.player_name)
