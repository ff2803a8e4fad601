"""The font: Bitstream Vera Sans, which has every letter of the languages that we speak.

Pillow's own font has no accents. Vera comes with `reportlab`, which is small and kept up; nothing of it is imported,
its two files are only read. It lacks check marks and arrows: signs are drawn as shapes, see `signs.py`.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont


@cache
def get_font(size: int, *, bold: bool = False) -> "ImageFont.FreeTypeFont":
    """Return the font in a size of pixels.

    The basic layout is enough for Latin letters, and unlike the other one it draws any text without an error.
    """
    from PIL import ImageFont

    file = _folder() / ("VeraBd.ttf" if bold else "Vera.ttf")
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _folder() -> Path:
    found = find_spec("reportlab")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("the package reportlab, whose font pictures are drawn with, is not installed")
    return Path(found.submodule_search_locations[0]) / "fonts"
