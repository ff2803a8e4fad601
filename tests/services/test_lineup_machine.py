"""Leaders and members at the same seats, in any order: nobody sits twice, nobody is lost, undo brings back what was."""

import asyncio
from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.cli.compose import build_services
from bot.domain.ids import ChannelId, UserId
from bot.domain.leading import Spot, filled
from bot.domain.raids import Answer, RaidSeat, Roster
from bot.domain.seating import At
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from bot.errors import AlreadySeatedError
from bot.gateways.gamedata import load_game_data
from bot.services.almanac import Almanac
from bot.services.raids.lineups import Board
from bot.services.raids.signups import TELL, demands_of
from tests.factories import Clock, viewer
from tests.fakes import FakeUnits

LEADER = viewer(roles=GuildRole.LEADER)
ALMANAC = Almanac.of(load_game_data())
FIRST_ID = 10**17
"""Ids as long as Discord's: what is kept to take steps back is searched for them."""
people = st.integers(FIRST_ID, FIRST_ID + 7).map(UserId)
places = st.tuples(st.just(1), st.integers(1, 5))
roles = st.lists(st.sampled_from(["heal-alac", "quick-dps", "dps"]), max_size=3, unique=True)


@dataclass
class Before:
    """The seats before a leader's step; `exact` while nobody else changed anything since."""

    seats: tuple[RaidSeat, ...]
    benched: frozenset[UserId]
    exact: bool = True


class Lineup(RuleBasedStateMachine):
    """A raid of five, eight members, and a leader who changes their mind."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.units = FakeUnits()
        self.services = build_services(self.units, ALMANAC, clock=Clock())
        self.done: list[Before] = []

    def run(self, doing: Any) -> Any:
        return self.loop.run(doing)

    @initialize()
    def plan(self) -> None:
        raids = self.services.raids
        planned = self.run(
            raids.plan(LEADER, "Fractals", "friday 20:00", "fractal", channel=ChannelId(7), zone="Europe/Paris")
        )
        self.ref = self.run(raids.open(LEADER, planned.short_id)).short_id

    @property
    def roster(self) -> Roster:
        board: Board = self.run(self.services.lineups.require(LEADER, self.ref))
        return board.roster

    def spot(self, at: At) -> Spot:
        return Spot.of(self.roster.get_seat(at))

    def lead(self, doing: Any) -> None:
        """Let the leader do a step; remember how it was before, if it changed anything."""
        before = self.roster
        try:
            board: Board = self.run(doing)
        except AlreadySeatedError:
            return
        assert board.is_done
        assert (board.roster.seats, board.roster.entries) == (self.roster.seats, self.roster.entries)
        if (before.seats, before.entries) != (board.roster.seats, board.roster.entries):
            self.done.append(Before(before.seats, _benched(before)))

    def press(self, who: UserId, doing: Any) -> None:
        """Let a member do something: nobody else who is pinned is moved by it."""
        pinned = {seat.at: seat.player for seat in self.roster.seats if seat.pinned}
        self.run(doing)
        now = {seat.at: seat.player for seat in self.roster.seats}
        assert {at: now.get(at) for at, player in pinned.items() if player and player.user != who} == {
            at: player for at, player in pinned.items() if player and player.user != who
        }
        for step in self.done:
            step.exact = False

    @rule(who=people, answer=st.sampled_from(Answer))
    def answer(self, who: UserId, answer: Answer) -> None:
        self.press(who, self.services.signups.answer(viewer(who), self.ref, answer))
        entry = self.roster.by_user[who]
        if not answer.takes_seat:
            assert who not in self.roster.seat_by_user
        assert not entry.benched

    @rule(who=people, offered=roles)
    def choose(self, who: UserId, offered: list[str]) -> None:
        self.press(who, self.services.signups.choose(viewer(who), self.ref, roles=offered))

    @rule(who=people)
    def erase(self, who: UserId) -> None:
        self.press(who, self.services.accounts.delete_everything(viewer(who)))
        self.run(self.services.lineups.reseat(self.ref))
        # what named them can be taken back no more
        steps = self.run(self.services.lineups.require(LEADER, self.ref)).history
        marks = sum(step.mark is not None for step in steps)
        self.done = self.done[len(self.done) - marks :] if marks < len(self.done) else self.done

    @rule(at=places, who=people, rank=st.one_of(st.none(), st.integers(0, 3)))
    def seat_member(self, at: At, who: UserId, rank: int | None) -> None:
        self.lead(self.services.lineups.seat(LEADER, self.ref, self.spot(at), Player(user=who), rank))
        assert self.roster.seat_by_user[who].at == at
        assert self.roster.seat_by_user[who].pinned

    @rule(at=places, name=st.sampled_from(["Otti", "Ann"]))
    def seat_guest(self, at: At, name: str) -> None:
        self.lead(self.services.lineups.seat(LEADER, self.ref, self.spot(at), Player(name=name)))

    @rule(one=places, other=places)
    def swap(self, one: At, other: At) -> None:
        before = {seat.at: seat.player for seat in self.roster.seats}
        self.lead(self.services.lineups.swap(LEADER, self.ref, self.spot(one), self.spot(other)))
        after = {seat.at: seat.player for seat in self.roster.seats}
        if before.get(one) and before.get(other):
            assert (after[one], after[other]) == (before[other], before[one])

    @rule(at=places)
    def bench(self, at: At) -> None:
        player = self.roster.get_seat(at).player
        self.lead(self.services.lineups.bench(LEADER, self.ref, self.spot(at)))
        if player is not None and player.user is not None:
            assert player.user not in self.roster.seat_by_user

    @rule(at=places, is_pinned=st.booleans())
    def pin(self, at: At, *, is_pinned: bool) -> None:
        self.lead(self.services.lineups.pin(LEADER, self.ref, self.spot(at), is_pinned=is_pinned))

    @rule(at=places, wants=st.sampled_from([None, "heal-alac", "dps"]))
    def wish(self, at: At, wants: str | None) -> None:
        self.lead(self.services.lineups.wish(LEADER, self.ref, self.spot(at), wants))

    @rule(at=places, note=st.sampled_from(["", "brings food"]))
    def note(self, at: At, note: str) -> None:
        self.lead(self.services.lineups.note(LEADER, self.ref, self.spot(at), note))

    @rule()
    def tell(self) -> None:
        self.run(self.services.announcements.pop_untold(self.ref))
        for step in self.done:
            step.exact = False

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        lineups = self.services.lineups
        mark = self.run(lineups.require(LEADER, self.ref)).undoable
        if mark is None:
            return
        board: Board = self.run(lineups.undo(LEADER, self.ref, mark))
        assert board.is_done
        step = self.done.pop()
        if step.exact:
            assert board.roster.seats == step.seats
            assert _benched(board.roster) == step.benched

    @invariant()
    def nobody_sits_twice(self) -> None:
        seated = [seat.player for seat in self.roster.seats if seat.player is not None]
        assert len(set(seated)) == len(seated)

    @invariant()
    def whoever_wants_a_seat_has_it_or_waits(self) -> None:
        roster = self.roster
        wanting = {entry.user for entry in roster.entries if entry.answer.takes_seat}
        assert wanting <= {*roster.seat_by_user, *(entry.user for entry in roster.waiting())}

    @invariant()
    def nobody_waits_beside_a_place_for_them(self) -> None:
        roster = self.roster
        demands = demands_of(self.services.raids.get_content(roster.raid))
        assert filled(roster, demands).seats == roster.seats

    @invariant()
    def whoever_is_moved_is_to_be_told(self) -> None:
        if self.roster.has_untold():
            assert (TELL, self.ref) in self.units.state.jobs

    def teardown(self) -> None:
        self.loop.close()


def _benched(roster: Roster) -> frozenset[UserId]:
    return frozenset(entry.user for entry in roster.entries if entry.benched)


# without the phase that shrinks, which takes minutes and gains little here
Lineup.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
test_leaders_and_members = Lineup.TestCase
