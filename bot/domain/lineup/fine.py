"""Rates what hangs on what builds are and not on what they supply: the spread of a template, and combos.

Builds that are alike in all that the template counts of them have one number, so that a subgroup is rated once for all
that have the like of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from bot.domain.lineup.nature import UNKNOWN, Nature, Spread, Worths
from bot.domain.lineup.problem import Problem, Spots, Template

Members = tuple[int, ...]
"""Numbers of natures, sorted."""


class Fine:
    """The last fields of the score, for one problem."""

    def __init__(self, problem: Problem) -> None:
        self.template = problem.template
        self._groups = problem.groups
        numbers: dict[Nature, int] = {}
        self.of = tuple(
            tuple(numbers.setdefault(reduce(offer.nature, problem.template), len(numbers)) for offer in player.offers)
            for player in problem.players
        )
        """The number of the nature of each offer of each player."""
        self.natures = tuple(numbers)
        self.rate_group = lru_cache(maxsize=100_000)(self._rate_group)
        """Rate what a subgroup adds by itself: spread and combos."""

    def is_idle(self) -> bool:
        """Tell whether there is nothing to rate."""
        return all(nature == UNKNOWN for nature in self.natures)

    def rate(self, spots: Spots) -> tuple[int, int]:
        """Return spread and combos of a lineup."""
        groups = self.split(spots)
        rated = [self.rate_group(members) for members in groups]
        width = self.template.subgroups
        squads = [groups[first : first + width] for first in range(0, self._groups, width)]
        return sum(spread for spread, _ in rated) + sum(map(self.rate_squad, squads)), sum(worth for _, worth in rated)

    def split(self, spots: Spots) -> list[Members]:
        """Return the natures of what is played in each subgroup."""
        groups: list[list[int]] = [[] for _ in range(self._groups)]
        for number, spot in enumerate(spots):
            if spot is not None:
                groups[spot.group].append(self.of[number][spot.offer])
        return [tuple(sorted(members)) for members in groups]

    def rate_squad(self, groups: Sequence[Members]) -> int:
        """Return what a squad adds to the spread as one."""
        spreads = [one for one in self.template.spreads if one.side == "whole"]
        members = [one for group in groups for one in group] if spreads else []
        return sum(count_spread(one, (self.natures[member] for member in members)) for one in spreads)

    def get_ceiling(self, stage: str, seated: int | None) -> int:
        """Return what one of the fields cannot exceed, without solving anything; `seated`: how many play, if known."""
        return self._count_spread_at_most() if stage == "spread" else self._count_combos_at_most(seated)

    def _count_spread_at_most(self) -> int:
        total = 0
        for spread in self.template.spreads:
            has = [{self.natures[one].get(spread.by) for one in offers} for offers in self.of]
            values = frozenset().union(*has) - {None}
            most = sum(min(spread.enough, sum(value in one for one in has)) for value in values)
            places = self.template.places if spread.side == "each" else self.template.capacity
            parts = self._groups if spread.side == "each" else self._groups // self.template.subgroups
            total += spread.weight * parts * min(most, places)
        return total

    def _count_combos_at_most(self, seated: int | None) -> int:
        worths = self.template.worths
        fields = frozenset().union(*(nature.fields for nature in self.natures))
        best = {finisher: worths.get_best(finisher, fields) for finisher in worths.finishers}
        gains = [sum(count * best[finisher] for finisher, count in nature.finishers) for nature in self.natures]
        of_players = sorted((max((gains[one] for one in offers), default=0) for offers in self.of), reverse=True)
        of_groups = self._groups * worths.enough * sum(best.values())
        return min(of_groups, sum(of_players[:seated]))

    def _rate_group(self, members: Members) -> tuple[int, int]:
        natures = [self.natures[member] for member in members]
        spread = sum(count_spread(one, natures) for one in self.template.spreads if one.side == "each")
        return spread, self.template.worths.rate(natures)


def count_spread(spread: Spread, natures: Iterable[Nature]) -> int:
    """Return how many of these count, weighted."""
    found: dict[str, int] = {}
    for nature in natures:
        value = nature.get(spread.by)
        if value is not None:
            found[value] = found.get(value, 0) + 1
    return spread.weight * sum(min(count, spread.enough) for count in found.values())


def reduce(nature: Nature, template: Template) -> Nature:
    """Return what a template counts of a nature."""
    counted = {spread.by for spread in template.spreads}
    worths: Worths = template.worths
    return replace(
        nature,
        profession=nature.profession if "profession" in counted else None,
        damage=nature.damage if "damage" in counted else None,
        fields=nature.fields.intersection(worths.fields),
        finishers=tuple(
            (finisher, min(count, worths.enough))
            for finisher, count in nature.finishers
            if count and finisher in worths.finishers
        ),
    )
