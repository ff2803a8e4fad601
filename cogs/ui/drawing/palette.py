"""The colors of pictures: a dark panel of its own, readable where Discord is dark and where it is light.

The bright ones are of the palette that Okabe and Ito made for all kinds of color vision
(jfly.uni-koeln.de/color, read 2026-11-24). Color never speaks alone: each comes with a sign of its own shape.
"""

from typing import Final

Color = tuple[int, int, int]

PANEL: Final[Color] = (30, 33, 40)
STRIPE: Final[Color] = (39, 43, 52)
FRAME: Final[Color] = (110, 116, 128)
INK: Final[Color] = (240, 242, 245)
FAINT: Final[Color] = (168, 174, 186)
DOT: Final[Color] = (92, 98, 110)
BLACK: Final[Color] = (16, 18, 22)

SKY: Final[Color] = (86, 180, 233)
ORANGE: Final[Color] = (230, 159, 0)
YELLOW: Final[Color] = (240, 228, 66)
VERMILION: Final[Color] = (235, 110, 40)
"""A little lighter than theirs, which is too dark for the panel."""


def from_number(number: int) -> Color:
    """Return a color written as 0xRRGGBB."""
    return number >> 16 & 255, number >> 8 & 255, number & 255
