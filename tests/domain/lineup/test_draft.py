"""What a change gains, told without reckoning everything anew, is what the whole lineup gains."""

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given

from bot.domain.lineup.board import Board
from bot.domain.lineup.draft import Draft
from bot.domain.lineup.greedy import fill, list_changes
from bot.domain.lineup.problem import Offer, Pin, Player, Problem, Quota, Spot, Template
from tests.domain.lineup.problems import problems


@given(problems())
def test_a_gain_is_the_difference_of_two_scores_and_only_legal_changes_have_one(problem: Problem) -> None:
    board = Board(problem)
    draft = Draft(board, fill(board, range(len(problem.players))))
    before = board.rate(tuple(draft.spots)).as_tuple()
    for number in range(len(problem.players)):
        for change in list_changes(draft, number):
            spots = tuple(change.get(one, spot) for one, spot in enumerate(draft.spots))
            gain = draft.get_gain(change)
            assert (gain is not None) == board.is_legal(spots)
            if gain is not None:
                after = board.rate(spots).as_tuple()
                assert gain == tuple(two - one for one, two in zip(before, after, strict=True))


@given(problems())
def test_sums_stay_right_while_a_lineup_changes(problem: Problem) -> None:
    board = Board(problem)
    draft = Draft(board)
    for number in range(len(problem.players)):
        change = next((one for one in list_changes(draft, number) if draft.get_gain(one) is not None), None)
        if change is not None:
            draft.apply(change)
    fresh = Draft(board, tuple(draft.spots))
    for number in range(len(problem.players)):
        for change in list_changes(draft, number):
            assert draft.get_gain(change) == fresh.get_gain(change)


def test_subgroups_of_the_same_size_are_not_alike_for_that() -> None:
    template = Template(subgroups=2, places=2, each=(Quota(need="healing", amount=100),))
    healer, other = (Offer(name="", supplies=supplies) for supplies in ({"healing": 100}, {}))
    players = (
        Player(name="", offers=(healer,), pin=Pin(subgroup=1)),
        Player(name="", offers=(other,), pin=Pin(subgroup=2)),
        Player(name="", offers=(healer,)),
    )
    # one sits in each; only the second subgroup still lacks a healer
    assert fill(Board(Problem(template=template, players=players)), range(3))[2] == Spot(1, 0)


@given(problems())
def test_subgroups_that_are_alike_need_not_be_tried_each(problem: Problem) -> None:
    quick = fill(Board(problem), range(len(problem.players)))

    def list_all(_draft: Draft, _number: int, spots: Iterable[Spot]) -> Iterator[Spot]:
        yield from spots

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "list_different", list_all)
        assert fill(Board(problem), range(len(problem.players))) == quick
