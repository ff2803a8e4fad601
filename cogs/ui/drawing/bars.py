"""Bars, one below the other: how much there is of each of several things, in parts where it has parts.

A part is told by its pattern as well as by its color, and by its number wherever that fits into it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cogs.ui.drawing import palette
from cogs.ui.drawing.canvas import WIDTH, Canvas, fit, flow, measure, wrap
from cogs.ui.drawing.palette import Color

_MARGIN: Final = 10.0
_LABEL: Final = 104.0
_END: Final = 42.0
"""The width of what stands behind a bar."""
_ROOM: Final = WIDTH - 2 * _MARGIN - _LABEL - _END
_ROW: Final = 17.0
_BAR: Final = 12.0
_TITLE: Final = 12.5
_TEXT: Final = 10.5
_SMALL: Final = 9.5
_LINE: Final = 13.0
_GAP: Final = 7.0
_STRIPES: Final = 4.0


class Fill(StrEnum):
    """How a part is filled."""

    PLAIN = "plain"
    STRIPED = "striped"
    HOLLOW = "hollow"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its parts one behind the other; `note` stands in its place where there is nothing to be drawn."""

    label: str
    parts: tuple[tuple[Fill, int], ...] = ()
    end: str = ""
    note: str = ""
    color: Color | None = None
    """Of its label's mark; None for none."""


@dataclass(frozen=True, slots=True)
class Bars:
    """All of it. Bars are as long as their sums, or all alike where `is_share`."""

    title: str
    bars: tuple[Bar, ...]
    legend: tuple[tuple[Fill, str], ...] = ()
    is_share: bool = False


def draw_bars(drawn: tuple[Bars, ...]) -> bytes:
    """Return them as one picture, one group below the other."""
    canvas = Canvas(WIDTH, sum(map(_height, drawn)) + _MARGIN)
    top = _GAP
    for bars in drawn:
        _draw(canvas, bars, top)
        top += _height(bars)
    return canvas.png()


def _height(bars: Bars) -> float:
    legend = len(_flow(bars)) * (_LINE + 2)
    return len(_titles(bars)) * (_LINE + 3) + _GAP + legend + len(bars.bars) * _ROW + _GAP


def _titles(bars: Bars) -> list[str]:
    return wrap(bars.title, WIDTH - 2 * _MARGIN, _TITLE, bold=True)


def _draw(canvas: Canvas, bars: Bars, top: float) -> None:
    for line in _titles(bars):
        canvas.text(_MARGIN, top + _LINE / 2, line, size=_TITLE, bold=True)
        top += _LINE + 3
    for words in _flow(bars):
        for fill, word, left in words:
            _FILLS[fill](canvas, left, top + 3, 11, 9)
            canvas.text(left + 15, top + _LINE / 2 + 1, word, size=_SMALL, color=palette.FAINT)
        top += _LINE + 2
    top += _GAP / 2
    most = max((_sum(bar) for bar in bars.bars), default=0)
    for number, bar in enumerate(bars.bars):
        _draw_bar(canvas, bar, top + number * _ROW, _sum(bar) if bars.is_share else most)


def _draw_bar(canvas: Canvas, bar: Bar, top: float, whole: int) -> None:
    middle, start = top + _ROW / 2, _MARGIN
    if bar.color is not None:
        canvas.box(start, middle - 4, 4, 8, bar.color, radius=1)
        start += 8
    room = _MARGIN + _LABEL - 4 - start
    size = _TEXT if measure(bar.label, _TEXT) <= room else _SMALL - 1
    canvas.text(start, middle, fit(bar.label, room, size), size=size)
    left = _MARGIN + _LABEL
    if not _sum(bar):
        canvas.text(left, middle, fit(bar.note, _ROOM + _END, _SMALL), size=_SMALL, color=palette.FAINT)
        return
    for fill, amount in bar.parts:
        width = _ROOM * amount / whole
        if amount:
            _FILLS[fill](canvas, left, middle - _BAR / 2, max(width, 1.5), _BAR)
            if len(bar.parts) > 1 and measure(str(amount), _SMALL, bold=True) + 6 <= width:
                _draw_number(canvas, left + width / 2, middle, str(amount))
        left += width
    canvas.text(min(left, _MARGIN + _LABEL + _ROOM) + 5, middle, bar.end, size=_SMALL, bold=True)


def _draw_number(canvas: Canvas, x: float, y: float, number: str) -> None:
    width = measure(number, _SMALL, bold=True) + 4
    canvas.box(x - width / 2, y - 5, width, 10, palette.PANEL, radius=2)
    canvas.text(x, y, number, size=_SMALL, bold=True, anchor="mm")


def _sum(bar: Bar) -> int:
    return sum(amount for _, amount in bar.parts)


def _flow(bars: Bars) -> list[list[tuple[Fill, str, float]]]:
    return flow(bars.legend, _MARGIN, _SMALL)


def _plain(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.box(x, y, width, height, palette.SKY)


def _striped(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.box(x, y, width, height, palette.ORANGE)
    for number in range(1, int(width / _STRIPES) + 1):
        stripe = x + number * _STRIPES - 1.5
        canvas.box(stripe, y, min(1.5, x + width - stripe), height, palette.PANEL)


def _hollow(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.box(x, y, width, height, palette.VERMILION)
    if width > 3:  # noqa: PLR2004 - a frame of 1.5 on either side
        canvas.box(x + 1.5, y + 1.5, width - 3, height - 3, palette.PANEL)


_FILLS: Final[Mapping[Fill, Callable[[Canvas, float, float, float, float], None]]] = MappingProxyType(
    {Fill.PLAIN: _plain, Fill.STRIPED: _striped, Fill.HOLLOW: _hollow}
)
