"""Seats people while they sign up: whoever comes first sits first, and nobody who sits loses the seat by it.

Places may want something (a role, a need), people offer one or several things, in order of liking. A newcomer who finds
no place that fits gets one if others, who can also sit elsewhere, move on: an augmenting path. So at any time as many
sit as can, the earlier before the later. Then people change place or offer where that meets more of what the content
demands. The best team of all who signed up is not for here: see the optimizer.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from types import MappingProxyType
from typing import Final

from bot.domain.needs import Demand
from bot.domain.teams import Player

At = tuple[int, int]
"""A place: subgroup and number in it, both counted from 1."""

LOOKS: Final = 4_000
"""Exchanges that are looked at, at most, for one newcomer: a sixth of a second at 50."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that somebody can play: the words, roles and needs, that a place or a demand may ask for."""

    gives: frozenset[str] = frozenset()
    group: str | None = None
    """What it counts for where only so many of a kind may sit."""
    is_barred: bool = False
    """Whether as many as may of its group sit already: then it suits nowhere."""

    def suits(self, wanted: str | None) -> bool:
        """Tell whether it may sit where `wanted` is asked for; where nothing is, anything may."""
        return not self.is_barred and (wanted is None or wanted in self.gives)


@dataclass(frozen=True, slots=True)
class Signup:
    """Somebody who wants to take part, with at least one offer, the best liked first."""

    player: Player
    offers: tuple[Offer, ...] = (Offer(),)

    def fitting(self, wanted: str | None) -> Iterator[int]:
        """Yield the ranks of the offers that suit a place."""
        return (rank for rank, offer in enumerate(self.offers) if offer.suits(wanted))


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits in a place and with which of their offers; the pinned stay where they are whatever happens."""

    player: Player
    rank: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Lineup:
    """All places with what they want, and who sits where."""

    wants: Mapping[At, str | None]
    seated: Mapping[At, Seated] = field(default_factory=lambda: MappingProxyType({}))

    def free(self) -> Iterator[At]:
        """Yield the places where nobody sits, in order."""
        return (at for at in self.wants if at not in self.seated)

    def place_of(self, player: Player) -> At | None:
        """Return where somebody sits."""
        return next((at for at, seated in self.seated.items() if seated.player == player), None)

    def with_seated(self, changes: Mapping[At, Seated | None]) -> "Lineup":
        """Return the lineup after `changes`; None empties a place."""
        merged = {**self.seated, **changes}
        kept = ((at, merged.get(at)) for at in self.wants)
        return replace(self, seated={at: seated for at, seated in kept if seated is not None})


@dataclass(frozen=True, slots=True)
class Demands:
    """What each subgroup and the squad as a whole are asked for."""

    subgroup: tuple[Demand, ...] = ()
    squad: tuple[Demand, ...] = ()
    most: tuple[tuple[str, int], ...] = ()
    """How many may sit whose offer counts for a group. Nobody who sits already loses the place by it."""


def seat(lineup: Lineup, newcomers: Iterable[Signup], known: Mapping[Player, Signup], demands: Demands) -> Lineup:
    """Return the lineup with as many of `newcomers`, in their order, as find a place; `known` are those seated.

    Whoever does not find one waits, and so does who offers only what as many as may do already: then somebody behind
    them who offers something else comes first. Guests and others of whom nothing is known stay where they sit.
    """
    people = dict(known)
    for newcomer in newcomers:
        people[newcomer.player] = newcomer
        if next(lineup.free(), None) is None:
            break
        admitted = _admit(lineup, *_barred(lineup, newcomer, people, demands))
        if admitted is not None and _keeps_limits(lineup, admitted, people, demands):
            lineup = _improve(admitted, people, demands)
    return lineup


def worth(lineup: Lineup, people: Mapping[Player, Signup], demands: Demands) -> int:
    """Return by how much the demands are met, each by its weight."""
    subgroups = {subgroup for subgroup, _ in lineup.wants}
    return sum(_worth_of(lineup, people, demands.subgroup, one) for one in subgroups) + _worth_of(
        lineup, people, demands.squad, None
    )


def _barred(
    lineup: Lineup, newcomer: Signup, people: Mapping[Player, Signup], demands: Demands
) -> tuple[Signup, Mapping[Player, Signup]]:
    """Return the newcomer and all people without the offers of full groups, but for those that are played now."""
    if not demands.most:
        return newcomer, people
    count = _count_groups(lineup, people)
    full = {group for group, most in demands.most if count[group] >= most}
    plays = {seated.player: seated.rank for seated in lineup.seated.values()}

    def without(someone: Signup) -> Signup:
        played = plays.get(someone.player)
        offers = enumerate(someone.offers)
        return replace(
            someone, offers=tuple(replace(o, is_barred=o.group in full and rank != played) for rank, o in offers)
        )

    return without(newcomer), {player: without(someone) for player, someone in people.items()}


def _keeps_limits(before: Lineup, after: Lineup, people: Mapping[Player, Signup], demands: Demands) -> bool:
    """Tell whether no group has more than it may, or than it had: limits may be set when more sit already."""
    if not demands.most:
        return True
    had, has = _count_groups(before, people), _count_groups(after, people)
    return all(has[group] <= max(most, had[group]) for group, most in demands.most)


def _count_groups(lineup: Lineup, people: Mapping[Player, Signup]) -> Counter[str | None]:
    sitting = (seated for seated in lineup.seated.values() if seated.player in people)
    return Counter(people[seated.player].offers[seated.rank].group for seated in sitting)


def _admit(lineup: Lineup, newcomer: Signup, people: Mapping[Player, Signup]) -> Lineup | None:
    """Seat the newcomer by the shortest row of moves that ends in a free place; None where there is none."""
    came_from: dict[At, At | None] = {}
    queue: deque[tuple[Signup, At | None]] = deque([(newcomer, None)])
    while queue:
        someone, origin = queue.popleft()
        for at in _choices(lineup, someone):
            if at in came_from or at == origin:
                continue
            came_from[at] = origin
            sitting = lineup.seated.get(at)
            if sitting is None:
                return _move_along(lineup, newcomer, people, came_from, at)
            if not sitting.pinned and sitting.player in people:
                queue.append((people[sitting.player], at))
    return None


def _choices(lineup: Lineup, someone: Signup) -> list[At]:
    """Return the places that somebody can take: free ones first, those that want what they like best before others."""
    found: list[tuple[bool, bool, int, At]] = []
    for at, wanted in lineup.wants.items():
        rank = next(someone.fitting(wanted), None)
        if rank is not None:
            found.append((at in lineup.seated, wanted is None, rank, at))
    return [at for *_, at in sorted(found)]


def _move_along(
    lineup: Lineup, newcomer: Signup, people: Mapping[Player, Signup], came_from: Mapping[At, At | None], end: At
) -> Lineup:
    changes: dict[At, Seated | None] = {}
    at: At | None = end
    while at is not None:
        origin = came_from[at]
        mover = newcomer if origin is None else people[lineup.seated[origin].player]
        changes[at] = Seated(mover.player, next(mover.fitting(lineup.wants[at])))
        at = origin
    return lineup.with_seated(changes)


def _improve(lineup: Lineup, people: Mapping[Player, Signup], demands: Demands) -> Lineup:
    """Exchange places and offers as long as that meets more of the demands; everybody keeps a seat."""
    looks = LOOKS
    met = worth(lineup, people, demands)
    found = True
    while found and looks > 0:
        found = False
        for changes in _exchanges(lineup, people, demands):
            looks -= 1
            changed = lineup.with_seated(changes)
            better = worth(changed, people, demands)
            if better > met and _keeps_limits(lineup, changed, people, demands):
                lineup, met, found = changed, better, True
                break
            if looks <= 0:
                break
    return lineup


def _exchanges(
    lineup: Lineup, people: Mapping[Player, Signup], demands: Demands
) -> Iterator[Mapping[At, Seated | None]]:
    """Yield what might help: somebody who can give what is missing does so, where they sit or where it is missing."""
    for subgroup, need in find_missing(lineup, people, demands):
        for at, sitting in lineup.seated.items():
            someone = people.get(sitting.player)
            ranks = [rank for rank, offer in enumerate(someone.offers) if need in offer.gives] if someone else []
            if subgroup in {None, at[0]}:
                yield from _switches(lineup, at, sitting, someone, ranks)
            elif ranks and not sitting.pinned and someone is not None:
                yield from _swaps(lineup, people, at, someone, ranks, subgroup)


def _switches(
    lineup: Lineup, at: At, sitting: Seated, someone: Signup | None, ranks: list[int]
) -> Iterator[Mapping[At, Seated | None]]:
    for rank in ranks:
        if someone is not None and rank != sitting.rank and someone.offers[rank].suits(lineup.wants[at]):
            yield {at: replace(sitting, rank=rank)}


def _swaps(
    lineup: Lineup, people: Mapping[Player, Signup], at: At, someone: Signup, ranks: list[int], subgroup: int | None
) -> Iterator[Mapping[At, Seated | None]]:
    """Yield somebody's moves into a subgroup: to a free place, or in exchange with who sits there."""
    for there in (place for place in lineup.wants if place[0] == subgroup):
        fitting = [rank for rank in ranks if someone.offers[rank].suits(lineup.wants[there])]
        other = lineup.seated.get(there)
        if other is None:
            yield from ({at: None, there: Seated(someone.player, rank)} for rank in fitting)
        elif not other.pinned and other.player in people:
            back = people[other.player].fitting(lineup.wants[at])
            for rank, other_rank in product(fitting, back):
                yield {at: Seated(other.player, other_rank), there: Seated(someone.player, rank)}


def find_missing(lineup: Lineup, people: Mapping[Player, Signup], demands: Demands) -> Iterator[tuple[int | None, str]]:
    """Yield what is missing where, the weightiest first; None for the squad."""
    places: list[tuple[int | None, tuple[Demand, ...]]] = [
        *((one, demands.subgroup) for one in sorted({subgroup for subgroup, _ in lineup.wants})),
        (None, demands.squad),
    ]
    lacks = [
        (-demand.weight, place, demand.need)
        for place, asked in places
        for demand in asked
        if _count(lineup, people, demand.need, place) < demand.amount
    ]
    yield from ((place, need) for _, place, need in sorted(lacks, key=lambda lack: lack[0]))


def _worth_of(
    lineup: Lineup, people: Mapping[Player, Signup], demands: tuple[Demand, ...], subgroup: int | None
) -> int:
    return sum(demand.weight * min(demand.amount, _count(lineup, people, demand.need, subgroup)) for demand in demands)


def _count(lineup: Lineup, people: Mapping[Player, Signup], need: str, subgroup: int | None) -> int:
    return sum(
        need in people[sitting.player].offers[sitting.rank].gives
        for at, sitting in lineup.seated.items()
        if subgroup in {None, at[0]} and sitting.player in people
    )
