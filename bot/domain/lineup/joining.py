"""What it brings that somebody joins, with each of their builds: the best lineup with them, beside that without."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.domain.lineup.board import Board
from bot.domain.lineup.coverage import cover
from bot.domain.lineup.problem import Player, Problem, Spot, Spots
from bot.domain.lineup.score import Score
from bot.domain.lineup.search import Limit, Outcome, Reason, Watch, optimize

_BASE_SHARE = 0.3
"""Of the time, what the lineup without them may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What comes of it that somebody joins with one of their offers."""

    offer: int
    score: Score
    met: int
    """Hundredths of needs, each times its weight, that are met besides."""
    closes: Mapping[str, int]
    """Hundredths by need that are missing no longer, in all subgroups and the squad."""
    is_seated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """All of it, what brings most first."""

    joined: tuple[Joined, ...]
    met: int
    """Hundredths of needs, each times its weight, that are met without them."""
    asked: int
    """The same, of what is asked for."""
    is_proven: bool
    """Whether all lineups are the best ones."""


def join(problem: Problem, newcomer: Player, seconds: float, seed: int, watch: Watch) -> Joining:
    """Seat everybody without the newcomer and then anew with each of their offers; as good as the time allows."""
    end, quiet = watch.clock() + seconds, Watch(watch.clock, watch.is_stopped)
    base = optimize(problem, Limit(seconds * _BASE_SHARE), seed, quiet)
    lacks = _find_missing(problem, base.best)
    tried: list[tuple[Outcome, Joined]] = []
    for number, offer in enumerate(newcomer.offers):
        wider = replace(problem, players=(*problem.players, replace(newcomer, offers=(offer,))))
        left = max(0.0, end - watch.clock()) / (len(newcomer.offers) - number)
        outcome = optimize(wider, Limit(left), seed, quiet, _sit_down(wider, base.best))
        closes = lacks - _find_missing(wider, outcome.best)
        joined = Joined(
            offer=number,
            score=outcome.score,
            met=outcome.score.met - base.score.met,
            closes=dict(closes.most_common()),
            is_seated=outcome.best[-1] is not None,
        )
        tried.append((outcome, joined))
    ranked = sorted((joined for _, joined in tried), key=lambda one: one.score, reverse=True)
    proven = all(one.reason is Reason.PROVED for one in (base, *(outcome for outcome, _ in tried)))
    return Joining(joined=tuple(ranked), met=base.score.met, asked=Board(problem).asked, is_proven=proven)


def _find_missing(problem: Problem, spots: Spots) -> Counter[str]:
    missing: Counter[str] = Counter()
    for one in cover(problem, spots):
        missing[one.quota.need] += one.missing
    return missing


def _sit_down(problem: Problem, base: Spots) -> Spots:
    """Return the lineup in which the last player sits where that is best and nobody else moves, or waits."""
    board = Board(problem)
    return max(_list_places(problem, base, board), key=board.rate)


def _list_places(problem: Problem, base: Spots, board: Board) -> Iterator[Spots]:
    yield (*base, None)
    for group in range(problem.groups):
        spots = (*base, Spot(group, 0))
        if board.is_legal(spots):
            yield spots
