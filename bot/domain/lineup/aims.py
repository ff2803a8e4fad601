"""What each stage of the search makes as large as possible, in the columns of the model."""

from bot.domain.lineup.columns import Aim, Terms
from bot.domain.lineup.model import Model
from bot.domain.lineup.score import STAGES


def build_aims(model: Model) -> dict[str, Aim]:
    """Return the aim of each stage, in the order in which they count; one in which nothing can differ is left out."""
    board = model.board
    terms: dict[str, Terms] = {stage: {} for stage in STAGES}
    for (number, offer, _), column in model.choices.items():
        for stage, value in zip(STAGES, board.values[number][offer].as_tuple(), strict=True):
            if value:
                terms[stage][column] = value
    for number, spot in enumerate(board.problem.current):
        stays = None if spot is None else model.choices.get((number, spot.offer, spot.group))
        if stays is not None:
            terms["kept"][stays] = 1
    asked = 0
    for lack in model.lacks:
        quota = board.quotas[lack.side][lack.position]
        terms["met"][lack.column] = -quota.weight * lack.unit
        asked += quota.weight * quota.amount
    terms["wanted"] = dict.fromkeys(model.empty.values(), -1)
    terms |= model.fine.get_terms(board)
    constants = {"met": asked, "wanted": sum(model.upper[column] for column in model.empty.values())}
    return {stage: Aim(terms[stage], constants.get(stage, 0)) for stage in STAGES if terms[stage]}


def get_ceiling(model: Model, aim: Aim, seated: int | None) -> int:
    """Return what an aim cannot exceed, without solving anything.

    Each player adds at most the best of their choices. Where it is known how many play, the best so many of them do.
    """
    best: dict[int, int] = {}
    for (number, _, _), column in model.choices.items():
        best[number] = max(best.get(number, aim.terms.get(column, 0)), aim.terms.get(column, 0))
    gains = sorted(best.values(), reverse=True)
    return aim.constant + (sum(gain for gain in gains if gain > 0) if seated is None else sum(gains[:seated]))
