"""A lineup that is being tried: what a change would gain is told without reckoning everything anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add, neg, sub

from bot.domain.lineup.board import Amounts, Board
from bot.domain.lineup.problem import Spot, Spots
from bot.domain.lineup.score import FINE, STAGES

Change = Mapping[int, Spot | None]
"""New spots by player."""
Gain = tuple[int, ...]
"""By how much each field of the score grows."""

_Sum = tuple[int, Amounts]
"""How many play, and what they give together of what is asked of a squad as one."""
_MET, _WANTED, _KEPT = (STAGES.index(stage) for stage in ("met", "wanted", "kept"))
_COARSE = len(STAGES) - len(FINE)
"""How many fields come before those that are dear to rate."""
_NOTHING: Gain = (0,) * len(STAGES)


class Draft:
    """A legal lineup that changes; begins with `spots`, else with everybody on the bench."""

    def __init__(self, board: Board, spots: Spots | None = None) -> None:
        problem = board.problem
        self.board = board
        self.spots: list[Spot | None] = list(spots or [None] * len(problem.players))
        self.groups = [tuple(sorted(members)) for members in board.split(tuple(self.spots))]
        self._squads = [self._sum_squad(first) for first in board.get_firsts("whole")]
        self._natures = None if board.fine.is_idle() else board.fine.split(tuple(self.spots))
        self._sitting = [
            {number for number, spot in enumerate(self.spots) if spot is not None and spot.group == group}
            for group in range(problem.groups)
        ]
        self._values = [[value.as_tuple() for value in values] for values in board.values]
        self._now = problem.current or (None,) * len(problem.players)
        self._places = [None if one.pin is None else one.pin.place for one in problem.players]
        self._wishes: dict[int, list[tuple[int, bool]]] = {}
        for is_same, pairs in ((True, problem.together), (False, problem.apart)):
            for one, other in pairs:
                self._wishes.setdefault(one, []).append((other, is_same))
                self._wishes.setdefault(other, []).append((one, is_same))

    def get_gain(self, change: Change, floor: Gain = ()) -> Gain | None:
        """Return what a change adds to the score; None if it would break a rule. Gains compare like scores.

        Of one that is below `floor` before spread and combos, these are not told.
        """
        if not all(spot is None or self._fits(number, spot, change) for number, spot in change.items()):
            return None
        met, wanted = self._get_met(change), self._get_wanted(change)
        if met is None or wanted is None:
            return None
        gain = self._add_up(change)
        gain[_MET], gain[_WANTED] = met, wanted
        if self._natures is not None and tuple(gain[:_COARSE]) >= floor[:_COARSE]:
            gain[_COARSE:] = self._get_fine(change, self._natures)
        return tuple(gain)

    def list_different(self, number: int, spots: Iterable[Spot]) -> Iterator[Spot]:
        """Yield of a player's spots those that can differ in what they gain: of subgroups that are alike the first."""
        seen: set[tuple[object, ...]] = set()
        is_free = not (self.board.is_placed or self.board.problem.current or self.board.is_tied(number))
        width = self.board.problem.template.subgroups
        for spot in spots:
            natures = () if self._natures is None else self._natures[spot.group]
            looks = (spot.offer, spot.group // width, self.groups[spot.group], natures)
            if not is_free or looks not in seen:
                seen.add(looks)
                yield spot

    def apply(self, change: Change) -> None:
        """Make a change that breaks no rule."""
        for squad, moved in self._sum_moves(change).items():
            self._squads[squad] = _add(self._squads[squad], moved)
        for group, members in self._regroup(change).items():
            self.groups[group] = members
        if self._natures is not None:
            for group, members in self._regroup_natures(change, self._natures).items():
                self._natures[group] = members
        for number, spot in change.items():
            left = self.spots[number]
            if left is not None:
                self._sitting[left.group].discard(number)
            if spot is not None:
                self._sitting[spot.group].add(number)
            self.spots[number] = spot

    def _add_up(self, change: Change) -> list[int]:
        """Return what a change adds to the fields that each player adds to alone."""
        gain = list(_NOTHING)
        for number, spot in change.items():
            left, values = self.spots[number], self._values[number]
            if spot is not None:
                gain = list(map(add, gain, values[spot.offer]))
            if left is not None:
                gain = list(map(sub, gain, values[left.offer]))
            if (now := self._now[number]) is not None:
                gain[_KEPT] += (spot == now) - (left == now)
        return gain

    def _regroup(self, change: Change) -> dict[int, tuple[int, ...]]:
        return self._move(change, self.groups, self.board.kinds_of)

    def _regroup_natures(self, change: Change, now: Sequence[tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
        return self._move(change, now, self.board.fine.of)

    def _move(
        self, change: Change, now: Sequence[tuple[int, ...]], numbers: Sequence[Sequence[int]]
    ) -> dict[int, tuple[int, ...]]:
        """Return the subgroups that change, by what `numbers` says of each offer of each player."""
        groups: dict[int, list[int]] = {}
        for number, spot in change.items():
            if (left := self.spots[number]) is not None:
                groups.setdefault(left.group, list(now[left.group])).remove(numbers[number][left.offer])
            if spot is not None:
                groups.setdefault(spot.group, list(now[spot.group])).append(numbers[number][spot.offer])
        return {group: tuple(sorted(members)) for group, members in groups.items()}

    def _get_fine(self, change: Change, now: Sequence[tuple[int, ...]]) -> tuple[int, int]:
        fine, groups = self.board.fine, self._regroup_natures(change, now)
        pairs = [(fine.rate_group(now[group]), fine.rate_group(members)) for group, members in groups.items()]
        spread, combos = (sum(after[part] - before[part] for before, after in pairs) for part in (0, 1))
        width = self.board.problem.template.subgroups
        for first in {group - group % width for group in groups}:
            squad = range(first, first + width)
            spread += fine.rate_squad([groups.get(group, now[group]) for group in squad])
            spread -= fine.rate_squad(now[first : first + width])
        return spread, combos

    def _get_met(self, change: Change) -> int | None:
        gained = self._get_whole(change)
        if gained is None:
            return None
        for group, members in self._regroup(change).items():
            before, after = self.board.rate_group(self.groups[group]), self.board.rate_group(members)
            if after is None:
                return None
            gained += after - (before or 0)
        return gained

    def _get_wanted(self, change: Change) -> int | None:
        if not self.board.is_placed:
            return 0
        spots = [*change.values(), *(self.spots[number] for number in change)]
        gained = 0
        for group in {spot.group for spot in spots if spot is not None}:
            before, after = self._count_taken(group, {}), self._count_taken(group, change)
            if after is None:
                return None
            gained += after - (before or 0)
        return gained

    def _count_taken(self, group: int, change: Change) -> int | None:
        stay = [(number, self.spots[number]) for number in self._sitting[group] if number not in change]
        there = [(number, spot) for number, spot in (*stay, *change.items()) if spot is not None]
        return self.board.count_taken(group, [(number, spot) for number, spot in there if spot.group == group])

    def _get_whole(self, change: Change) -> int | None:
        gained = 0
        for squad, moved in self._sum_moves(change).items():
            before = self._squads[squad]
            after = self.board.rate_squad(*_add(before, moved))
            if after is None:
                return None
            gained += after - (self.board.rate_squad(*before) or 0)
        return gained

    def _sum_moves(self, change: Change) -> dict[int, _Sum]:
        """Return by how many players each squad grows, and by how much of what is asked of it as one."""
        sums: dict[int, _Sum] = {}
        board, width = self.board, self.board.problem.template.subgroups
        for number, spot in change.items():
            for seat, sign in ((self.spots[number], -1), (spot, 1)):
                if seat is not None:
                    gives = board.gives("whole", board.kinds_of[number][seat.offer])
                    before = sums.get(seat.group // width, (0, (0,) * len(gives)))
                    sums[seat.group // width] = _add(before, (sign, gives if sign > 0 else tuple(map(neg, gives))))
        return sums

    def _sum_squad(self, first: int) -> _Sum:
        members = self.board.join(self.groups, "whole", first)
        return len(members), self.board.sum("whole", members)

    def _fits(self, number: int, spot: Spot, change: Change) -> bool:
        if not self.board.is_allowed(number, spot):
            return False
        for other, is_same in self._wishes.get(number, ()):
            seat = change.get(other, self.spots[other]) if other in change else self.spots[other]
            if seat is not None and (seat.group == spot.group) is not is_same:
                return False
        place = self._places[number]
        return place is None or all(self._sits(one, change) != spot.group for one in self._rivals(number, place))

    def _rivals(self, number: int, place: int) -> Iterable[int]:
        return (one for one, wanted in enumerate(self._places) if wanted == place and one != number)

    def _sits(self, number: int, change: Change) -> int | None:
        spot = change[number] if number in change else self.spots[number]
        return None if spot is None else spot.group


def _add(one: _Sum, other: _Sum) -> _Sum:
    return one[0] + other[0], tuple(map(add, one[1], other[1]))
