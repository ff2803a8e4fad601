"""The best lineup for a raid: searched beside everything else, proposed to its leader, written when they accept it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.edits import mark
from bot.domain.ids import UserId
from bot.domain.leading import traced, with_unseated
from bot.domain.lineup.coverage import Coverage, cover
from bot.domain.lineup.nature import list_facts
from bot.domain.lineup.offers import RoleTable
from bot.domain.lineup.problem import Spot, Spots
from bot.domain.lineup.search import Limit
from bot.domain.lineup.study import Question, Study, study, study_others
from bot.domain.needs import needs_of_role
from bot.domain.raid_lineups import RaidProblem, Sitting, Terms, pose, to_lineup
from bot.domain.raid_proposals import RaidProposal
from bot.domain.raids import Entry, Raid, Roster
from bot.domain.teams import Player
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError, NotFoundError, ProposalOutdatedError
from bot.repositories.unit import UnitFactory, UnitOfWork
from bot.repositories.unit_raids import Step
from bot.services.givings import ASSUMED_MODE
from bot.services.optimizing import Optimizer, Report
from bot.services.pacing import Dear, Paces
from bot.services.raids.planning import DRAW, Raids, hold_led, next_drawing, require_raid
from bot.services.raids.signups import TELL
from bot.services.short_ids import add_under_new_id
from bot.services.worths import ComboWorths

SECONDS: Final = 8.0
"""What a search may take; most squads of 50 are proven in half of it."""
OTHERS: Final = 3
OTHER_SECONDS: Final = 3.0
LIFETIME: Final = timedelta(days=1)
"""How long a proposal can be accepted."""
_REMEMBERED: Final = timedelta(days=60)
"""How long it counts that somebody was left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A proposal with all that is said about it."""

    proposal: RaidProposal
    roster: Roster
    posed: RaidProblem
    study: Study
    before: tuple[Coverage, ...]
    """The needs as they are met now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """What became of a proposal: the raid as it is now. Where it was not written, who did what meanwhile."""

    roster: Roster
    is_done: bool
    answered: tuple[UserId, ...] = ()
    """Who answered anew since it was made."""
    led: tuple[UserId, ...] = ()
    """Which leaders changed something since."""
    further: tuple[Sitting, ...] = ()
    """Who plays in a squad after the first, and so has no place in this raid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Who meets which need in a proposed lineup."""

    players: tuple[Player, ...]
    squads: int
    needs: tuple[Coverage, ...]
    """Those of which there is to be some, squad by squad; whom they name stand in `players`."""


class RaidOptimizer:
    """Finds lineups for raids. All of it is for leaders: NotFoundError("raid"), NotAllowedError("raids").

    A proposal belongs to whoever asked for it, and for a day. It is written only while seats and answers are as they
    were when it was found.
    """

    def __init__(
        self,
        units: UnitFactory,
        raids: Raids,
        optimizer: Optimizer,
        roles: RoleTable,
        worths: ComboWorths,
        clock: Callable[[], datetime],
        paces: Paces,
    ) -> None:
        self._units = units
        self._raids = raids
        self._optimizer = optimizer
        # as sign-ups count them: advice must not tell somebody to bring the role that they play already
        told = {role: tuple(sorted(needs_of_role(role))) for role in roles.supplies}
        self._by_role = replace(roles, supplies=told)
        self._worths = worths
        self._clock = clock
        self._paces = paces
        self._stops: dict[tuple[UserId, str], list[asyncio.Event]] = {}

    async def propose(
        self, viewer: Viewer, ref: str, terms: Terms, report: Report = lambda _progress: None
    ) -> Proposed:
        """Return the best lineup on these terms, kept as a proposal; nothing else changes.

        `report` hears of progress as with the Optimizer. Raises TooOftenError, InvalidProblemError.
        """
        roster, question, posed = await self._ask(viewer, ref, terms)
        self._take_turn(viewer, roster.raid)
        with self._stoppable(viewer, roster.raid.short_id) as stop:
            found: Study = await self._optimizer.run(study, question, seconds=SECONDS, report=report, stop=stop)
        return await self._keep(viewer, roster, terms, posed, found)

    def stop(self, viewer: Viewer, short_id: str) -> bool:
        """Let the viewer's searches for this raid come to their end; false where there is none, as after a restart."""
        stops = self._stops.get((viewer.user, short_id), [])
        for stop in stops:
            stop.set()
        return bool(stops)

    def is_stopping(self, viewer: Viewer, short_id: str) -> bool:
        """Tell whether the viewer asked a search for this raid to end that still runs."""
        return any(stop.is_set() for stop in self._stops.get((viewer.user, short_id), ()))

    async def propose_others(self, viewer: Viewer, token: str) -> tuple[RaidProposal, tuple[Proposed, ...]]:
        """Return a proposal, and the lineups next to it, in which others play or something else is played.

        Raises NotFoundError("lineup"), ProposalOutdatedError, TooOftenError.
        """
        proposal = await self.require(viewer, token)
        roster, question, posed = await self._ask_again(viewer, proposal)
        self._take_turn(viewer, roster.raid)
        question = replace(question, problem=posed.problem, limit=Limit(OTHER_SECONDS), is_most=False)
        best = _find_spots(posed, proposal)
        found: tuple[Study, ...] = await self._optimizer.run(
            study_others, question, best, OTHERS, seconds=OTHER_SECONDS * OTHERS
        )
        return proposal, tuple([await self._keep(viewer, roster, proposal.terms, posed, one) for one in found])

    async def find_brought(self, viewer: Viewer, token: str) -> Brought:
        """Return who meets which need in a proposal; raises NotFoundError("lineup"), ProposalOutdatedError."""
        proposal = await self.require(viewer, token)
        _, _, posed = await self._ask_again(viewer, proposal)
        needs = tuple(one for one in cover(posed.problem, _find_spots(posed, proposal)) if one.quota.amount)
        return Brought(players=posed.players, squads=posed.problem.squads, needs=needs)

    async def require(self, viewer: Viewer, token: str) -> RaidProposal:
        """Return the viewer's own proposal; raises NotFoundError("lineup"), also where its day is over."""
        async with self._units(reads_only=True) as unit:
            found = await unit.raid_proposals.find(token)
        if found is None or found.by != viewer.user or found.made_at + LIFETIME < self._clock():
            raise NotFoundError("lineup", token)
        return found

    async def accept(self, viewer: Viewer, token: str) -> Acceptance:
        """Seat everybody as proposed, unless seats or answers changed since; then tell what did.

        Where everybody sits as proposed already, nothing is written again, and it is done. Of several squads the first
        is seated; who would play in another one waits. NotFoundError("lineup").
        """
        proposal = await self.require(viewer, token)
        async with self._units() as unit:
            roster = await unit.raids.find_roster(await hold_led(unit, viewer, proposal.ref, self._clock()))
            lineup = to_lineup(roster, proposal.sittings)
            further = tuple(one for one in proposal.sittings if one.squad > 1)
            if roster.lineup() == lineup:
                return Acceptance(roster=roster, is_done=True, further=further)
            if mark_of(roster) != proposal.mark:
                return await _tell_changes(unit, roster, proposal)
            after = roster.reseated(lineup, told=viewer.user)
            await self._write(unit, viewer, roster, after)
            return Acceptance(roster=after, is_done=True, further=further)

    async def purge(self) -> int:
        """Forget the proposals that nobody can accept any more; returns how many."""
        async with self._units() as unit:
            return await unit.raid_proposals.purge(self._clock() - LIFETIME)

    @contextmanager
    def _stoppable(self, viewer: Viewer, short_id: str) -> Iterator[asyncio.Event]:
        key, stop = (viewer.user, short_id), asyncio.Event()
        self._stops.setdefault(key, []).append(stop)
        try:
            yield stop
        finally:
            self._stops[key].remove(stop)
            if not self._stops[key]:
                del self._stops[key]

    async def _ask(self, viewer: Viewer, ref: str, terms: Terms) -> tuple[Roster, Question, RaidProblem]:
        now = self._clock()
        async with self._units(reads_only=True) as unit:
            raid = await require_raid(unit, viewer, ref, now)
            if not raid.can_lead(viewer):
                raise NotAllowedError("raids")
            roster = await unit.raids.find_roster(raid)
            benched = await unit.raids.count_left_out(raid.guild, now - _REMEMBERED, now)
        content = self._raids.get_content(raid)
        worths = await self._worths.find(raid.guild, content.mode or ASSUMED_MODE)
        posed = await asyncio.to_thread(pose, roster, content, terms, benched, worths)
        template = posed.problem.template
        ideas = self._by_role.get_ideas(quota.need for quota in (*template.each, *template.whole) if quota.amount)
        question = Question(
            problem=posed.problem, limit=Limit(SECONDS), ideas=ideas, now=posed.now, is_most=terms.squads is None
        )
        return roster, question, posed

    async def _ask_again(self, viewer: Viewer, proposal: RaidProposal) -> tuple[Roster, Question, RaidProblem]:
        """Return what a proposal answers, with its number of squads; raises ProposalOutdatedError."""
        roster, question, posed = await self._ask(viewer, proposal.ref, proposal.terms)
        if mark_of(roster) != proposal.mark:
            raise ProposalOutdatedError
        squads = max((one.squad for one in proposal.sittings), default=1)
        return roster, question, replace(posed, problem=replace(posed.problem, squads=squads))

    def _take_turn(self, viewer: Viewer, raid: Raid) -> None:
        self._paces.take(Dear.OPTIMIZER, viewer, raid.guild)

    async def _keep(self, viewer: Viewer, roster: Roster, terms: Terms, posed: RaidProblem, found: Study) -> Proposed:
        now, sittings = self._clock(), posed.to_sittings(found.squads, found.spots)

        def make(token: str) -> RaidProposal:
            return RaidProposal(
                token=token,
                raid=roster.raid.id,
                ref=roster.raid.short_id,
                by=viewer.user,
                mark=mark_of(roster),
                terms=terms,
                sittings=sittings,
                made_at=now,
            )

        async with self._units() as unit:
            proposal = await add_under_new_id(unit.raid_proposals.add, make)
        before = tuple(cover(posed.problem, posed.now))
        return Proposed(proposal=proposal, roster=roster, posed=posed, study=found, before=before)

    async def _write(self, unit: UnitOfWork, viewer: Viewer, before: Roster, after: Roster) -> None:
        raid, now, after = before.raid, self._clock(), with_unseated(before, after)
        await unit.raids.put_entries(before, [one for one in after.entries if before.by_user[one.user] != one])
        await unit.raids.set_seats(before, after.seats)
        await unit.raids.add_step(Step(raid.id, viewer.user, "optimize", now, traced(before, after)))
        await unit.jobs.put(DRAW, raid.short_id, next_drawing(raid, now))
        if after.has_untold():
            await unit.jobs.put(TELL, raid.short_id, next_drawing(raid, now))


def mark_of(roster: Roster) -> str:
    """Return a mark of seats and answers as they are; the same in every process, and whoever was told of a seat."""
    seats = [replace(seat, told=True, published=False) for seat in roster.seats]
    return mark(repr([seats, [_answer_of(entry) for entry in roster.entries]]))


def _answer_of(entry: Entry) -> tuple[object, ...]:
    """Return what counts of an answer; a set has no order of its own that would outlive a restart."""
    offered = [
        (one.title, one.role, str(one.build), sorted(one.gives), list_facts(one.nature)) for one in entry.choices
    ]
    return entry.user, str(entry.answer), str(entry.standing), entry.benched, offered


async def _tell_changes(unit: UnitOfWork, roster: Roster, proposal: RaidProposal) -> Acceptance:
    steps = await unit.raids.list_steps(roster.raid.id, limit=20)
    led = dict.fromkeys(step.by for step in steps if step.at > proposal.made_at and step.by is not None)
    answered = tuple(entry.user for entry in roster.entries if entry.changed_at > proposal.made_at)
    return Acceptance(roster=roster, is_done=False, answered=answered, led=tuple(led))


def _find_spots(posed: RaidProblem, proposal: RaidProposal) -> Spots:
    """Return the lineup of a proposal in the words of the problem."""
    width = posed.problem.template.subgroups
    spots = {one.player: Spot((one.squad - 1) * width + one.subgroup - 1, one.rank) for one in proposal.sittings}
    return tuple(spots.get(player) for player in posed.players)
