"""Of lineups that are equally good, one in which few have to move: no proof cares who of equals sits where."""

from collections.abc import Iterator
from itertools import chain, combinations

from bot.domain.lineup.board import Board
from bot.domain.lineup.problem import Spot, Spots


def settle(board: Board, spots: Spots, now: Spots) -> Spots:
    """Return a lineup as good, its subgroups and then its people exchanged so that more stay where they sit `now`."""
    score = board.rate(spots)
    best, helped = spots, True
    while helped:
        helped = False
        for turned in chain(_list_turned(board, best), _list_returns(best, now)):
            if (
                _count_staying(turned, now) > _count_staying(best, now)
                and board.is_legal(turned)
                and board.rate(turned) >= score
            ):
                best, helped = turned, True
                break
    return best


def _list_turned(board: Board, spots: Spots) -> Iterator[Spots]:
    """Yield the lineup with two subgroups exchanged."""
    for one, other in combinations(range(board.problem.groups), 2):
        names = {one: other, other: one}
        yield tuple(None if spot is None else Spot(names.get(spot.group, spot.group), spot.offer) for spot in spots)


def _list_returns(spots: Spots, now: Spots) -> Iterator[Spots]:
    """Yield the lineup with somebody back in their subgroup, in exchange for each who came there, or where room is."""
    for number, (spot, then) in enumerate(zip(spots, now, strict=True)):
        if spot is None or then is None or spot.group == then.group:
            continue
        back = _with(spots, number, then.group)
        yield back
        for other, there in enumerate(spots):
            if there is not None and there.group == then.group and not _stays(there, now[other]):
                yield _with(back, other, spot.group)


def _with(spots: Spots, number: int, group: int) -> Spots:
    spot = spots[number]
    return spots if spot is None else (*spots[:number], Spot(group, spot.offer), *spots[number + 1 :])


def _stays(spot: Spot | None, then: Spot | None) -> bool:
    return spot is not None and then is not None and spot.group == then.group


def _count_staying(spots: Spots, now: Spots) -> int:
    return sum(_stays(spot, then) for spot, then in zip(spots, now, strict=True))
