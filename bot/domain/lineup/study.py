"""A lineup with all that is said about it, found in one go: what a worker process is asked for."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.domain.lineup.advice import Gap, Ideas, Why, explain_bench, explain_gaps
from bot.domain.lineup.alternatives import find_alternatives
from bot.domain.lineup.board import Board
from bot.domain.lineup.contrast import Contrast, contrast
from bot.domain.lineup.coverage import arrange, find_empty
from bot.domain.lineup.newcomers import Newcomer, find_newcomer
from bot.domain.lineup.problem import Problem, Spots, Want
from bot.domain.lineup.search import Limit, Outcome, Watch, optimize
from bot.domain.lineup.settling import settle
from bot.domain.lineup.squads import optimize_most


@dataclass(frozen=True, slots=True)
class Study:
    """The best lineup of a problem with its final number of squads, and the reasons for it.

    The problem itself is not in it: whoever asked has it, and to send it back takes longer than all else.
    """

    squads: int
    asked: int
    """How much would be met if nothing were missing, as in the score."""
    outcome: Outcome
    spots: Spots
    """The lineup, its subgroups and people exchanged so that few must move."""
    gaps: tuple[Gap, ...]
    empty: tuple[tuple[int, Want], ...]
    """Places that want something and have nobody, each with the number of its squad."""
    bench: Mapping[int, Why]
    newcomer: Newcomer | None = None
    """Who would help most if one more player came."""
    contrast: Contrast | None = None
    """What it has more than the best lineup, of one that stands beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is to be studied."""

    problem: Problem
    limit: Limit
    ideas: Ideas
    """Roles that somebody could bring, for advice."""
    now: Spots
    """Where everybody sits."""
    is_most: bool = False
    """Whether as many squads as possible are wanted, whatever number the problem has."""
    seed: int = 0


def study(question: Question, watch: Watch) -> Study:
    """Return the best lineup with its reasons."""
    find: Callable[..., tuple[Problem, Outcome]] = optimize_most if question.is_most else _optimize
    problem, outcome = find(question.problem, question.limit, question.seed, watch)
    told = _explain(question, problem, outcome)
    left = question.limit.seconds - outcome.seconds
    newcomer = find_newcomer(problem, told.spots, question.ideas, left, question.seed, watch)
    return replace(told, newcomer=newcomer)


def study_others(question: Question, best: Spots, count: int, watch: Watch) -> tuple[Study, ...]:
    """Return the lineups next to the best likewise; the limit holds for each."""
    found = find_alternatives(question.problem, best, count, question.limit, question.seed, watch)
    told = (_explain(question, question.problem, outcome) for outcome in found)
    return tuple(replace(one, contrast=contrast(question.problem, best, one.spots)) for one in told)


def _optimize(problem: Problem, limit: Limit, seed: int, watch: Watch) -> tuple[Problem, Outcome]:
    return problem, optimize(problem, limit, seed, watch)


def _explain(question: Question, problem: Problem, outcome: Outcome) -> Study:
    board = Board(problem)
    spots = settle(board, outcome.best, question.now)
    gaps = tuple(explain_gaps(problem, spots, question.ideas))
    empty = find_empty(problem, arrange(problem, spots))
    return Study(problem.squads, board.asked, outcome, spots, gaps, empty, explain_bench(problem, spots))
