"""What it brings that somebody joins."""

from dataclasses import replace
from time import monotonic

from bot.domain.lineup.joining import Joined, Joining, join
from bot.domain.lineup.problem import Offer, Player, Problem, Template
from bot.domain.lineup.search import Watch
from tests.domain.lineup.test_search import DPS, HEALER, QUICK, RAID, TEN, players

ONE = replace(RAID, subgroups=1)


def ask(template: Template, others: tuple[Player, ...], *offers: Offer, seconds: float = 60) -> Joining:
    problem = Problem(template=template, players=others)
    return join(problem, Player(name="me", offers=offers), seconds, 0, Watch(monotonic))


def closed(joined: Joined) -> tuple[int, set[str]]:
    return joined.offer, set(joined.closes)


def test_what_closes_the_weightiest_gaps_comes_first() -> None:
    found = ask(ONE, players((DPS,)), DPS, QUICK, HEALER)
    assert [closed(one) for one in found.joined] == [(2, {"alacrity", "healing"}), (1, {"quickness"}), (0, set())]
    assert [one.met for one in found.joined] == [1800, 1000, 0]
    assert (found.met, found.asked, found.is_proven) == (0, 2800, True)


def test_others_play_something_else_where_that_is_better() -> None:
    (joined,) = ask(replace(ONE, places=2), players((HEALER, QUICK)), HEALER).joined
    assert (joined.met, set(joined.closes)) == (1000, {"quickness"})


def test_where_all_seats_are_taken_by_better_ones_there_is_none() -> None:
    waiting, useful = ask(RAID, TEN, DPS, HEALER).joined
    assert not waiting.is_seated
    assert not useful.is_seated
    assert (waiting.met, useful.met) == (0, 0)


def test_without_time_one_sits_down_where_it_is_best() -> None:
    (joined,) = ask(ONE, (), HEALER, seconds=0).joined
    assert (joined.met, joined.is_seated) == (1800, True)
