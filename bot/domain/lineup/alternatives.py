"""The lineups next to the best one: in which others play, or something else is played."""

from dataclasses import replace

from bot.domain.lineup.board import Board
from bot.domain.lineup.greedy import list_spots
from bot.domain.lineup.problem import Problem, Spots
from bot.domain.lineup.search import Limit, Outcome, Watch, optimize


def find_alternatives(
    problem: Problem, best: Spots, count: int, limit: Limit, seed: int, watch: Watch
) -> list[Outcome]:
    """Return at most so many lineups, the best first, each unlike `best` and all before it; `limit` holds for each."""
    found: list[Outcome] = []
    known: tuple[Spots, ...] = (best,)
    while len(found) < count:
        further = replace(problem, excluded=known)
        start = _find_start(further)
        if start is None:
            break
        found.append(optimize(further, limit, seed, watch, start))
        known = (*known, found[-1].best)
    return found


def _find_start(problem: Problem) -> Spots | None:
    """Return the best lineup that is one change away from one of those excluded, and none of them."""
    board = Board(problem)
    changed = [
        tuple(spot if one == number else now for one, now in enumerate(spots))
        for spots in problem.excluded
        for number in range(len(spots))
        for spot in (None, *list_spots(board, number))
    ]
    legal = [one for one in changed if board.is_legal(one)]
    return max(legal, key=board.rate, default=None)
