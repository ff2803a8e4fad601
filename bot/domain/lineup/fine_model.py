"""The columns and rows of spread and combos, which a model has whose board tells natures apart.

A finish counts in the best field that lies in its subgroup. For each type of finisher and field there is a column of
the finishes that count there: not more than there are, and none without the field. The best field wins by itself, for
it is worth most.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.lineup.board import Board
from bot.domain.lineup.columns import Row, Sheet, Terms
from bot.domain.lineup.nature import Nature, Spread


@dataclass(slots=True)
class FineColumns:
    """What the columns stand for."""

    counted: dict[tuple[Spread, str, int], int] = field(default_factory=dict)
    """By spread, what is counted, and the first subgroup of the part: how many builds count there."""
    laid: dict[tuple[str, int], int] = field(default_factory=dict)
    """By field and subgroup: that somebody there lays it."""
    finished: dict[tuple[str, str, int], int] = field(default_factory=dict)
    """By field, finisher and subgroup: how many finishes of a minute count."""

    def encode(self, board: Board, groups: Sequence[Sequence[int]], values: list[int]) -> None:
        """Set the columns for a lineup, of which `groups` are the kinds that are played in each subgroup."""
        natures = [[get_nature(board, kind) for kind in group] for group in groups]
        for (spread, value, first), column in self.counted.items():
            there = [nature for group in board.take(natures, spread.side, first) for nature in group]
            values[column] = min(spread.enough, sum(nature.get(spread.by) == value for nature in there))
        for (laid, group), column in self.laid.items():
            values[column] = int(any(laid in nature.fields for nature in natures[group]))
        worths = board.problem.template.worths
        for finisher in worths.finishers:
            for group, members in enumerate(natures):
                fields = frozenset().union(*(nature.fields for nature in members))
                best = max(sorted(fields), key=lambda laid: worths.cells.get((laid, finisher), 0), default="")
                finished = self.finished.get((best, finisher, group))
                if finished is not None:
                    count = sum(dict(nature.finishers).get(finisher, 0) for nature in members)
                    values[finished] = min(worths.enough, count)

    def get_terms(self, board: Board) -> dict[str, Terms]:
        """Return what the stages make large."""
        cells = board.problem.template.worths.cells
        return {
            "spread": {column: spread.weight for (spread, _, _), column in self.counted.items()},
            "combos": {column: cells[laid, finisher] for (laid, finisher, _), column in self.finished.items()},
        }


def add_fine(sheet: Sheet, board: Board, members: Sequence[Mapping[int, int]]) -> FineColumns:
    """Add the columns and rows; `members` are the kinds that columns bring into each subgroup."""
    columns = FineColumns()
    natures = [{column: get_nature(board, kind) for column, kind in group.items()} for group in members]
    for spread in board.problem.template.spreads:
        for first in board.get_firsts(spread.side):
            part = {column: one for group in board.take(natures, spread.side, first) for column, one in group.items()}
            _add_spread(sheet, columns, spread, first, part)
    for group, there in enumerate(natures):
        _add_fields(sheet, columns, group, there)
        _add_finishers(sheet, columns, board, group, there)
    return columns


def _add_spread(sheet: Sheet, columns: FineColumns, spread: Spread, first: int, part: Mapping[int, Nature]) -> None:
    found: dict[str, Terms] = {}
    for column, nature in part.items():
        value = nature.get(spread.by)
        if value is not None:
            found.setdefault(value, {})[column] = -1
    for value in sorted(found):
        columns.counted[spread, value, first] = counted = sheet.add(spread.enough)
        sheet.rows.append(Row({**found[value], counted: 1}, most=0))


def _add_fields(sheet: Sheet, columns: FineColumns, group: int, there: Mapping[int, Nature]) -> None:
    for laid in sorted(frozenset().union(*(nature.fields for nature in there.values()))):
        columns.laid[laid, group] = column = sheet.add(1)
        layers = {one: -1 for one, nature in there.items() if laid in nature.fields}
        sheet.rows.append(Row({**layers, column: 1}, most=0))


def _add_finishers(sheet: Sheet, columns: FineColumns, board: Board, group: int, there: Mapping[int, Nature]) -> None:
    worths = board.problem.template.worths
    fields = [laid for laid, at in columns.laid if at == group]
    for finisher in worths.finishers:
        counts = {
            column: -count for column, nature in there.items() for kind, count in nature.finishers if kind == finisher
        }
        useful = [laid for laid in fields if worths.cells.get((laid, finisher))]
        if not counts or not useful:
            continue
        for laid in useful:
            columns.finished[laid, finisher, group] = column = sheet.add(worths.enough)
            sheet.rows.append(Row({column: 1, columns.laid[laid, group]: -worths.enough}, most=0))
        parts = {columns.finished[laid, finisher, group]: 1 for laid in useful}
        sheet.rows.append(Row(parts, most=worths.enough))
        sheet.rows.append(Row({**counts, **parts}, most=0))


def get_nature(board: Board, kind: int) -> Nature:
    """Return the nature of a kind of a board that tells them apart."""
    nature = board.kinds[kind].nature
    if nature is None:
        raise ValueError("a board that tells natures apart")
    return nature
