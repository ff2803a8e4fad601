"""Filling the open places of a team: a proposal, and its acceptance. Nothing is written before that."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.analysis import TeamReport
from bot.domain.builds import Build
from bot.domain.filling import Candidate, Fill, Puzzle, pose
from bot.domain.lineup.nature import Worths
from bot.domain.lineup.offers import supplies_of
from bot.domain.lineup.search import Outcome, Progress
from bot.domain.proposals import At, Proposal
from bot.domain.teams import Content, Team
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError, NotFoundError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.services.givings import ASSUMED_MODE, Givings
from bot.services.optimizing import Optimizer
from bot.services.pacing import Dear, Paces
from bot.services.short_ids import new_short_id
from bot.services.suggestions import require_or_suggest
from bot.services.teams.holding import hold_seatable
from bot.services.teams.planning import TeamPlanner
from bot.services.teams.pool import find_pool
from bot.services.worths import ComboWorths

_ASKED = ("pinned", "met")
"""The aims of the search that tell of needs; later ones only choose among builds that do as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What could come to the open places of a team, as the viewer sees it."""

    team: Team
    fills: tuple[Fill, ...]
    key: str | None
    """By which it is accepted; None where nothing is to be filled."""
    before: TeamReport
    after: TeamReport
    looked_at: int
    """How many builds could have come."""
    brought: frozenset[str]
    """Needs that any of them meets."""
    is_proven: bool
    """Whether it is proven that no other choice of these builds meets more of what is asked for."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a proposal that was accepted; with `changed` nothing was written."""

    team: Team
    filled: int
    changed: tuple[At, ...] = ()
    """Places that are not as they were when it was made."""
    is_other: bool = False
    """The team is for something else now, or of another size."""

    @property
    def is_done(self) -> bool:
        """Whether the team is filled as proposed."""
        return not self.changed and not self.is_other


class TeamFiller:
    """Proposes builds for the open places of a team. Every method raises StorageUnavailableError."""

    def __init__(
        self,
        units: UnitFactory,
        planner: TeamPlanner,
        givings: Givings,
        optimizer: Optimizer,
        clock: Callable[[], datetime],
        paces: Paces,
        worths: ComboWorths,
    ) -> None:
        self._units = units
        self._planner = planner
        self._givings = givings
        self._optimizer = optimizer
        self._clock = clock
        self._paces = paces
        self._worths = worths

    async def propose(
        self, viewer: Viewer, ref: str, report: Callable[[Progress], None] = lambda _progress: None
    ) -> Suggested:
        """Return what to seat in the open places of a team that the viewer may seat; nobody seated is moved.

        `report` hears how far the search is. Raises NotFoundError("team"), NotAllowedError("leader") and
        TooOftenError.
        """
        async with self._units(reads_only=True) as unit:
            team = await require_or_suggest(unit.teams, viewer, ref, "team")
            if not team.can_seat(viewer):
                raise NotAllowedError("leader")
            content = self._planner.get_content(team)
            builds = await find_pool(unit, viewer, team, content, self._givings.roles)
        self._paces.take(Dear.OPTIMIZER, viewer)
        seen = team.seen_by(viewer)
        worths = await self._worths.find(viewer.guild, content.mode or ASSUMED_MODE)
        puzzle, pool = await asyncio.to_thread(self._pose, seen, content, builds, worths)
        fills, outcome = await self._solve(puzzle, report)
        filled = _with(seen, fills)
        return Suggested(
            team=seen,
            fills=fills,
            key=await self._keep(viewer, team, fills) if fills else None,
            before=await self._givings.report(seen, content),
            after=await self._givings.report(filled, content),
            looked_at=len(pool),
            brought=frozenset(need for one in pool for need in supplies_of(one.giving)),
            is_proven=outcome is None or outcome.stage not in _ASKED,
        )

    async def accept(self, viewer: Viewer, key: str) -> Accepted:
        """Fill the team as proposed if it is as it was then; said again, it is fine.

        Raises NotFoundError("proposal" or "team"), and NotAllowedError("leader") where the viewer lost that right.
        """
        async with self._units() as unit:
            proposal = await unit.proposals.find(viewer.user, key)
            if proposal is None:
                raise NotFoundError("proposal", key)
            (named,) = await unit.teams.find_many((proposal.team,))
            team = await hold_seatable(unit, viewer, named.short_id)
            if not proposal.is_of(team):
                return Accepted(team.seen_by(viewer), 0, is_other=True)
            builds = await _find_builds(unit, viewer, proposal)
            gone = (at for at, build in proposal.fills.items() if build not in builds)
            changed = sorted({*proposal.find_changes(team), *gone})
            if changed:
                return Accepted(team.seen_by(viewer), 0, tuple(changed))
            return await self._fill(unit, viewer, team, proposal, builds)

    async def _fill(
        self, unit: UnitOfWork, viewer: Viewer, team: Team, proposal: Proposal, builds: dict[object, Build]
    ) -> Accepted:
        now, filled = self._clock(), 0
        for (subgroup, place), build in proposal.fills.items():
            seat = team.get_seat(subgroup, place)
            if not proposal.is_filled((subgroup, place), seat):
                full = replace(seat, build=builds[build])
                await unit.teams.fill(team, full, now)
                team, filled = replace(team.with_seat(full), updated_at=now), filled + 1
        return Accepted(team.seen_by(viewer), filled)

    def _pose(
        self, team: Team, content: Content, builds: tuple[Build, ...], worths: Worths
    ) -> tuple[Puzzle, list[Candidate]]:
        mode = content.mode or ASSUMED_MODE
        pool = [Candidate(build, self._givings.get(build, mode)) for build in builds]
        seated = {
            (seat.subgroup, seat.place): self._givings.get(seat.build, mode)
            for seat in team.seats
            if seat.build is not None
        }
        return pose(team, content, seated, pool, self._givings.roles, worths), pool

    async def _solve(
        self, puzzle: Puzzle, report: Callable[[Progress], None]
    ) -> tuple[tuple[Fill, ...], Outcome | None]:
        if puzzle.is_solved():
            return (), None
        outcome = await self._optimizer.find_best(puzzle.problem, report=report)
        return puzzle.read(outcome.best), outcome

    async def _keep(self, viewer: Viewer, team: Team, fills: tuple[Fill, ...]) -> str:
        now, key = self._clock(), new_short_id()
        async with self._units() as unit:
            await unit.accounts.ensure(viewer.user, now)
            await unit.proposals.keep(viewer.user, Proposal.of(key, team, fills, now))
        return key


def _with(team: Team, fills: tuple[Fill, ...]) -> Team:
    for fill in fills:
        team = team.with_seat(fill.after)
    return team


async def _find_builds(unit: UnitOfWork, viewer: Viewer, proposal: Proposal) -> dict[object, Build]:
    """Return the builds of a proposal that the viewer may still see."""
    found = await unit.builds.find_many(tuple(dict.fromkeys(proposal.fills.values())))
    return {build.id: build for build in found if build.is_visible_to(viewer) and build.deleted_at is None}
