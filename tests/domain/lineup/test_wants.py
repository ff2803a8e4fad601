"""Places that want something: who may sit there, what stays free, and who takes which place."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.domain.lineup.advice import Why, explain_bench
from bot.domain.lineup.coverage import arrange, find_empty
from bot.domain.lineup.problem import Offer, Pin, Player, Problem, Quota, Template, Want
from bot.domain.lineup.search import Reason
from bot.errors import InvalidProblemError
from tests.domain.lineup.problems import problems
from tests.domain.lineup.test_oracle import solve, thoroughly
from tests.domain.lineup.test_search import DPS, HEALER, QUICK, RAID, players

ONE = replace(RAID, subgroups=1, places=3, each=())


def seats_of(problem: Problem) -> dict[int, int]:
    return {seat.place: seat.player for seat in arrange(problem, solve(problem).best)}


def test_a_place_is_filled_by_who_plays_what_it_wants() -> None:
    template = replace(ONE, wants=(Want(1, 2, "heal-alac"), Want(1, 3, "quickness")))
    crowd = players((DPS,), (DPS, QUICK), (HEALER,))
    assert seats_of(Problem(template=template, players=crowd)) == {1: 0, 2: 2, 3: 1}


def test_a_place_that_nobody_suits_stays_free_and_is_named() -> None:
    template = replace(ONE, wants=(Want(1, 1, "heal-alac"), Want(1, 2, "heal-alac")))
    problem = Problem(template=template, players=players((DPS,), (DPS,), (HEALER,)))
    best = solve(problem).best
    assert seats_of(problem) == {1: 2, 3: 0}
    assert find_empty(problem, arrange(problem, best)) == ((1, Want(1, 2, "heal-alac")),)
    assert explain_bench(problem, best) == {1: Why.WANTED}


def test_whoever_is_pinned_to_a_place_sits_there_whatever_it_wants() -> None:
    template = replace(ONE, wants=(Want(1, 1, "heal-alac"),))
    crowd = players((DPS,), (HEALER,))
    problem = Problem(template=template, players=(replace(crowd[0], pin=Pin(place=1)), crowd[1]))
    assert seats_of(problem) == {1: 0, 2: 1}


def test_who_sat_there_keeps_a_place_that_suits() -> None:
    template = replace(ONE, wants=(Want(1, 3, "heal-alac"),))
    problem = Problem(template=template, players=players((HEALER,), (HEALER,), (DPS,)))
    seats = arrange(problem, solve(problem).best, {1: (0, 3), 2: (0, 2), 0: (0, 1)})
    assert {seat.place: seat.player for seat in seats} == {1: 0, 2: 2, 3: 1}


@pytest.mark.parametrize("want", [Want(2, 1, "dps"), Want(1, 4, "dps"), Want(1, 1, "dps")])
def test_a_place_that_is_not_there_or_wants_two_things_is_refused(want: Want) -> None:
    with pytest.raises(InvalidProblemError, match=r"wants\[1\]"):
        Problem(template=replace(ONE, wants=(Want(1, 1, "tank"), want)), players=())


@thoroughly
@given(problems())
def test_everybody_sits_where_it_suits_and_as_many_wants_are_met_as_were_rated(problem: Problem) -> None:
    outcome = solve(problem)
    seats = arrange(problem, outcome.best)
    wants = {(want.subgroup, want.place): want.name for want in problem.template.wants}
    for seat in seats:
        pin, wanted = problem.players[seat.player].pin, wants.get((seat.subgroup, seat.place))
        is_pinned = pin is not None and pin.place is not None
        assert is_pinned or wanted is None or problem.players[seat.player].offers[seat.offer].is_called(wanted)
    assert len(find_empty(problem, seats)) == len(wants) * problem.squads - outcome.score.wanted


def test_a_proof_does_not_hang_on_where_the_search_begins() -> None:
    """The solver once told an objective here that was not that of its solution."""

    def offer(quickness: int = 0, healing: int = 0, tank: int = 0, liking: int = 1) -> Offer:
        return Offer(name="", supplies={"quickness": quickness, "healing": healing, "tank": tank}, liking=liking)

    offered = (
        (offer(),),
        (offer(), offer()),
        (),
        (offer(50, 0, 30),),
        (offer(150, 100, 50),),
        (offer(50, 30, 150, 2),),
    )
    people = [Player(name=str(number), offers=offers) for number, offers in enumerate(offered)]
    people[1] = replace(people[1], pin=Pin())
    people[5] = replace(people[5], offers=(*people[5].offers, offer(liking=2)))
    template = Template(
        subgroups=2,
        places=3,
        last=1,
        size=1,
        whole=(Quota(need="tank", amount=100, weight=4), Quota(need="healing", amount=200), Quota(need="quickness")),
        forbidden=(frozenset(["kite"]),),
        wants=(Want(1, 1, "quickness"), Want(1, 2, "kite"), Want(1, 3, "quickness"), Want(2, 1, "quickness")),
    )
    posed = Problem(template=template, players=tuple(people), together=((0, 4), (0, 5)), apart=((0, 3),))
    outcome = solve(posed)
    assert (outcome.score.met, outcome.reason) == (430, Reason.PROVED)
