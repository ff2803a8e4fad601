"""A panel to draw on. Lengths are units: a phone shows one in about a point.

Pillow is loaded with the first panel: a bot of whom nobody wants a picture does without.
"""

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Final, TypeVar

from cogs.ui.drawing import palette
from cogs.ui.drawing.fonts import get_font
from cogs.ui.drawing.palette import Color
from cogs.ui.drawing.signs import Sign, get_tile

WIDTH: Final = 330.0
"""Units of a panel: about the points that a phone gives to a picture."""
SCALE: Final = 2.5
"""Pixels to a unit: sharp on a phone, and not too much to send."""
COLORS: Final = 64
"""A panel has a dozen colors, the others smooth edges: with so few it is drawn and sent in a third of the time."""

S = TypeVar("S")

_LEGEND_SIGN: Final = 26.0
"""The width of a sign in a legend, and of the space on both its sides."""
COMPRESSION: Final = 3
"""zlib's level: higher ones take three times as long for a fifth of the bytes."""


class Canvas:
    """A dark panel with a frame, and what is drawn on it."""

    def __init__(self, width: float, height: float) -> None:
        from PIL import Image, ImageDraw

        self.width, self.height = width, height
        self._image = Image.new("RGB", (_pixels(width), _pixels(height)), palette.PANEL)
        self._draw = ImageDraw.Draw(self._image)
        self._draw.rectangle((0, 0, self._image.width - 1, self._image.height - 1), outline=palette.FRAME, width=2)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 11.0,
        color: Color = palette.INK,
        bold: bool = False,
        anchor: str = "lm",
    ) -> None:
        """Draw a line of text; `anchor` as Pillow names them, "lm" for the middle of its left end."""
        font = get_font(_pixels(size), bold=bold)
        self._draw.text((_pixels(x), _pixels(y)), _spaced(text), fill=color, font=font, anchor=anchor)

    def text_upwards(self, x: float, y: float, text: str, *, size: float = 11.0, color: Color = palette.INK) -> None:
        """Draw a line of text that runs upwards from (x, y), with x in the middle of its height."""
        from PIL import Image, ImageDraw

        font = get_font(_pixels(size))
        room = (round(font.getlength(text)) + 4, round(_pixels(size) * 1.5))
        line = Image.new("L", room)
        ImageDraw.Draw(line).text((0, room[1] / 2), text, fill=255, font=font, anchor="lm")
        mask = line.transpose(Image.Transpose.ROTATE_90)
        self._image.paste(color, (_pixels(x) - mask.width // 2, _pixels(y) - mask.height), mask)

    def box(self, x: float, y: float, width: float, height: float, fill: Color, *, radius: float = 0.0) -> None:
        """Fill a rectangle."""
        corners = (_pixels(x), _pixels(y), _pixels(x + width) - 1, _pixels(y + height) - 1)
        self._draw.rounded_rectangle(corners, _pixels(radius), fill)

    def sign(self, x: float, y: float, sign: Sign, side: float = 15.0) -> None:
        """Draw a sign with its middle at (x, y)."""
        tile = get_tile(sign, _pixels(side))
        self._image.paste(tile, (_pixels(x) - tile.width // 2, _pixels(y) - tile.height // 2), tile)

    def png(self) -> bytes:
        """Return the picture."""
        out = BytesIO()
        from PIL import Image

        few = self._image.quantize(COLORS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(out, "PNG", compress_level=COMPRESSION)
        return out.getvalue()


@lru_cache(maxsize=4_096)
def measure(text: str, size: float, *, bold: bool = False) -> float:
    """Return how many units wide a line of text is."""
    return get_font(_pixels(size), bold=bold).getlength(_spaced(text)) / SCALE


def _spaced(text: str) -> str:
    """Return `text` with common spaces: the no-break space of this font is twice as wide."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return as much of `text` as `room` holds, with an ellipsis where something was left out."""
    if measure(text, size, bold=bold) <= room:
        return text
    kept = len(text)
    while kept and measure(text[:kept].rstrip() + "…", size, bold=bold) > room:
        kept -= 1
    return text[:kept].rstrip() + "…"


def wrap(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """Return `text` in lines that `room` holds, broken at spaces; a single word that is too long is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(fit(word, room, size, bold=bold))
    return lines


def flow(legend: Sequence[tuple[S, str]], margin: float, size: float) -> list[list[tuple[S, str, float]]]:
    """Return a legend in lines that a panel holds, each entry with its left end and room for its sign."""
    lines: list[list[tuple[S, str, float]]] = []
    left = WIDTH
    for sign, word in legend:
        width = measure(word, size) + _LEGEND_SIGN
        if left + width > WIDTH - margin:
            lines.append([])
            left = margin
        lines[-1].append((sign, word, left))
        left += width
    return lines


def _pixels(units: float) -> int:
    return round(units * SCALE)
