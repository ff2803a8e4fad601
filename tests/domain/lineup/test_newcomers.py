"""What one more player would bring."""

from dataclasses import replace

from bot.domain.lineup.newcomers import find_newcomer
from bot.domain.lineup.problem import WHOLE, Problem, Quota
from tests.domain.lineup.test_advice import IDEAS, WATCH
from tests.domain.lineup.test_oracle import solve
from tests.domain.lineup.test_search import DPS, HEALER, QUICK, RAID, TEN, players

ONE = replace(RAID, subgroups=1)


def test_the_role_that_closes_most_is_named_with_what_comes_of_it() -> None:
    problem = Problem(template=ONE, players=players((QUICK,), (DPS,)))
    found = find_newcomer(problem, solve(problem).best, IDEAS, 60, 0, WATCH)
    assert found is not None
    assert (found.role, found.score.met, found.score.seated) == ("heal-alac", 2800, 3)


def test_everybody_is_seated_anew_with_them() -> None:
    problem = Problem(template=replace(ONE, places=2), players=players((HEALER, QUICK), (DPS,)))
    found = find_newcomer(problem, solve(problem).best, IDEAS, 60, 0, WATCH)
    assert found is not None
    assert (found.role, found.score.met) == ("quick-dps", 2800)


def test_where_nothing_is_missing_or_nobody_may_bring_it_nobody_is_named() -> None:
    complete = Problem(template=RAID, players=TEN)
    assert find_newcomer(complete, solve(complete).best, IDEAS, 60, 0, WATCH) is None
    template = replace(ONE, each=(), whole=(Quota(need="tank", amount=WHOLE, at_most=0),))
    barred = Problem(template=template, players=players((DPS,)))
    assert find_newcomer(barred, solve(barred).best, IDEAS, 60, 0, WATCH) is None


def test_without_time_nothing_is_tried() -> None:
    problem = Problem(template=ONE, players=players((DPS,)))
    assert find_newcomer(problem, solve(problem).best, IDEAS, 0, 0, WATCH) is None
