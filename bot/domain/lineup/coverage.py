"""A lineup told: who sits in which place, who meets which need, and what is missing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.domain.lineup.problem import Problem, Quota, Spot, Spots, Want
from bot.domain.lineup.wants import get_wants, place_all


@dataclass(frozen=True, slots=True)
class Seating:
    """A player in a place, with what they play; numbers of squad, subgroup and place count from 1."""

    squad: int
    subgroup: int
    place: int
    player: int
    offer: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """A need of a subgroup, or of a squad where `subgroup` is None; amounts in hundredths."""

    squad: int
    subgroup: int | None
    quota: Quota
    have: int
    by: tuple[int, ...]
    """The players who meet it, the one who gives most first."""

    @property
    def missing(self) -> int:
        """How much more is asked for."""
        return max(0, self.quota.amount - self.have)


Place = tuple[int, int]
"""A subgroup, from 0 through all squads, and the place in it, from 1."""


def arrange(problem: Problem, spots: Spots, now: Mapping[int, Place] = MappingProxyType({})) -> tuple[Seating, ...]:
    """Give everybody a place: pinned ones theirs, then who sits there `now`, by player; then by what they are for.

    Of the others, those who meet most of the needs come first, then who signed up first.
    """
    found: list[Seating] = []
    for group in range(problem.groups):
        there = {number: spot for number, spot in enumerate(spots) if spot is not None and spot.group == group}
        squad, subgroup = divmod(group, problem.template.subgroups)
        kept = _find_kept(group, there, now)
        for place, number in sorted(_place(problem, subgroup + 1, there, kept).items()):
            found.append(Seating(squad + 1, subgroup + 1, place, number, there[number].offer))
    return tuple(found)


def _find_kept(group: int, there: Iterable[int], now: Mapping[int, Place]) -> dict[int, int]:
    """Return who sits in which place of a subgroup already."""
    return {now[number][1]: number for number in there if number in now and now[number][0] == group}


def _place(problem: Problem, subgroup: int, there: dict[int, Spot], kept: Mapping[int, int]) -> dict[int, int]:
    """Return who sits in which place of a subgroup."""
    wants = get_wants(problem.template, subgroup)

    def suits(number: int, wanted: str) -> bool:
        return problem.get_offer(number, there[number]).is_called(wanted)

    pins = {number: pin.place for number in there if (pin := problem.players[number].pin) is not None}
    taken = {place: number for number, place in pins.items() if place is not None}
    if not wants:
        taken |= {place: number for place, number in kept.items() if place not in taken and not pins.get(number)}
    free = [place for place in range(1, problem.template.count_places(subgroup) + 1) if place not in taken]
    rest = [number for number in there if number not in taken.values()]
    rest.sort(key=lambda number: (-_count_useful(problem, number, there[number]), number))
    return taken | place_all(wants, free, rest, {number: place for place, number in kept.items()}, suits)


def find_empty(problem: Problem, seats: Iterable[Seating]) -> tuple[tuple[int, Want], ...]:
    """Return the places that want something and have nobody, each with the number of its squad."""
    taken = {(seat.squad, seat.subgroup, seat.place) for seat in seats}
    return tuple(
        (squad, want)
        for squad in range(1, problem.squads + 1)
        for want in sorted(problem.template.wants, key=lambda want: (want.subgroup, want.place))
        if (squad, want.subgroup, want.place) not in taken
    )


def _count_useful(problem: Problem, number: int, spot: Spot) -> int:
    supplies = problem.get_offer(number, spot).supplies
    quotas = (*problem.template.each, *problem.template.whole)
    return sum(quota.weight * min(quota.amount, supplies.get(quota.need, 0)) for quota in quotas)


def cover(problem: Problem, spots: Spots) -> Iterator[Coverage]:
    """Yield every need, squad by squad: those of its subgroups, then those of the squad as one."""
    width = problem.template.subgroups
    for squad in range(problem.squads):
        first = squad * width
        for subgroup in range(width):
            for quota in problem.template.each:
                groups = range(first + subgroup, first + subgroup + 1)
                yield Coverage(squad + 1, subgroup + 1, quota, *_find_givers(problem, spots, quota, groups))
        for quota in problem.template.whole:
            groups = range(first, first + width)
            yield Coverage(squad + 1, None, quota, *_find_givers(problem, spots, quota, groups))


def _find_givers(problem: Problem, spots: Spots, quota: Quota, groups: range) -> tuple[int, tuple[int, ...]]:
    gives = {
        number: problem.get_offer(number, spot).supplies.get(quota.need, 0)
        for number, spot in enumerate(spots)
        if spot is not None and spot.group in groups
    }
    by = sorted((number for number, amount in gives.items() if amount > 0), key=lambda one: (-gives[one], one))
    return sum(gives.values()), tuple(by)
