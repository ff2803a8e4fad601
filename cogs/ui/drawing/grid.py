"""A grid of signs: rows with a label, columns in blocks side by side, a legend below. What a team has is drawn so.

A phone is narrow and high, so that what there is much of should be rows, and what there are five of columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cogs.ui.drawing import palette
from cogs.ui.drawing.canvas import WIDTH, Canvas, fit, flow, measure, wrap
from cogs.ui.drawing.palette import Color
from cogs.ui.drawing.signs import Sign

_MARGIN: Final = 8.0
_LABEL: Final = 98.0
_GAP: Final = 6.0
_ROW: Final = 19.0
_LINE: Final = 12.0
_NOTE: Final = 23.0
"""The width of what is noted at the end of a row."""
_END: Final = 66.0
"""The width of number and sign at the end of a bar."""
_WIDEST_CELL: Final = 30.0
_TEXT: Final = 11.0
_SMALL: Final = 10.0


@dataclass(frozen=True, slots=True)
class Cell:
    """A sign, a number, or both side by side."""

    sign: Sign | None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a number, and what is in it as a word that runs upwards."""

    number: str
    word: str = ""
    color: Color | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together."""

    title: str
    columns: tuple[Column, ...]
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: for each block its cells, and maybe one more that sums it up."""

    label: str
    cells: tuple[tuple[Cell, ...], ...]
    notes: tuple[Cell | None, ...] = ()
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """How much there is of something, as a bar that is full at `wanted`."""

    label: str
    there: int
    wanted: int
    sign: Sign


@dataclass(frozen=True, slots=True)
class Grid:
    """All of it; rows come in sections with a space between them, and bars stand below them."""

    blocks: tuple[Block, ...]
    sections: tuple[tuple[Row, ...], ...]
    legend: tuple[tuple[Sign, str], ...]
    bars: tuple[Bar, ...] = ()


def draw_grid(grid: Grid) -> bytes:
    """Return the grid as a picture."""
    return _Sheet(grid).draw()


class _Sheet:
    """Works out where everything goes, then draws it from the top down."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        columns = sum(len(block.columns) for block in grid.blocks)
        self._note = _NOTE if any(row.notes for section in grid.sections for row in section) else 0.0
        taken = 2 * _MARGIN + _LABEL + len(grid.blocks) * self._note + (len(grid.blocks) - 1) * _GAP
        self._cell = min(_WIDEST_CELL, (WIDTH - taken) / max(1, columns))
        words = [column.word for block in grid.blocks for column in block.columns if column.word]
        self._words = max((measure(word, _SMALL) for word in words), default=0.0) + 6 if words else 0.0
        self._legend = flow(grid.legend, _MARGIN, _SMALL)
        self._head = _MARGIN + 16 + self._words + 15
        self._canvas = Canvas(WIDTH, self._height())

    def draw(self) -> bytes:
        for block, left in zip(self._grid.blocks, self._lefts(), strict=True):
            self._draw_head(block, left)
        top = self._head
        for section in self._grid.sections:
            top = self._draw_section(section, top)
        top = self._draw_feet(top)
        for bar in self._grid.bars:
            self._draw_bar(bar, top + _ROW / 2)
            top += _ROW
        self._draw_legend(top + (_GAP if self._grid.bars else 0))
        return self._canvas.png()

    def _height(self) -> float:
        rows = sum(len(section) * _ROW + _GAP for section in self._grid.sections)
        feet = _ROW if any(block.foot for block in self._grid.blocks) else 0.0
        bars = len(self._grid.bars) * _ROW + (_GAP if self._grid.bars else 0)
        return self._head + rows + feet + bars + len(self._legend) * 16 + _MARGIN

    def _lefts(self) -> Iterator[float]:
        left = _MARGIN + _LABEL
        for block in self._grid.blocks:
            yield left
            left += len(block.columns) * self._cell + self._note + _GAP

    def _draw_head(self, block: Block, left: float) -> None:
        width = len(block.columns) * self._cell + self._note
        self._canvas.text(left, _MARGIN + 8, fit(block.title, width, _TEXT, bold=True), size=_TEXT, bold=True)
        foot = _MARGIN + 16 + self._words
        for place, column in enumerate(block.columns):
            middle = left + (place + 0.5) * self._cell
            if column.word:
                self._canvas.text_upwards(middle, foot, column.word, size=_SMALL)
            if column.color is not None:
                self._canvas.box(middle - self._cell * 0.4, foot + 1, self._cell * 0.8, 3, column.color, radius=1)
            self._canvas.text(middle, foot + 10, column.number, size=_SMALL, color=palette.FAINT, anchor="mm")

    def _draw_section(self, section: Sequence[Row], top: float) -> float:
        for number, row in enumerate(section):
            if number % 2 == 0:
                self._canvas.box(_MARGIN / 2, top, WIDTH - _MARGIN, _ROW, palette.STRIPE, radius=2)
            self._draw_row(row, top + _ROW / 2)
            top += _ROW
        return top + _GAP

    def _draw_row(self, row: Row, middle: float) -> None:
        self._draw_label(row.label, middle, is_bold=row.is_bold)
        for number, (cells, left) in enumerate(zip(row.cells, self._lefts(), strict=True)):
            for place, cell in enumerate(cells):
                self._draw_cell(cell, left + (place + 0.5) * self._cell, middle)
            note = row.notes[number] if row.notes else None
            if note is not None:
                self._draw_cell(note, left + len(cells) * self._cell + self._note / 2, middle)

    def _draw_label(self, label: str, middle: float, *, is_bold: bool) -> None:
        room = _LABEL - 4
        if measure(label, _TEXT, bold=is_bold) <= room:
            self._canvas.text(_MARGIN, middle, label, size=_TEXT, bold=is_bold)
            return
        lines = wrap(label, room, _SMALL - 1.5, bold=is_bold)[:2]
        for line, step in zip(lines, (-4.5, 4.5) if len(lines) > 1 else (0.0,), strict=True):
            self._canvas.text(_MARGIN, middle + step, line, size=_SMALL - 1.5, bold=is_bold)

    def _draw_bar(self, bar: Bar, middle: float) -> None:
        self._draw_label(bar.label, middle, is_bold=True)
        left, room = _MARGIN + _LABEL, WIDTH - 2 * _MARGIN - _LABEL - _END
        self._canvas.box(left, middle - 5, room, 10, palette.STRIPE, radius=3)
        share = min(1.0, bar.there / bar.wanted) if bar.wanted else 1.0
        if share:
            self._canvas.box(left, middle - 5, room * share, 10, palette.SKY, radius=3)
        self._canvas.text(left + room + 8, middle, f"{bar.there}/{bar.wanted}", size=_SMALL, bold=True)
        self._canvas.sign(WIDTH - _MARGIN - 9, middle, bar.sign)

    def _draw_cell(self, cell: Cell, middle: float, height: float) -> None:
        if cell.sign is None:
            self._canvas.text(middle, height, cell.number, size=_SMALL, anchor="mm")
        elif not cell.number:
            self._canvas.sign(middle, height, cell.sign)
        else:
            self._canvas.sign(middle - 5, height, cell.sign, 12)
            self._canvas.text(middle + 3, height, cell.number, size=_SMALL - 1, bold=True)

    def _draw_feet(self, top: float) -> float:
        if not any(block.foot for block in self._grid.blocks):
            return top
        for block, left in zip(self._grid.blocks, self._lefts(), strict=True):
            self._canvas.text(left, top + _LINE / 2, block.foot, size=_SMALL, color=palette.FAINT)
        return top + _ROW

    def _draw_legend(self, top: float) -> None:
        for line in self._legend:
            for sign, word, left in line:
                self._canvas.sign(left + 6, top + 7, sign, 12)
                self._canvas.text(left + 15, top + 7, word, size=_SMALL, color=palette.FAINT)
            top += 16
