"""Text in pictures: every letter is there, and everything stays within its room."""

from collections.abc import Iterator
from importlib import resources
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.domain.gamedata import GameData
from cogs.ui import game_text
from cogs.ui.drawing.canvas import SCALE, Canvas, fit, measure, wrap
from cogs.ui.drawing.fonts import get_font
from cogs.ui.words import LANGUAGES

LETTERS = "äöüßÄÖÜñáéíóúÑ¿¡œŒæÆàâçéèêëîïôùûüÿŸÀÂÇÉÈÊËÎÏÔÙÛÜ·…“”«»"
"""Those of English, French, German and Spanish, and the signs that our texts use."""


def _is_drawn(letter: str, *, bold: bool = False) -> bool:
    font = get_font(30, bold=bold)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\u4e00"))


def _game_names(game: GameData) -> Iterator[str]:
    for things in (game.skills, game.traits, game.specializations, game.weapons, game.legends, game.pets):
        yield from (thing.name or "" for thing in things.values())


def _terms() -> Iterator[str]:
    english = {
        *game_text.SUPPLIES.values(),
        *game_text.CONTENT.values(),
        *game_text.ROLES.values(),
        *game_text.MODES.values(),
    }
    yield from english
    for language in LANGUAGES[1:]:
        source = resources.files("cogs").joinpath("locales", language, "LC_MESSAGES", "bot.po")
        with source.open("rb") as file:
            catalog = read_po(file, locale=language)
        yield from (str(message.string or "") for message in catalog if message.id in english)


@pytest.mark.parametrize("bold", [False, True])
def test_the_font_has_every_letter_of_our_languages(*, bold: bool) -> None:
    assert [letter for letter in LETTERS if not _is_drawn(letter, bold=bold)] == []


def test_the_font_has_every_letter_of_the_games_words(game: GameData) -> None:
    letters = set("".join([*_game_names(game), *_terms()]))
    assert len(letters) > 60
    assert sorted(letter for letter in letters if not _is_drawn(letter)) == []


def test_a_letter_that_is_lacking_is_noticed() -> None:
    assert not _is_drawn("\u2713")


@given(st.text(st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"]), max_size=60), st.integers(20, 200))
def test_cut_text_fits_its_room(words: str, room: int) -> None:
    cut = fit(words, room, 11)
    assert measure(cut, 11) <= room
    assert cut == words or cut.endswith("…")


@given(st.lists(st.text("abcdefghé", min_size=1, max_size=30), max_size=12), st.integers(20, 200))
def test_wrapped_lines_fit_their_room(words: list[str], room: int) -> None:
    lines = wrap(" ".join(words), room, 11)
    assert all(measure(line, 11) <= room for line in lines)
    if all(measure(word, 11) <= room for word in words):
        assert " ".join(lines) == " ".join(words)


@given(st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=30))
def test_any_line_can_be_drawn(line: str) -> None:
    canvas = Canvas(120, 40)
    canvas.text(4, 10, line)
    canvas.text_upwards(100, 38, line)
    assert Image.open(BytesIO(canvas.png())).size == (120 * SCALE, 40 * SCALE)


def test_a_space_that_does_not_break_is_as_wide_as_another() -> None:
    assert measure("a\N{NO-BREAK SPACE}: b", 11) == measure("a : b", 11)
