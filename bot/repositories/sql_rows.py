"""Rows to domain objects, and which rows a query must load for that (nothing loads by itself: `lazy="raise"`)."""

from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from bot.domain.builds import Build
from bot.domain.gear.codec import from_json
from bot.domain.ids import BuildId, GuildId, TeamId, UserId
from bot.domain.modes import GameMode
from bot.domain.teams import Player, Seat, Team
from bot.domain.template import BuildTemplate
from bot.models import BuildRow, SeatRow, TeamRow

WHOLE_BUILD: tuple[ORMOption, ...] = (
    joinedload(BuildRow.owner, innerjoin=True),
    selectinload(BuildRow.publications),
)
WHOLE_TEAM: tuple[ORMOption, ...] = (
    joinedload(TeamRow.owner, innerjoin=True),
    selectinload(TeamRow.seats)
    .joinedload(SeatRow.build)
    .options(joinedload(BuildRow.owner), selectinload(BuildRow.publications)),
)


def build_from_row(row: BuildRow) -> Build:
    """Return the build, decoded; what is stored was encoded by us, so it decodes."""
    return Build(
        id=BuildId(row.id),
        short_id=row.short_id,
        owner=UserId(row.owner.user_id),
        name=row.name,
        mode=None if row.mode is None else GameMode(row.mode),
        template=BuildTemplate.from_chat_code(row.code),
        code=row.code,
        gear=None if row.gear is None else from_json(row.gear),
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
        published_in=frozenset(GuildId(publication.guild_id) for publication in row.publications),
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
        guild=None if row.guild_id is None else GuildId(row.guild_id),
        seats=tuple(seat for seat in seats if not seat.is_empty()),
        created_at=row.created_at,
        updated_at=row.updated_at,
        deleted_at=row.deleted_at,
    )


def _seat_from_row(row: SeatRow) -> Seat:
    """Return the seat; a build that was thrown away is not seated, until it is taken back."""
    build = None if row.build is None or row.build.deleted_at else build_from_row(row.build)
    return Seat(row.subgroup, row.place, build, _player_from_row(row))


def _player_from_row(row: SeatRow) -> Player | None:
    if row.player_user_id is not None:
        return Player(user=UserId(row.player_user_id))
    return None if row.player_name is None else Player(name=row.player_name)
