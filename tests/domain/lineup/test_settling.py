"""Of lineups that are equally good, one in which few have to move."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lineup.board import Board
from bot.domain.lineup.problem import Offer, Player, Problem, Quota, Spot, Spots, Template
from bot.domain.lineup.settling import settle
from tests.domain.lineup.oracle import is_legal, rate
from tests.domain.lineup.problems import lineups, problems


def offers(*needs: str) -> tuple[Player, ...]:
    return tuple(
        Player(name=f"{number}", offers=(Offer(name=need, supplies={need: 100}),)) for number, need in enumerate(needs)
    )


def seated(*groups: int | None) -> Spots:
    return tuple(None if group is None else Spot(group, 0) for group in groups)


TWO = Template(subgroups=2, places=2, each=(Quota(need="quick", amount=100),))


def test_two_who_play_the_same_do_not_change_places() -> None:
    board = Board(Problem(template=TWO, players=offers("quick", "quick", "dps", "dps")))
    assert settle(board, seated(0, 1, 0, 1), seated(1, 0, 0, 1)) == seated(1, 0, 0, 1)


def test_who_is_needed_elsewhere_goes_there() -> None:
    board = Board(Problem(template=TWO, players=offers("quick", "quick", "dps", "dps")))
    assert settle(board, seated(0, 1, 0, 1), seated(0, 0, 1, 1)) == seated(0, 1, 0, 1)


def test_somebody_stays_where_there_is_room() -> None:
    board = Board(Problem(template=TWO, players=offers("quick", "quick", "dps")))
    assert settle(board, seated(0, 1, 0), seated(0, 1, 1)) == seated(0, 1, 1)


@given(st.data())
def test_it_is_as_good_and_as_many_stay(data: st.DataObject) -> None:
    problem = data.draw(problems())
    board = Board(problem)
    found, now = (data.draw(lineups(problem.players, problem.groups)) for _ in range(2))
    if not is_legal(problem, found):
        return
    settled = settle(board, found, now)
    assert is_legal(problem, settled)
    assert rate(problem, settled) >= rate(problem, found)
    assert count_staying(settled, now) >= count_staying(found, now)
    assert [one and one.offer for one in settled] == [one and one.offer for one in found]


def count_staying(spots: Spots, now: Spots) -> int:
    return sum(
        one is not None and then is not None and one.group == then.group for one, then in zip(spots, now, strict=True)
    )
