"""Every answer against the oracle, for the whole aim: `LINEUP_CASES=5000` tries so many problems instead of a few."""

import os
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings

from bot.domain.lineup.board import Board
from bot.domain.lineup.greedy import fill, improve
from bot.domain.lineup.problem import Problem
from bot.domain.lineup.search import Limit, Outcome, Progress, Reason, Watch, optimize, search
from tests.domain.lineup import oracle
from tests.domain.lineup.problems import problems

pytestmark = pytest.mark.no_cover  # the same lines over and over, and other tests run them too

CASES = int(os.environ.get("LINEUP_CASES", "30"))
thoroughly = settings(
    max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def solve(problem: Problem, seed: int = 0) -> Outcome:
    return optimize(problem, Limit(), seed, Watch(monotonic))


@thoroughly
@given(problems())
def test_the_best_lineup_is_found_and_proven(problem: Problem) -> None:
    outcome = solve(problem)
    assert outcome.reason is Reason.PROVED
    assert outcome.bound == outcome.score
    assert oracle.is_legal(problem, outcome.best)
    assert oracle.rate(problem, outcome.best) == outcome.score.as_tuple() == oracle.find_best(problem)


@thoroughly
@given(problems(most_players=4))
def test_rules_and_scores_are_those_of_the_oracle(problem: Problem) -> None:
    board = Board(problem)
    legal = set(oracle.list_lineups(problem))
    for spots in legal:
        assert board.is_legal(spots)
        assert board.rate(spots).as_tuple() == oracle.rate(problem, spots)
    if problem.current:
        assert board.is_legal(problem.current) == (problem.current in legal)


@thoroughly
@given(problems())
def test_what_is_found_at_once_is_legal_and_only_gets_better(problem: Problem) -> None:
    board = Board(problem)
    first = fill(board, range(len(problem.players)))
    better = improve(board, first, 1)
    assert oracle.is_legal(problem, first)
    assert oracle.is_legal(problem, better)
    assert oracle.rate(problem, first) <= oracle.rate(problem, better)
    assert better == improve(board, first, 1)


@thoroughly
@given(problems())
def test_progress_never_gets_worse_and_bounds_hold(problem: Problem) -> None:
    heard: list[Progress] = []
    steps = list(search(problem, Limit(nodes=1), 3, Watch(monotonic, report=heard.append)))
    best = oracle.find_best(problem)
    scores = [step.score for step in steps]
    assert scores == sorted(scores)
    for step in (*steps, *heard):
        assert step.score.as_tuple() <= best <= step.bound.as_tuple()
        assert 0 <= step.gap <= 1
    assert [step.best for step in steps] == [step.best for step in search(problem, Limit(nodes=1), 3, Watch(monotonic))]
