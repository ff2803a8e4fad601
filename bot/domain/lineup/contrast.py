"""In what the quality of one lineup differs from that of another, in numbers that can be said."""

from dataclasses import dataclass

from bot.domain.lineup.fine import count_spread
from bot.domain.lineup.nature import By
from bot.domain.lineup.problem import Problem, Spots


@dataclass(frozen=True, slots=True)
class Contrast:
    """What another lineup has more than the first; less is below 0."""

    combos: int
    """Types of finishers that have a field in their subgroup, of all subgroups."""
    worth: int
    """Hundredths of finishes, as the score counts them."""
    professions: int
    """Builds that count where some of each profession are wanted."""
    damage: int
    """Likewise of each kind of damage."""


def contrast(problem: Problem, one: Spots, other: Spots) -> Contrast:
    """Return what `other` has more than `one`."""
    before, after = _measure(problem, one), _measure(problem, other)
    return Contrast(*(now - then for then, now in zip(before, after, strict=True)))


def _measure(problem: Problem, spots: Spots) -> tuple[int, int, int, int]:
    worths = problem.template.worths
    natures = [
        [
            problem.get_offer(number, spot).nature
            for number, spot in enumerate(spots)
            if spot is not None and spot.group == group
        ]
        for group in range(problem.groups)
    ]
    pairs = 0
    for there in natures:
        fields = frozenset().union(*(nature.fields for nature in there))
        finished = {kind for nature in there for kind, count in nature.finishers if count}
        pairs += sum(worths.get_best(kind, fields) > 0 for kind in finished)
    worth = sum(map(worths.rate, natures))
    return pairs, worth, _count(problem, spots, "profession"), _count(problem, spots, "damage")


def _count(problem: Problem, spots: Spots, by: By) -> int:
    width, total = problem.template.subgroups, 0
    for spread in problem.template.spreads:
        if spread.by != by:
            continue
        step = 1 if spread.side == "each" else width
        for first in range(0, problem.groups, step):
            there = [
                problem.get_offer(number, spot).nature
                for number, spot in enumerate(spots)
                if spot is not None and first <= spot.group < first + step
            ]
            total += count_spread(spread, there) // spread.weight
    return total
