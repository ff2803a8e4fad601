"""Teams and their seats in the database."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.ids import GuildId, TeamId, UserId
from bot.domain.names import name_key
from bot.domain.pages import Page
from bot.domain.teams import Seat, Team
from bot.errors import SeatTakenError
from bot.models import BuildRow, SeatRow, TeamRow
from bot.repositories.sql_accounts import change, insert_into, owned_by
from bot.repositories.sql_counters import counters_copied, posts_shaken
from bot.repositories.sql_names import key_matches, values_typed
from bot.repositories.sql_paging import FRESH, Order, counted, fetch_page, newest_first
from bot.repositories.sql_rows import WHOLE_TEAM, team_from_row
from bot.repositories.sql_templates import content_to_text
from bot.repositories.unit_names import Match, NameEntry
from bot.repositories.unit_teams import ENTRIES, TeamEntry, TeamFilter

_BY_AGE: Order = (TeamRow.created_at, TeamRow.id)
_BY_DELETION: Order = (TeamRow.deleted_at, TeamRow.id)
_BY_PUBLICATION: Order = (TeamRow.published_at, TeamRow.id)
_NAMESAKES = 25


class SqlTeams:
    """TeamRepository over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, team: Team) -> bool:
        statement = insert_into(self._session, TeamRow).values(
            id=team.id,
            short_id=team.short_id,
            owner_id=owned_by(team.owner),
            created_at=team.created_at,
            origin_short_id=team.origin.short_id if team.origin else None,
            origin_user_id=team.origin.author if team.origin else None,
            **_values_of(team),
        )
        return await change(self._session, statement.on_conflict_do_nothing(index_elements=["short_id"])) == 1

    async def find(self, short_id: str, *, hold: bool = False) -> Team | None:
        if hold:
            held = select(TeamRow.id).where(TeamRow.short_id == short_id).with_for_update()
            await self._session.execute(held)
        found = await self._all(select(TeamRow).where(TeamRow.short_id == short_id))
        return found[0] if found else None

    async def find_many(self, ids: tuple[UUID, ...]) -> tuple[Team, ...]:
        found = {team.id: team for team in await self._all(select(TeamRow).where(TeamRow.id.in_(ids)))}
        return tuple(found[TeamId(key)] for key in ids if key in found)

    async def find_own_named(self, owner: UserId, key: str, *, deleted: bool = False) -> tuple[Team, ...]:
        rows = (_deleted if deleted else _live)(owner).where(TeamRow.name_key == key)
        return await self._all(newest_first(rows, _BY_DELETION if deleted else _BY_AGE).limit(_NAMESAKES))

    async def find_public_named(self, guild: GuildId, key: str) -> tuple[Team, ...]:
        rows = _public(guild).where(TeamRow.name_key == key)
        return await self._all(newest_first(rows, _BY_PUBLICATION).limit(_NAMESAKES))

    async def count_own(self, owner: UserId) -> int:
        return await self._session.scalar(_counted(_live(owner))) or 0

    async def list_own(self, owner: UserId, cursor: str | None) -> Page[Team]:
        return await self._page(_live(owner), _BY_AGE, cursor)

    async def list_public(self, guild: GuildId, cursor: str | None) -> Page[Team]:
        return await self._page(_public(guild), _BY_PUBLICATION, cursor)

    async def list_deleted(self, owner: UserId, cursor: str | None) -> Page[Team]:
        return await self._page(_deleted(owner), _BY_DELETION, cursor)

    async def set_guild(self, team: TeamId, guild: GuildId | None, now: datetime) -> None:
        published = None if guild is None else now
        values = {"guild_id": guild, "published_at": published, "updated_at": now}
        await change(self._session, update(TeamRow).where(TeamRow.id == team).values(values))

    async def change(self, team: Team) -> None:
        # what looks empty beyond the new size, such as a place whose build was thrown away, goes
        beyond = delete(SeatRow).where(SeatRow.team_id == team.id, SeatRow.subgroup > team.subgroups, *_ABANDONED)
        await change(self._session, beyond)
        await change(self._session, update(TeamRow).where(TeamRow.id == team.id).values(_values_of(team)))

    async def find_copy(self, owner: UserId, origin: str) -> Team | None:
        copies = _live(owner).where(TeamRow.origin_short_id == origin)
        found = await self._all(newest_first(copies, _BY_AGE).limit(1))
        return found[0] if found else None

    async def list_entries(self, owner: UserId, guild: GuildId | None, which: TeamFilter) -> tuple[TeamEntry, ...]:
        seen = TeamRow.owner_id == owned_by(owner)
        rows = (
            select(TeamRow.id, TeamRow.name, TeamRow.notes)
            .where(seen if guild is None else or_(seen, TeamRow.guild_id == guild))
            .where(TeamRow.deleted_at.is_(None), *_conditions(which))
            .order_by(TeamRow.updated_at.desc(), TeamRow.id.desc())
            .limit(ENTRIES)
        )
        return tuple(TeamEntry(TeamId(key), name, notes) for key, name, notes in await self._session.execute(rows))

    async def fill(self, team: Team, seat: Seat, now: datetime) -> None:
        """Replace the row that `team` was read with; the primary key lets one of two writers through."""
        shown = not team.get_seat(seat.subgroup, seat.place).is_empty()
        values = {
            "build_id": seat.build.id if seat.build else None,
            "player_user_id": seat.player.user if seat.player else None,
            "player_name": seat.player.name if seat.player else None,
            "wish": seat.wish,
            "former": seat.former,
        }
        place = {"team_id": team.id, "subgroup": seat.subgroup, "place": seat.place}
        replaced = delete(SeatRow).where(_at(team.id, seat.subgroup, seat.place))
        await change(self._session, replaced if shown else replaced.where(*_ABANDONED))
        row = insert_into(self._session, SeatRow).values(**place, subgroups=team.subgroups, **values)
        try:
            await self._session.execute(row)
        except IntegrityError as error:
            if "player_user_id" in str(error.orig) or "FOREIGN" in str(error.orig).upper():
                raise
            raise SeatTakenError(subgroup=seat.subgroup, place=seat.place) from error
        if seat.build is not None and seat.brings_build(team.get_seat(seat.subgroup, seat.place)):
            used = update(BuildRow).where(BuildRow.id == seat.build.id)
            await change(self._session, used.values(uses=BuildRow.uses + 1))
            await change(self._session, counters_copied((seat.build.id,)))
            await change(self._session, posts_shaken((seat.build.id,)))
        await self._touch(team.id, now)

    async def clear(self, team: TeamId, subgroup: int, place: int, now: datetime) -> None:
        await change(self._session, delete(SeatRow).where(_at(team, subgroup, place)))
        await self._touch(team, now)

    async def mark_deleted(self, team: TeamId, at: datetime | None) -> None:
        await change(self._session, update(TeamRow).where(TeamRow.id == team).values(deleted_at=at))

    async def trim_deleted(self, owner: UserId, keep: int) -> None:
        oldest = newest_first(_deleted(owner).with_only_columns(TeamRow.id), _BY_DELETION).offset(keep)
        surplus = (await self._session.scalars(oldest)).all()
        await change(self._session, delete(TeamRow).where(TeamRow.id.in_(surplus)))

    async def purge_deleted(self, before: datetime) -> int:
        return await change(self._session, delete(TeamRow).where(TeamRow.deleted_at < before))

    async def list_own_names(self, owner: UserId) -> tuple[NameEntry, ...]:
        rows = newest_first(_live(owner).with_only_columns(TeamRow.id, TeamRow.name_key), _BY_AGE)
        return tuple(NameEntry(*row) for row in await self._session.execute(rows))

    async def list_public_names(self, guild: GuildId, typed: str, match: Match, limit: int) -> tuple[NameEntry, ...]:
        rows = _public(guild).with_only_columns(TeamRow.id, TeamRow.name_key).limit(limit)
        rows = rows.where(*key_matches(TeamRow.name_key, match))
        if match is Match.NEWEST:
            rows = newest_first(rows, _BY_PUBLICATION)
        else:
            rows = rows.order_by(TeamRow.name_key, TeamRow.id)
        return tuple(NameEntry(*row) for row in await self._session.execute(rows, values_typed(typed, match)))

    async def _touch(self, team: TeamId, now: datetime) -> None:
        await change(self._session, update(TeamRow).where(TeamRow.id == team).values(updated_at=now))

    async def _all(self, rows: Select[TeamRow]) -> tuple[Team, ...]:
        found = await self._session.scalars(rows.options(*WHOLE_TEAM), execution_options=FRESH)
        return tuple(team_from_row(row) for row in found)

    async def _page(self, rows: Select[TeamRow], order: Order, cursor: str | None) -> Page[Team]:
        whole: Select[*tuple[Any, ...]] = rows.add_columns(*order).options(*WHOLE_TEAM)
        return await fetch_page(self._session, whole, counted(rows), order, cursor, lambda row: team_from_row(row[0]))


def _conditions(which: TeamFilter) -> list[ColumnElement[bool]]:
    found = [] if which.content is None else [TeamRow.content == which.content]
    seats = select(SeatRow.team_id)
    if which.member is not None:
        found.append(TeamRow.id.in_(seats.where(SeatRow.player_user_id == which.member)))
    if which.build is not None:
        found.append(TeamRow.id.in_(seats.where(SeatRow.build_id == which.build)))
    return found


def _values_of(team: Team) -> dict[str, Any]:
    return {
        "name": team.name,
        "name_key": name_key(team.name),
        "content": team.content,
        "subgroups": team.subgroups,
        "notes": team.notes,
        "mode": team.mode,
        "template": content_to_text(team.template),
        "updated_at": team.updated_at,
    }


_THROWN_AWAY = select(BuildRow.id).where(BuildRow.deleted_at.is_not(None))
_ABANDONED = (
    SeatRow.player_user_id.is_(None),
    SeatRow.player_name.is_(None),
    SeatRow.wish.is_(None),
    or_(SeatRow.build_id.is_(None), SeatRow.build_id.in_(_THROWN_AWAY)),
)
"""A row that nobody sits in and whose build is gone or thrown away, with no wish: the place is shown as empty."""


def _at(team: TeamId, subgroup: int, place: int) -> ColumnElement[bool]:
    return (SeatRow.team_id == team) & (SeatRow.subgroup == subgroup) & (SeatRow.place == place)


def _live(owner: UserId) -> Select[TeamRow]:
    return select(TeamRow).where(TeamRow.owner_id == owned_by(owner), TeamRow.deleted_at.is_(None))


def _deleted(owner: UserId) -> Select[TeamRow]:
    return select(TeamRow).where(TeamRow.owner_id == owned_by(owner), TeamRow.deleted_at.is_not(None))


def _public(guild: GuildId) -> Select[TeamRow]:
    return select(TeamRow).where(TeamRow.guild_id == guild, TeamRow.deleted_at.is_(None))


def _counted(rows: Select[*tuple[Any, ...]]) -> Select[int]:
    return rows.with_only_columns(func.count())
