"""Holding a team while it changes, and whether there is room for another one."""

from dataclasses import replace

from bot.domain.sizes import PLACES, SUBGROUPS
from bot.domain.teams import Team
from bot.domain.viewer import Viewer
from bot.errors import InvalidPlaceError, LimitReachedError, NotAllowedError, NotFoundError
from bot.repositories.unit import UnitOfWork
from bot.services.lookup import require_visible

TEAM_LIMIT = 200
"""Teams that one person keeps, and as many again in the bin."""


async def hold_seatable(unit: UnitOfWork, viewer: Viewer, ref: str) -> Team:
    """Return a team that the viewer may seat, with everybody else's changes to it waiting."""
    team = await _hold(unit, viewer, ref)
    if not team.can_seat(viewer):
        raise NotAllowedError("leader")
    return team


async def hold_own(unit: UnitOfWork, viewer: Viewer, ref: str) -> Team:
    """Return likewise a team that belongs to the viewer."""
    team = await _hold(unit, viewer, ref)
    if not team.is_owned_by(viewer):
        raise NotAllowedError("owner")
    return team


async def _hold(unit: UnitOfWork, viewer: Viewer, ref: str) -> Team:
    """Find the team, hold it, and look again: it may have changed while we waited for it."""
    short_id = (await require_visible(unit.teams, viewer, ref, "team")).short_id
    team = await unit.teams.find(short_id, hold=True)
    if team is None or team.deleted_at is not None or not team.is_visible_to(viewer):
        raise NotFoundError("team", ref)
    return team


async def check_room(unit: UnitOfWork, viewer: Viewer) -> None:
    """Raise LimitReachedError where the viewer may keep no more teams."""
    if await unit.teams.count_own(viewer.user) >= TEAM_LIMIT:
        raise LimitReachedError("team", TEAM_LIMIT)


def check_size(subgroups: int) -> int:
    """Return how many subgroups a team is to have; raises InvalidPlaceError for what no squad has."""
    if not 1 <= subgroups <= SUBGROUPS:
        raise InvalidPlaceError(subgroup=subgroups, place=1, subgroups=SUBGROUPS, places=PLACES)
    return subgroups


async def as_seen(unit: UnitOfWork, viewer: Viewer, team: Team) -> Team:
    """Return a single team as the viewer may see it; the team that it was copied from is named if they may see that."""
    seen = team.seen_by(viewer)
    if seen.origin is None:
        return seen
    source = await unit.teams.find(seen.origin.short_id)
    if source is None or source.deleted_at is not None or not source.is_visible_to(viewer):
        return seen
    return replace(seen, origin=replace(seen.origin, name=source.name))
