"""The picture of two builds side by side: what each has that the other has not."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.app import Services
from bot.domain.builds import Build
from bot.domain.gear.gear import Gear
from bot.domain.modes import GameMode
from bot.domain.template import BuildTemplate, TraitLine
from cogs.builds.comparison_picture import draw_comparison
from cogs.ui.drawing.canvas import SCALE, WIDTH
from cogs.ui.drawing.columns import Columns, Row, draw_columns
from cogs.ui.words import words_for
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.factories import make_build


def _build(code: str, **more: object) -> Build:
    template = BuildTemplate.from_chat_code(code)
    build = replace(make_build(), name="secret", template=template, code=code, mode=GameMode.PVE)
    return replace(build, **more)  # type: ignore[arg-type]  # fields of the build


def _columns(services: Services, left: Build, right: Build) -> Columns:
    comparison = services.comparisons.get(left, right)
    return draw_comparison(left, right, comparison, services.game, words_for("en"))


def _row(columns: Columns, label: str) -> Row:
    return next(row for row in columns.rows if row.label == label)


def test_what_they_are_for_comes_first(services: Services) -> None:
    columns = _columns(services, _build(MIRAGE), _build(FIREBRAND))
    assert (columns.left.letter, columns.left.title, columns.right.title) == ("A", "Mirage", "Firebrand")
    assert [row.label for row in columns.rows[:3]] == ["Suits", "Holds for five", "To allies"]
    assert _row(columns, "Suits").left.words == ("Alac-DPS",)
    assert _row(columns, "Weapons").left.words == ("Staff", "Scepter")
    assert "secret" not in repr(columns)


def test_of_the_same_line_only_the_choices_that_differ_are_named(services: Services) -> None:
    left = _build(FIREBRAND)
    one, two, line = left.template.lines
    template = replace(left.template, lines=(one, two, TraitLine(line.specialization, (3, *line.traits[1:]))))
    columns = _columns(services, left, replace(left, template=template, code=template.chat_code()))
    traits = _row(columns, "Traits")
    assert (traits.left.title, traits.right.title) == ("Firebrand", "Firebrand")
    assert len(traits.left.words) == len(traits.right.words) == 1
    assert traits.right.choices == (3, *line.traits[1:])
    assert columns.same.startswith("The same: Virtues · Honor")


@pytest.mark.parametrize("is_dressed_left", [True, False])
def test_a_build_whose_gear_is_unknown_says_so_once(services: Services, *, is_dressed_left: bool) -> None:
    edition = services.almanac.edition
    relic, food = (min(edition.equipment.items[kind]) for kind in list(edition.equipment.items)[:2])
    dressed, bare = _build(FIREBRAND, gear=Gear(relic=relic, food=food)), _build(MIRAGE)
    pair = (dressed, bare) if is_dressed_left else (bare, dressed)
    rows = _columns(services, *pair).rows
    halves = [row.right if is_dressed_left else row.left for row in rows]
    assert [half.words for half in halves].count(("nothing is said of its gear",)) == 1


def test_it_is_drawn_as_wide_as_a_phone(services: Services) -> None:
    picture = Image.open(BytesIO(draw_columns(_columns(services, _build(MIRAGE), _build(FIREBRAND)))))
    assert picture.width == round(WIDTH * SCALE)
