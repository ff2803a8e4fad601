"""Which of one's builds helps a raid most, found by seating everybody with each of them."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.domain.builds import Build
from bot.domain.lineup.joining import Joined, Joining, join
from bot.domain.lineup.nature import Worths
from bot.domain.modes import GameMode
from bot.domain.raid_lineups import RaidProblem, Terms, pose
from bot.domain.raids import CHOICES, Answer, Choice, Entry, Raid, Roster
from bot.domain.teams import Content, Player
from bot.domain.viewer import Viewer
from bot.errors import RaidClosedError
from bot.repositories.unit import UnitFactory
from bot.services.givings import ASSUMED_MODE
from bot.services.lookup import require_own
from bot.services.optimizing import Optimizer
from bot.services.pacing import Dear, Paces
from bot.services.raids.planning import Raids, require_raid
from bot.services.raids.signups import Outcome, Signups
from bot.services.worths import ComboWorths

SECONDS: Final = 1.2
"""What the searches may take together."""
LOOKED_AT: Final = 60
"""The viewer's newest builds that fit."""
KINDS: Final = 8
"""Builds that differ for the lineup, of which each is tried."""


@dataclass(frozen=True, slots=True)
class Advised:
    """One of the viewer's builds, and what it would bring; builds that would bring the same are told by the newest."""

    build: Build
    joined: Joined


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What the viewer could join a raid with, what brings most first."""

    raid: Raid
    advised: tuple[Advised, ...]
    joining: Joining | None
    """None where the viewer has no build that fits."""


class SeatAdvisor:
    """Advises members; what others offer is looked at as the raid's post tells it."""

    def __init__(
        self,
        units: UnitFactory,
        raids: Raids,
        signups: Signups,
        optimizer: Optimizer,
        worths: ComboWorths,
        clock: Callable[[], datetime],
        paces: Paces,
    ) -> None:
        self._units = units
        self._raids = raids
        self._signups = signups
        self._optimizer = optimizer
        self._worths = worths
        self._clock = clock
        self._paces = paces

    async def advise(self, viewer: Viewer, ref: str) -> Advice:
        """Return which own build helps the raid most; NotFoundError("raid"), RaidClosedError, TooOftenError."""
        now = self._clock()
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, now)
            if not raid.takes_answers(now):
                raise RaidClosedError
            roster = await unit.raids.find_roster(raid)
            own = await unit.builds.list_all_own(viewer.user)
        mode = self._raids.get_content(raid).mode
        fitting = [build for build in own if mode is None or build.mode in {mode, None}][:LOOKED_AT]
        if not fitting:
            return Advice(raid=raid, advised=(), joining=None)
        self._paces.take(Dear.OPTIMIZER, viewer, raid.guild)
        offered = await asyncio.to_thread(self._find_offered, fitting, mode)
        joining = await self._join(roster, viewer, [choice for _, choice in offered], now)
        advised = tuple(Advised(offered[one.offer][0], one) for one in joining.joined)
        return Advice(raid=raid, advised=advised, joining=joining)

    async def sign_up(self, viewer: Viewer, ref: str, build: str) -> Outcome:
        """Sign up with an own build as what is liked best, before what was offered already; as `Signups.choose`."""
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, self._clock())
            first = await require_own(unit.builds, viewer, build, "build")
            entry = (await unit.raids.find_roster(raid)).by_user.get(viewer.user)
            kept = [choice.build for choice in entry.choices if choice.build is not None] if entry is not None else []
            others = await unit.builds.find_many(tuple(kept))
        refs = [first.short_id, *(one.short_id for one in others if one.id != first.id and one.is_visible_to(viewer))]
        return await self._signups.choose(viewer, raid.short_id, builds=refs[:CHOICES])

    def _find_offered(self, fitting: Sequence[Build], mode: GameMode | None) -> list[tuple[Build, Choice]]:
        kinds: dict[tuple[object, ...], tuple[Build, Choice]] = {}
        for build in fitting:
            choice = self._signups.get_choice(build, mode)
            kinds.setdefault((choice.title, choice.role, choice.gives), (build, choice))
        return list(kinds.values())[:KINDS]

    async def _join(self, roster: Roster, viewer: Viewer, choices: Sequence[Choice], now: datetime) -> Joining:
        me = Player(user=viewer.user)
        entry = Entry(viewer.user, Answer.SIGNED, roster.raid.turns + 1, now, tuple(choices))
        content = self._raids.get_content(roster.raid)
        worths = await self._worths.find(roster.raid.guild, content.mode or ASSUMED_MODE)
        posed = await asyncio.to_thread(_pose, roster, me, entry, content, worths)
        at = posed.players.index(me)
        players = posed.problem.players
        problem = replace(posed.problem, players=(*players[:at], *players[at + 1 :]))
        joining: Joining = await self._optimizer.run(join, problem, players[at], SECONDS, 0, seconds=SECONDS)
        return joining


def _pose(roster: Roster, me: Player, entry: Entry, content: Content, worths: Worths) -> RaidProblem:
    """Pose the raid in which I answered so and sit nowhere yet."""
    seats = tuple(replace(seat, player=None) if seat.player == me else seat for seat in roster.seats)
    others = tuple(one for one in roster.entries if one.user != entry.user)
    return pose(replace(roster, seats=seats, entries=(*others, entry)), content, Terms(), {}, worths)
