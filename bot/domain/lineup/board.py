"""The problem in a form that is quick to reckon with: offers that give the same are one kind, and lineups are rated."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, TypeVar

from bot.domain.lineup.fine import Fine
from bot.domain.lineup.nature import Nature
from bot.domain.lineup.problem import BEST_LIKED, Offer, Pin, Problem, Quota, Spot, Spots, Template, get_played
from bot.domain.lineup.score import Score
from bot.domain.lineup.wants import Cut, Sitter, count_taken, list_cuts

Amounts = tuple[int, ...]
Side = Literal["each", "whole"]
"""Asked of each subgroup, or of the squad as one."""
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Kind:
    """What all offers that are alike to the template give."""

    each: Amounts
    whole: Amounts
    marks: frozenset[str]
    """The forbidden sets' names that they go by."""
    fits: frozenset[str]
    """What they meet of all that places want."""
    nature: Nature | None = None
    """What the template counts of them besides, on a board that tells natures apart."""


class Board:
    """A problem with what follows from it; `tells_natures` apart only where spread and combos are to be proven."""

    def __init__(self, problem: Problem, *, tells_natures: bool = False) -> None:
        self.problem = problem
        self.fine = Fine(problem)
        self.tells_natures = tells_natures
        self.quotas: dict[Side, tuple[Quota, ...]] = {"each": problem.template.each, "whole": problem.template.whole}
        self.marked = frozenset().union(*problem.template.forbidden)
        self.wanted = frozenset(want.name for want in problem.template.wants)
        self.cuts = tuple(list_cuts(problem.template, number + 1) for number in range(problem.template.subgroups))
        self.is_placed = any(self.cuts)
        """Whether places matter: some want something, or the last subgroup has fewer."""
        """What its places want, by subgroup of a squad."""
        numbers: dict[Kind, int] = {}
        self.kinds_of: tuple[tuple[int, ...], ...] = tuple(
            tuple(numbers.setdefault(self._kind(number, offer), len(numbers)) for offer in range(len(player.offers)))
            for number, player in enumerate(problem.players)
        )
        """The kind of each offer of each player, by number."""
        self.kinds: tuple[Kind, ...] = tuple(numbers)
        ranks = sorted(range(len(problem.players)), key=lambda number: (problem.players[number].standing, number))
        self.behind: Amounts = tuple(len(ranks) - 1 - ranks.index(number) for number in range(len(ranks)))
        """How many signed up after each player."""
        self.rate_group = lru_cache(maxsize=100_000)(self._rate_group)
        """Rate a subgroup by the sorted numbers of the kinds in it: None where it breaks a rule."""
        self.rate_squad = lru_cache(maxsize=100_000)(self._rate_squad)
        """Rate a squad as one by how many play and what they give together, likewise."""

    def _kind(self, number: int, played: int) -> Kind:
        offer: Offer = self.problem.players[number].offers[played]
        each, whole = (tuple(offer.supplies.get(quota.need, 0) for quota in quotas) for quotas in self.quotas.values())
        marks, fits = (frozenset(filter(offer.is_called, names)) for names in (self.marked, self.wanted))
        nature = self.fine.natures[self.fine.of[number][played]] if self.tells_natures else None
        return Kind(each, whole, marks, fits, nature)

    @cached_property
    def asked(self) -> int:
        """How much would be met if nothing were missing."""
        return sum(
            quota.weight * quota.amount * len(self.get_firsts(side))
            for side, quotas in self.quotas.items()
            for quota in quotas
        )

    @cached_property
    def values(self) -> tuple[tuple[Score, ...], ...]:
        """What each offer of each player adds to the score by itself, wherever it is played."""
        return tuple(
            tuple(self._value(number, offer) for offer in range(len(player.offers)))
            for number, player in enumerate(self.problem.players)
        )

    def _value(self, number: int, played: int) -> Score:
        player = self.problem.players[number]
        offer = player.offers[played]
        return Score(
            pinned=int(player.pin is not None),
            met=0,
            wanted=0,
            kept=0,
            seated=1,
            order=self.behind[number],
            liking=offer.liking - BEST_LIKED,
            patience=player.benched,
            proficiency=offer.skill,
            spread=0,
            combos=0,
        )

    def rate(self, spots: Spots) -> Score:
        """Return the score of a lineup that breaks no rule."""
        seated = [(number, spot) for number, spot in enumerate(spots) if spot is not None]
        columns = zip(*(self.values[number][spot.offer].as_tuple() for number, spot in seated), strict=True)
        sums = [sum(column) for column in columns] or [0] * len(Score.__slots__)
        added = Score.of(tuple(sums))
        kept = sum(one is not None and one == now for one, now in zip(spots, self.problem.current, strict=False))
        spread, combos = self.fine.rate(spots)
        met, wanted = self._met(spots), self._count_wanted(spots)
        return replace(added, met=met, wanted=wanted, kept=kept, spread=spread, combos=combos)

    def _met(self, spots: Spots) -> int:
        groups = self.split(spots)
        return sum(
            get_met(quotas, self.sum(side, self.join(groups, side, first)))
            for side, quotas in self.quotas.items()
            for first in self.get_firsts(side)
        )

    def _count_wanted(self, spots: Spots) -> int:
        return sum(self.count_taken(group, sitting) or 0 for group, sitting in self._list_sitting(spots))

    def _list_sitting(self, spots: Spots) -> Iterator[tuple[int, list[tuple[int, Spot]]]]:
        """Yield who sits in each subgroup, where places matter."""
        for group in range(self.problem.groups) if self.is_placed else ():
            yield group, [(one, spot) for one, spot in enumerate(spots) if spot is not None and spot.group == group]

    def count_taken(self, group: int, sitting: Iterable[tuple[int, Spot]]) -> int | None:
        """Return how many places of a subgroup that want something are taken; None where somebody has no place."""
        return count_taken(self.get_cuts(group), [self.get_sitter(number, spot.offer) for number, spot in sitting])

    def get_cuts(self, group: int) -> tuple[Cut, ...]:
        """Return what the places of a subgroup want, of whichever squad."""
        return self.cuts[group % self.problem.template.subgroups]

    def get_sitter(self, number: int, offer: int) -> Sitter:
        """Return a player as the places see them."""
        pin = self.problem.players[number].pin
        return None if pin is None else pin.place, self.kinds[self.kinds_of[number][offer]].fits

    def gives(self, side: Side, kind: int) -> Amounts:
        """Return what a kind gives of each quota on one side."""
        return self.kinds[kind].each if side == "each" else self.kinds[kind].whole

    def sum(self, side: Side, members: Iterable[int]) -> Amounts:
        """Return what these kinds give together."""
        rows = [self.gives(side, kind) for kind in members]
        return tuple(map(sum, zip(*rows, strict=True))) if rows else (0,) * len(self.quotas[side])

    def get_firsts(self, side: Side) -> range:
        """Return the first subgroup of each part that the quotas of a side are asked of."""
        return range(0, self.problem.groups, 1 if side == "each" else self.problem.template.subgroups)

    def take(self, parts: Sequence[Part], side: Side, first: int) -> Sequence[Part]:
        """Return of one value for each subgroup those that belong to the part that begins with `first`."""
        return parts[first : first + (1 if side == "each" else self.problem.template.subgroups)]

    def join(self, groups: Sequence[Iterable[int]], side: Side, first: int) -> list[int]:
        """Return likewise what is in them, put together."""
        return [one for group in self.take(groups, side, first) for one in group]

    def is_tied(self, number: int) -> bool:
        """Tell whether something besides the template says in which subgroup a player may sit."""
        pin = self.problem.players[number].pin
        if pin is not None and any((pin.squad, pin.subgroup, pin.place)):
            return True
        return any(number in pair for pair in (*self.problem.together, *self.problem.apart))

    def split(self, spots: Spots) -> list[list[int]]:
        """Return the kinds that are played in each subgroup."""
        groups: list[list[int]] = [[] for _ in range(self.problem.groups)]
        for number, spot in enumerate(spots):
            if spot is not None:
                groups[spot.group].append(self.kinds_of[number][spot.offer])
        return groups

    def _rate_group(self, members: tuple[int, ...]) -> int | None:
        if len(members) > self.problem.template.places:
            return None
        have = self.sum("each", members)
        if not keeps_limits(self.quotas["each"], have):
            return None
        names = frozenset().union(*(self.kinds[kind].marks for kind in members))
        if any(combination <= names for combination in self.problem.template.forbidden):
            return None
        return get_met(self.quotas["each"], have)

    def _rate_squad(self, count: int, have: Amounts) -> int | None:
        quotas = self.quotas["whole"]
        if count > self.problem.template.capacity or not keeps_limits(quotas, have):
            return None
        return get_met(quotas, have)

    def is_legal(self, spots: Spots) -> bool:
        """Tell whether a lineup keeps all hard rules."""
        groups = self.split(spots)
        if any(self.rate_group(tuple(sorted(members))) is None for members in groups):
            return False
        return (
            all(self._keeps_squad(self.join(groups, "whole", first)) for first in self.get_firsts("whole"))
            and all(spot is None or self.is_allowed(number, spot) for number, spot in enumerate(spots))
            and self._keeps_places(spots)
            and all(self.count_taken(group, sitting) is not None for group, sitting in self._list_sitting(spots))
            and self._keeps_wishes(spots)
            and all(get_played(spots) != get_played(other) for other in self.problem.excluded)
        )

    def _keeps_squad(self, members: Sequence[int]) -> bool:
        return self.rate_squad(len(members), self.sum("whole", members)) is not None

    def is_allowed(self, number: int, spot: Spot) -> bool:
        """Tell whether a player's pin lets them sit there."""
        pin = self.problem.players[number].pin
        return pin is None or is_where(pin, spot, self.problem.template)

    def _keeps_places(self, spots: Spots) -> bool:
        taken = [
            (spot.group, player.pin.place)
            for player, spot in zip(self.problem.players, spots, strict=True)
            if spot is not None and player.pin is not None and player.pin.place is not None
        ]
        return len(set(taken)) == len(taken)

    def _keeps_wishes(self, spots: Spots) -> bool:
        return all(
            is_same == (one.group == other.group)
            for is_same, one, other in self._wishes(spots)
            if one is not None and other is not None
        )

    def _wishes(self, spots: Spots) -> Iterator[tuple[bool, Spot | None, Spot | None]]:
        for is_same, pairs in ((True, self.problem.together), (False, self.problem.apart)):
            for one, other in pairs:
                yield is_same, spots[one], spots[other]


def get_met(quotas: Sequence[Quota], have: Amounts) -> int:
    """Return how much of the quotas is met, weighted."""
    return sum(one.weight * min(amount, one.amount) for one, amount in zip(quotas, have, strict=True))


def keeps_limits(quotas: Sequence[Quota], have: Amounts) -> bool:
    """Tell whether nothing is there more often than allowed."""
    return all(one.at_most is None or amount <= one.at_most for one, amount in zip(quotas, have, strict=True))


def is_where(pin: Pin, spot: Spot, template: Template) -> bool:
    """Tell whether a spot is one that the pin names."""
    squad, subgroup = divmod(spot.group, template.subgroups)
    if pin.place is not None and pin.place > template.count_places(subgroup + 1):
        return False
    return pin.squad in {None, squad + 1} and pin.subgroup in {None, subgroup + 1} and pin.offer in {None, spot.offer}
