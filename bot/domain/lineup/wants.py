"""Places that want something or are not there: whether everybody in a subgroup has one that suits, and who takes which.

A place wants a role or a need. Whoever is pinned to a place sits there whatever it wants; all others only where it
wants nothing, or something that they play. By Hall's theorem they all find such a place exactly when no set of wants is
asked too much of: those who suit nothing beyond the set fit into its places and those that want nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bot.domain.lineup.problem import Template

Sitter = tuple[int | None, frozenset[str]]
"""The place that somebody is pinned to, and which of the wants they meet with what they play."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Some of what the places of a subgroup want."""

    names: frozenset[str]
    others: frozenset[str]
    """What else is wanted there."""
    wanting: frozenset[int]
    """The places that want one of them."""
    suiting: frozenset[int]
    """These, and those that want nothing."""

    def crowds(self, sitter: Sitter) -> bool:
        """Tell whether somebody can only sit in the suiting places, or is pinned to one of them."""
        place, fits = sitter
        return fits.isdisjoint(self.others) if place is None else place in self.suiting

    def fills(self, sitter: Sitter) -> bool:
        """Tell whether somebody can sit in one of the wanting places, or is pinned to one."""
        place, fits = sitter
        return not fits.isdisjoint(self.names) if place is None else place in self.wanting


def list_cuts(template: Template, subgroup: int) -> tuple[Cut, ...]:
    """Return every set of what the places of a subgroup, counted from 1, want.

    None where they want nothing and all are there. Of a subgroup with fewer places the empty set says how many fit.
    """
    wants = get_wants(template, subgroup)
    names = sorted(set(wants.values()))
    there = template.count_places(subgroup)
    open_places = frozenset(range(1, there + 1)) - wants.keys()
    cuts = []
    for size in range(len(names) + 1 if names or there < template.places else 0):
        for chosen in map(frozenset, combinations(names, size)):
            wanting = frozenset(place for place, name in wants.items() if name in chosen)
            cuts.append(Cut(chosen, frozenset(names) - chosen, wanting, wanting | open_places))
    return tuple(cuts)


def get_wants(template: Template, subgroup: int) -> dict[int, str]:
    """Return what is wanted by place of a subgroup."""
    return {want.place: want.name for want in template.wants if want.subgroup == subgroup}


def count_taken(cuts: Sequence[Cut], sitters: Sequence[Sitter]) -> int | None:
    """Return how many places that want something are taken, at best; None where somebody has no place."""
    empty = 0
    for cut in cuts:
        if sum(map(cut.crowds, sitters)) > len(cut.suiting):
            return None
        empty = max(empty, len(cut.wanting) - sum(map(cut.fills, sitters)))
    return len(cuts[-1].wanting) - empty if cuts else 0


def place_all(
    wants: Mapping[int, str],
    free: Iterable[int],
    people: Sequence[int],
    kept: Mapping[int, int],
    suits: Callable[[int, str], bool],
) -> dict[int, int]:
    """Return people by place: as many of those that want something are taken as can be, and nobody is left out.

    Who comes first in `people` takes the first in `free`, before all others who sat there before: the place that they
    `kept`. Nobody sits where something is wanted that they do not play.
    """
    people, places = sorted(people, key=lambda one: one not in kept), tuple(free)
    fits = {one: [place for place in places if place not in wants or suits(one, wants[place])] for one in people}
    for one in people:
        fits[one].sort(key=lambda place: kept.get(one) != place)
    sits: dict[int, int] = {}
    for place in (place for place in places if place in wants):
        _call(place, sorted(people, key=lambda one: kept.get(one) != place), fits, sits, set())
    for one in people:
        if one not in sits.values():
            _seat(one, fits, sits, set())
    return sits


def _call(
    place: int, people: Sequence[int], fits: Mapping[int, list[int]], sits: dict[int, int], tried: set[int]
) -> bool:
    """Let somebody take a place, who may leave another one that then calls somebody else."""
    for one in people:
        if place not in fits[one] or one in tried:
            continue
        tried.add(one)
        left = next((at for at, sitting in sits.items() if sitting == one), None)
        if left is None or _call(left, people, fits, sits, tried):
            sits[place] = one
            return True
    return False


def _seat(one: int, fits: Mapping[int, list[int]], sits: dict[int, int], tried: set[int]) -> bool:
    """Give somebody a place: one that is free, else one whose sitter finds another."""
    for place in sorted(fits[one], key=sits.__contains__):
        if place not in tried:
            tried.add(place)
            if place not in sits or _seat(sits[place], fits, sits, tried):
                sits[place] = one
                return True
    return False
