"""Signs that can be told apart by their shape, without any color."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cogs.ui.drawing import palette
from cogs.ui.drawing.palette import Color

if TYPE_CHECKING:
    from PIL import Image

_FINE = 4
"""Signs are drawn so many times larger and then made smaller, which smooths their edges."""
_GRID = 24
"""The squares of the paper that the shapes below are drawn on."""


class Sign(StrEnum):
    """What stands in a cell."""

    FULL = "full"
    """Met, held: a filled square with a check mark."""
    DECLARED = "declared"
    """Met, as somebody says: a filled diamond."""
    PLANNED = "planned"
    """Wished for, with nothing yet that meets it: a ring in a ring, as on a target."""
    SOME = "some"
    """Given, but not held: a ring."""
    NONE = "none"
    """Nothing: a small dot."""
    MISSING = "missing"
    """Asked for and not there: a frame with a cross."""
    TOO_MANY = "too-many"
    """More than asked for: two squares, one behind the other."""
    UNKNOWN = "unknown"
    """Not to be seen by the reader: a question mark."""
    OPEN = "open"
    """An open place: stripes."""


@cache
def get_tile(sign: Sign, side: int) -> "Image.Image":
    """Return the sign on a transparent square of `side` pixels."""
    from PIL import Image

    fine = Image.new("RGBA", (side * _FINE, side * _FINE))
    _SHAPES[sign](_Paper(fine))
    return fine.resize((side, side), Image.Resampling.LANCZOS)


class _Paper:
    """Squared paper: shapes in squares, whatever the number of pixels."""

    def __init__(self, image: "Image.Image") -> None:
        from PIL import ImageDraw

        self._draw = ImageDraw.Draw(image)
        self._unit = image.width / _GRID

    def box(self, x: float, y: float, side: float, fill: Color | None, edge: Color | None = None) -> None:
        self._draw.rounded_rectangle(
            self._scaled(x, y, x + side, y + side), 3 * self._unit, fill, edge, round(2.5 * self._unit)
        )

    def stroke(self, *points: float, color: Color, width: float = 3.2) -> None:
        self._draw.line(self._scaled(*points), color, round(width * self._unit), joint="curve")

    def polygon(self, *points: float, color: Color) -> None:
        self._draw.polygon(self._scaled(*points), color)

    def ring(self, x: float, y: float, radius: float, color: Color, width: float) -> None:
        whole = self._scaled(x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(whole, outline=color, width=round(width * self._unit))

    def _scaled(self, *points: float) -> list[float]:
        return [point * self._unit for point in points]


def _full(paper: _Paper) -> None:
    paper.box(2, 2, 20, palette.SKY)
    paper.stroke(6.5, 12.5, 10.5, 16.5, 17.5, 8, color=palette.BLACK)


def _declared(paper: _Paper) -> None:
    paper.polygon(12, 1, 23, 12, 12, 23, 1, 12, color=palette.YELLOW)
    paper.stroke(7.5, 12.5, 11, 16, 16.5, 9, color=palette.BLACK, width=2.8)


def _planned(paper: _Paper) -> None:
    paper.ring(12, 12, 10.5, palette.ORANGE, 2.6)
    paper.ring(12, 12, 4, palette.ORANGE, 4)


def _some(paper: _Paper) -> None:
    paper.ring(12, 12, 7, palette.SKY, 3)


def _none(paper: _Paper) -> None:
    paper.ring(12, 12, 1.8, palette.DOT, 1.8)


def _missing(paper: _Paper) -> None:
    paper.box(2, 2, 20, None, palette.VERMILION)
    paper.stroke(7.5, 7.5, 16.5, 16.5, color=palette.VERMILION)
    paper.stroke(16.5, 7.5, 7.5, 16.5, color=palette.VERMILION)


def _too_many(paper: _Paper) -> None:
    paper.box(7, 1.5, 15, None, palette.ORANGE)
    paper.box(2, 7, 15, palette.ORANGE)


def _unknown(paper: _Paper) -> None:
    paper.stroke(
        8.2, 9, 9, 6.4, 12, 5.2, 15, 6.4, 15.6, 9, 14.4, 11.2, 12, 13, 12, 15.2, color=palette.FAINT, width=2.4
    )
    paper.ring(12, 19, 1.7, palette.FAINT, 1.7)


def _open(paper: _Paper) -> None:
    for start in (-8, 0, 8, 16):
        paper.stroke(start, 24, start + 16, 0, color=palette.DOT, width=1.6)


_SHAPES: Final[Mapping[Sign, Callable[[_Paper], None]]] = MappingProxyType(
    {
        Sign.FULL: _full,
        Sign.DECLARED: _declared,
        Sign.PLANNED: _planned,
        Sign.SOME: _some,
        Sign.NONE: _none,
        Sign.MISSING: _missing,
        Sign.TOO_MANY: _too_many,
        Sign.UNKNOWN: _unknown,
        Sign.OPEN: _open,
    }
)
