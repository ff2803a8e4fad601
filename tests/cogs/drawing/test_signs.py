"""Signs and colors that everybody can tell apart."""

from itertools import combinations

import pytest
from PIL import Image, ImageChops

from cogs.ui.drawing import palette
from cogs.ui.drawing.signs import Sign, get_tile
from cogs.ui.professions import COLORS

_SIDE = 38
DISCORD = {"dark": (49, 51, 56), "light": (255, 255, 255)}


def contrast(one: palette.Color, other: palette.Color) -> float:
    """Return the contrast of two colors, 1 to 21, as WCAG 2.2 reckons it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: palette.Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _gray(sign: Sign) -> Image.Image:
    panel = Image.new("RGB", (_SIDE, _SIDE), palette.PANEL)
    tile = get_tile(sign, _SIDE)
    panel.paste(tile, (0, 0), tile)
    return panel.convert("L")


@pytest.mark.parametrize(("one", "other"), list(combinations(Sign, 2)))
def test_signs_differ_without_any_color(one: Sign, other: Sign) -> None:
    difference = ImageChops.difference(_gray(one), _gray(other))
    differing = sum(difference.histogram()[32:])
    assert differing > 0.04 * _SIDE * _SIDE, f"{one} looks like {other}"


@pytest.mark.parametrize("color", [palette.INK, palette.FAINT, palette.SKY, palette.ORANGE, palette.YELLOW])
def test_what_is_read_stands_out_from_the_panel(color: palette.Color) -> None:
    assert contrast(color, palette.PANEL) >= 4.5
    assert contrast(color, palette.STRIPE) >= 4.5


def test_what_is_missing_stands_out_from_the_panel() -> None:
    assert contrast(palette.VERMILION, palette.STRIPE) >= 4.5


@pytest.mark.parametrize("color", list(COLORS.values()))
def test_professions_stand_out_from_the_panel(color: int) -> None:
    assert contrast(palette.from_number(color), palette.PANEL) >= 3


@pytest.mark.parametrize("background", list(DISCORD.values()), ids=list(DISCORD))
def test_the_panel_has_an_edge_on_discord_dark_and_light(background: palette.Color) -> None:
    assert contrast(palette.FRAME, background) >= 2


def test_contrast_is_that_of_its_definition() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast(palette.INK, palette.INK) == 1
