"""Raids that begin as a team: its wishes, and what its builds are for, become what the places of the raid ask for."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.blueprints import Blueprint
from bot.domain.modes import GameMode
from bot.domain.teams import Seat, Team
from bot.domain.viewer import Viewer
from bot.services.givings import Givings
from bot.services.raids.planning import require_leader
from bot.services.teams.planning import TeamPlanner


class Blueprints:
    """Reads teams for raids. Players stay behind: who comes, they say themselves."""

    def __init__(self, planner: TeamPlanner, givings: Givings, roles: Collection[str]) -> None:
        self._planner = planner
        self._givings = givings
        self._roles = roles

    async def require(self, viewer: Viewer, ref: str) -> Team:
        """Return a team from which the viewer may plan a raid; NotFoundError, NotAllowedError("guild" or "raids")."""
        team = await self._planner.require(viewer, ref)
        require_leader(viewer)
        return team

    async def of_team(self, viewer: Viewer, ref: str) -> Blueprint:
        """Return what a raid takes over from a team that the viewer may see; raises NotFoundError("team").

        A wish counts before the build that sits there; a build is for the first of its roles that it suits.
        """
        team = await self._planner.require(viewer, ref)
        content = replace(self._planner.get_content(team), subgroups=team.subgroups)
        wanted = {(seat.subgroup, seat.place): self._role_of(seat, content.mode) for seat in team.seats}
        return Blueprint(team.name, content, {at: role for at, role in wanted.items() if role is not None})

    def _role_of(self, seat: Seat, mode: GameMode | None) -> str | None:
        if seat.wish is not None or seat.build is None:
            return seat.wish
        suited = self._givings.get(seat.build, mode).roles
        return next((role for role in suited if role in self._roles), None)
