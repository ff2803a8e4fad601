"""A good lineup at once: everybody in turn takes the best spot that is left, then spots are changed while that helps.

Not proven to be the best, but always legal, and where the exact search begins. Always the same for a seed.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from bot.domain.lineup.board import Board
from bot.domain.lineup.draft import Change, Draft, Gain
from bot.domain.lineup.problem import Spot, Spots
from bot.domain.lineup.score import STAGES

STEPS: Final = 3_000
"""Changes that are tried before it rests; a twentieth of a second."""
_NOTHING: Final = (0,) * len(STAGES)


def fill(board: Board, order: Sequence[int]) -> Spots:
    """Seat everybody in this order, each where the score grows most."""
    draft = Draft(board)
    for number in order:
        best = _find_best(draft, [{number: spot} for spot in draft.list_different(number, list_spots(board, number))])
        if best is not None:
            draft.apply(best)
    return tuple(draft.spots)


def improve(
    board: Board, spots: Spots, seed: int, steps: int = STEPS, is_over: Callable[[], bool] = lambda: False
) -> Spots:
    """Change one or two spots at a time while the score grows, trying at most so many changes."""
    rng = random.Random(seed)  # noqa: S311 - repeatable on purpose, nothing is secret
    draft = Draft(board, spots)
    helped = True
    while helped and steps > 0 and not is_over():
        helped = False
        order = list(range(len(spots)))
        rng.shuffle(order)
        for number in order:
            changes = list(list_changes(draft, number))
            steps -= len(changes)
            best = _find_best(draft, changes)
            if best is not None:
                draft.apply(best)
                helped = True
            if steps <= 0 or is_over():
                break
    return tuple(draft.spots)


def list_spots(board: Board, number: int) -> list[Spot]:
    """Return every spot that a player's pin allows."""
    spots = (
        Spot(group, offer)
        for offer in range(len(board.problem.players[number].offers))
        for group in range(board.problem.groups)
    )
    return [spot for spot in spots if board.is_allowed(number, spot)]


def list_changes(draft: Draft, number: int) -> Iterator[Change]:
    """Yield what one player can do: go elsewhere, play something else, take somebody's place, or change with them."""
    mine = draft.spots[number]
    spots = list_spots(draft.board, number)
    for spot in spots:
        if spot != mine:
            yield {number: spot}
    for other, theirs in enumerate(draft.spots):
        if theirs is None or other == number or (mine is not None and mine.group == theirs.group):
            continue
        if mine is None:
            yield from ({number: spot, other: None} for spot in spots if spot.group == theirs.group)
        elif other > number:
            yield {number: Spot(theirs.group, mine.offer), other: Spot(mine.group, theirs.offer)}


def _find_best(draft: Draft, changes: Sequence[Change]) -> Change | None:
    best: Change | None = None
    most: Gain = _NOTHING
    for change in changes:
        gain = draft.get_gain(change, most)
        if gain is not None and gain > most:
            best, most = change, gain
    return best
