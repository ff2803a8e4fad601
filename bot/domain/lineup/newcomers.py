"""What one more player would bring: tried by seating everybody anew with them, within a budget."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.lineup.advice import Ideas
from bot.domain.lineup.coverage import cover
from bot.domain.lineup.problem import Offer, Player, Problem, Spots
from bot.domain.lineup.score import Score
from bot.domain.lineup.search import Limit, Watch, optimize

SECONDS: Final = 1.0
"""What all tries together may take, at most."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One more player with a build of a role, and what the best lineup with them is worth."""

    role: str
    score: Score


def find_newcomer(
    problem: Problem, spots: Spots, ideas: Ideas, seconds: float, seed: int, watch: Watch
) -> Newcomer | None:
    """Return who would help most, by needs and then by people; None where nobody would, or no time is left."""
    end = watch.clock() + min(SECONDS, seconds)
    with_nobody = replace(problem, current=(), excluded=())
    found: list[Newcomer] = []
    for role in _list_roles(problem, spots, ideas):
        left = end - watch.clock()
        if left <= 0 or watch.is_stopped():
            break
        brought = Offer(name=role, roles=(role,), supplies=ideas[role])
        wider = replace(with_nobody, players=(*problem.players, Player(name="", offers=(brought,))))
        quiet = Watch(watch.clock, watch.is_stopped)
        found.append(Newcomer(role, optimize(wider, Limit(left), seed, quiet, (*spots, None)).score))
    best = max(found, key=lambda one: one.score, default=None)
    met = sum(one.quota.weight * min(one.have, one.quota.amount) for one in cover(problem, spots))
    return best if best is not None and best.score.met > met else None


def _list_roles(problem: Problem, spots: Spots, ideas: Ideas) -> Iterator[str]:
    """Yield the roles that supply something that is missing; of those that supply the same, the plainest."""
    lacks = {one.quota.need for one in cover(problem, spots) if one.missing}
    told: set[frozenset[str]] = set()
    for role, supplies in ideas.items():
        useful = frozenset(need for need in lacks if supplies.get(need))
        if useful and useful not in told:
            told.add(useful)
            yield role
