"""What a lineup had, in numbers that lineups of one content can be compared by. Nobody stands in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.domain.lineup.coverage import cover
from bot.domain.lineup.fine import Fine
from bot.domain.lineup.problem import WHOLE, Problem, Spots

VERSION: Final = 1
"""Of what is counted, and how; traits of another version are not compared."""
_DIGITS: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What a lineup had; parts are 0 to 1."""

    combos: Mapping[str, float]
    """By type of finisher: finishes in a minute that count, each times what it is worth, of a subgroup on average."""
    needs: Mapping[str, float]
    """By need: the part that was met of what is asked for, each weighing alike."""
    seated: float
    """The part of the places that were taken."""
    spread: float
    """The part of the places that counted where some of everything is wanted."""
    version: int = VERSION


def describe(problem: Problem, spots: Spots) -> Traits:
    """Return what a lineup has, by the combos' worths and the needs of its problem."""
    template, fine = problem.template, Fine(problem)
    natures = [[fine.natures[one] for one in members] for members in fine.split(spots)]
    worths = dict.fromkeys(template.worths.finishers, 0)
    for group in natures:
        for finisher, worth in template.worths.rate_each(group).items():
            worths[finisher] += worth
    places = problem.squads * template.capacity
    counted = places * sum(one.weight for one in template.spreads)
    return Traits(
        combos={finisher: round(worth / (WHOLE * problem.groups), _DIGITS) for finisher, worth in worths.items()},
        needs=_cover(problem, spots),
        seated=round(sum(spot is not None for spot in spots) / places, _DIGITS),
        spread=round(fine.rate(spots)[0] / counted, _DIGITS) if counted else 0.0,
    )


def _cover(problem: Problem, spots: Spots) -> dict[str, float]:
    asked: dict[str, int] = {}
    met: dict[str, int] = {}
    for one in cover(problem, spots):
        need, amount = one.quota.need, one.quota.amount
        asked[need] = asked.get(need, 0) + amount
        met[need] = met.get(need, 0) + min(amount, one.have)
    return {need: round(met[need] / amount, _DIGITS) for need, amount in asked.items() if amount}
