"""Changing what a team is: its name, notes, mode, purpose and size; and copying teams."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from uuid_utils.compat import uuid7

from bot.domain.builds import Origin
from bot.domain.edits import Seen, merge
from bot.domain.ids import TeamId
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.notes import clean_notes
from bot.domain.teams import TEAM_NOTES_LIMIT, Seat, Team
from bot.domain.viewer import Viewer
from bot.errors import EditedMeanwhileError, TeamTooSmallError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.lookup import require_own, require_visible
from bot.services.manners import check_manners
from bot.services.own_contents import own_content
from bot.services.short_ids import add_under_new_id
from bot.services.teams.holding import as_seen, check_room, check_size, hold_own
from bot.services.teams.planning import TeamPlanner

FIELDS = ("name", "notes", "mode", "content", "subgroups")
"""What can be edited of a team, by the fields' names in Team."""


@dataclass(frozen=True, slots=True)
class EditedTeam:
    """The outcome of an edit. `elsewhere` names fields that another hand changed meanwhile, and that stay so."""

    team: Team
    elsewhere: tuple[str, ...]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class CopiedTeam:
    """The outcome of copying. `is_new` is false when a copy was kept already: `team` is that one."""

    team: Team
    is_new: bool


class TeamEditor:
    """Changes own teams and copies those that somebody may see. A `ref` is a short id or a name, as everywhere."""

    def __init__(self, units: UnitFactory, planner: TeamPlanner, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._planner = planner
        self._clock = clock

    async def require(self, viewer: Viewer, ref: str) -> Team:
        """Return an own team to edit; raises NotFoundError and NotAllowedError("owner")."""
        async with self._units(reads_only=True) as unit:
            return (await require_own(unit.teams, viewer, ref, "team")).seen_by(viewer)

    async def edit(self, viewer: Viewer, ref: str, typed: Mapping[str, Any], seen: Seen) -> EditedTeam:
        """Change an own team to what was typed into a form that showed it as `seen`.

        Fields of the form that another hand changed meanwhile stay as they are, unless they were typed anew here too:
        then nothing is changed, and EditedMeanwhileError names them. A team is never made smaller than what it holds:
        TeamTooSmallError names the places. InvalidNameError, NotesTooLongError, UnknownContentError; of a public team,
        ImitationError and LinkForbiddenError.
        """
        cleaned = {field: self._clean(field, value) for field, value in typed.items()}
        async with self._units() as unit:
            team = await hold_own(unit, viewer, ref)
            merged = merge(team, seen, cleaned)
            if merged.conflicts:
                raise EditedMeanwhileError(merged.conflicts)
            after = replace(team, **await self._resolved(unit, viewer, merged.changes))
            after = replace(after, seats=_kept_seats(team, after.subgroups))
            if team.guild is not None:
                said = merged.changes
                await check_manners(unit, (team.guild,), (said.get("name", ""),), said.get("notes", ""))
            is_changed = after != team
            if is_changed:
                after = replace(after, updated_at=self._clock())
                await unit.teams.change(after)
            return EditedTeam(await as_seen(unit, viewer, after), merged.elsewhere, is_changed)

    async def copy(self, viewer: Viewer, ref: str, *, again: bool = False) -> CopiedTeam:
        """Keep a private copy of a team; a build in it that the viewer may not see stays behind, its wish comes along.

        Somebody who keeps a copy of another one's team is handed that one, unless they want it `again`. Raises
        NotFoundError("team") and LimitReachedError.
        """
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, self._clock())
            source = (await require_visible(unit.teams, viewer, ref, "team")).seen_by(viewer)
            kept = None
            if not again and not source.is_owned_by(viewer):
                kept = await unit.teams.find_copy(viewer.user, source.short_id)
            if kept is not None:
                return CopiedTeam(await as_seen(unit, viewer, kept), is_new=False)
            await check_room(unit, viewer)
            copy = await self._add_copy(unit, viewer, source)
            return CopiedTeam(await as_seen(unit, viewer, copy), is_new=True)

    async def _add_copy(self, unit: UnitOfWork, viewer: Viewer, source: Team) -> Team:
        now = self._clock()

        def make(short_id: str) -> Team:
            return replace(
                source,
                id=TeamId(uuid7()),
                short_id=short_id,
                owner=viewer.user,
                origin=Origin(source.short_id, source.owner),
                guild=None,
                seats=(),
                created_at=now,
                updated_at=now,
                deleted_at=None,
            )

        copy = await add_under_new_id(unit.teams.add, make)
        for seat in source.seats:
            brought = replace(seat, hidden=False, former=False)
            if not brought.is_empty():
                await unit.teams.fill(copy, brought, now)
                copy = copy.with_seat(brought)
        return copy

    def _clean(self, field: str, value: Any) -> Any:
        cleaners: dict[str, Callable[[Any], Any]] = {
            "name": clean_name,
            "notes": lambda text: clean_notes(text, TEAM_NOTES_LIMIT),
            "mode": lambda mode: GameMode(mode) if mode else None,
            "content": str,
            "subgroups": lambda number: check_size(int(number)),
        }
        return cleaners[field](value)

    async def _resolved(self, unit: UnitOfWork, viewer: Viewer, changes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the changes with what the content that was chosen asks for, where that is a guild's own."""
        if "content" not in changes:
            return dict(changes)
        kind = await self._planner.require_content(unit, viewer, changes["content"])
        return {**changes, "content": kind.id, "template": own_content(kind)}


def _kept_seats(team: Team, subgroups: int) -> tuple[Seat, ...]:
    """Return the seats of a team of so many subgroups; raises TeamTooSmallError where something would be lost."""
    beyond = [seat for seat in team.seats if seat.subgroup > subgroups]
    if any(not seat.is_empty() for seat in beyond):
        places = [(seat.subgroup, seat.place) for seat in beyond if not seat.is_empty()]
        raise TeamTooSmallError(subgroups=subgroups, places=places)
    return tuple(seat for seat in team.seats if seat.subgroup <= subgroups)
