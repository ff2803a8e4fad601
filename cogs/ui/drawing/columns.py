"""Two things side by side: a heading for each, and below it, row by row, what only one of them has."""

from dataclasses import dataclass
from typing import Final

from cogs.ui.drawing import palette
from cogs.ui.drawing.canvas import WIDTH, Canvas, fit, wrap
from cogs.ui.drawing.palette import Color
from cogs.ui.drawing.plate import Choices, draw_choices

_MARGIN: Final = 10.0
_MIDDLE: Final = WIDTH / 2
_ROOM: Final = _MIDDLE - _MARGIN - 8
_BAND: Final = 5.0
_HEAD: Final = 64.0
_TITLE: Final = 14.0
_TEXT: Final = 10.5
_SMALL: Final = 9.5
_LINE: Final = 13.0
_LABEL: Final = 15.0
_CHOICES: Final = 38.0
_GAP: Final = 6.0


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: a letter that the text beside the picture uses too, and what it is."""

    letter: str
    title: str
    subtitle: str
    color: Color


@dataclass(frozen=True, slots=True)
class Half:
    """What one of them has: a trait line as the game draws it, and words, each from a line of its own on."""

    words: tuple[str, ...]
    choices: Choices | None = None
    title: str = ""
    """What stands beside the choices."""

    def lines(self) -> list[str]:
        """Return the words in lines that fit the half."""
        return [line for word in self.words for line in wrap(word, _ROOM, _TEXT)]

    def height(self) -> float:
        """Return how many units it takes."""
        return (_CHOICES if self.choices else 0.0) + len(self.lines()) * _LINE


@dataclass(frozen=True, slots=True)
class Row:
    """A topic with what each of them has of it."""

    label: str
    left: Half
    right: Half

    def height(self) -> float:
        """Return how many units it takes."""
        return _LABEL + max(self.left.height(), self.right.height()) + _GAP


@dataclass(frozen=True, slots=True)
class Columns:
    """All of it; `same` is told below, across both."""

    left: Side
    right: Side
    rows: tuple[Row, ...]
    same: str


def draw_columns(columns: Columns) -> bytes:
    """Return the two side by side as a picture."""
    same = wrap(columns.same, WIDTH - 2 * _MARGIN, _SMALL)
    canvas = Canvas(WIDTH, _HEAD + sum(row.height() for row in columns.rows) + len(same) * _LINE + 2 * _GAP)
    _draw_side(canvas, columns.left, 0.0)
    _draw_side(canvas, columns.right, _MIDDLE)
    top = _HEAD
    for number, row in enumerate(columns.rows):
        _draw_row(canvas, row, top, is_striped=number % 2 == 0)
        top += row.height()
    canvas.box(_MIDDLE - 0.5, _BAND + 4, 1, top - _BAND - 4, palette.DOT)
    for number, line in enumerate(same):
        canvas.text(_MARGIN, top + _GAP + (number + 0.5) * _LINE, line, size=_SMALL, color=palette.FAINT)
    return canvas.png()


def _draw_side(canvas: Canvas, side: Side, left: float) -> None:
    canvas.box(left, 0, _MIDDLE, _BAND, side.color)
    start = left + _MARGIN
    canvas.box(start, _BAND + 8, 18, 18, palette.INK, radius=4)
    canvas.text(start + 9, _BAND + 17, side.letter, size=_TITLE - 2, bold=True, color=palette.BLACK, anchor="mm")
    title = fit(side.title, _ROOM - 24, _TITLE, bold=True)
    canvas.text(start + 24, _BAND + 17, title, size=_TITLE, bold=True)
    canvas.text(start, _BAND + 41, fit(side.subtitle, _ROOM, _TEXT), size=_TEXT, color=palette.FAINT)


def _draw_row(canvas: Canvas, row: Row, top: float, *, is_striped: bool) -> None:
    if is_striped:
        canvas.box(_MARGIN / 2, top, WIDTH - _MARGIN, row.height(), palette.STRIPE, radius=3)
    canvas.text(_MARGIN, top + _LABEL / 2 + 1, row.label, size=_SMALL, bold=True, color=palette.FAINT)
    for half, left in ((row.left, _MARGIN), (row.right, _MIDDLE + _MARGIN)):
        start = top + _LABEL
        if half.choices:
            draw_choices(canvas, half.choices, left + 2, start + 4)
            for number, line in enumerate(wrap(half.title, _ROOM - 48, _TEXT, bold=True)[:2]):
                canvas.text(left + 48, start + 13 + number * _LINE, line, size=_TEXT, bold=True)
            start += _CHOICES
        for number, line in enumerate(half.lines()):
            canvas.text(left, start + (number + 0.5) * _LINE, line, size=_TEXT)
