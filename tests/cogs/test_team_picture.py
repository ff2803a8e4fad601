"""What the pictures of a team show: signs by place and need, and what they mean."""

from dataclasses import replace
from functools import cache

import pytest

from bot.domain.analysis import Answer, Member, SubgroupReport
from bot.domain.combos import Combos
from bot.domain.declared import declare
from bot.domain.gamedata import GameData
from bot.domain.giving import Giving, find_giving
from bot.domain.modes import GameMode
from bot.domain.needs import Need
from bot.domain.teams import Seat
from bot.domain.template import BuildTemplate
from bot.gateways.gamedata import load_game_facts
from cogs.teams.picture import describe_squad, describe_subgroups, draw_squad, draw_subgroups
from cogs.ui.drawing.grid import Grid, Row
from cogs.ui.drawing.signs import Sign
from cogs.ui.words import words_for
from config.giving import load_giving_rules
from tests.cogs.test_builds import FIREBRAND
from tests.factories import make_build

EN, FR = words_for("en"), words_for("fr")


@cache
def _giving(game: GameData) -> Giving:
    template = BuildTemplate.from_chat_code(FIREBRAND)
    return find_giving(template, game, load_game_facts(), GameMode.PVE, load_giving_rules())


def _report(game: GameData, **more: object) -> SubgroupReport:
    """Return a firebrand in place 1, a build not to be seen in place 2, and three open places."""
    build = replace(make_build(), template=BuildTemplate.from_chat_code(FIREBRAND))
    shown, hidden = Seat(1, 1, build=build), Seat(1, 2, hidden=True)
    report = SubgroupReport(
        number=1,
        members=(Member(shown, _giving(game)), Member(hidden, None)),
        answers=(Answer(Need.QUICKNESS, (shown,)), Answer(Need.ALACRITY, ())),
        open_places=3,
        unknown_places=1,
        combo_efficacy=12.4,
        pairs=(),
    )
    return replace(report, **more)  # type: ignore[arg-type]  # fields of the report


def _signs(grid: Grid, label: str) -> list[Sign | None]:
    return [cell.sign for cell in _row(grid, label).cells[0]]


def _row(grid: Grid, label: str) -> Row:
    return next(row for section in grid.sections for row in section if row.label == label)


def test_each_place_has_the_sign_of_what_it_gives(game: GameData) -> None:
    grid = draw_subgroups([_report(game)], game, EN)
    places = [Sign.UNKNOWN, Sign.OPEN, Sign.OPEN, Sign.OPEN]
    assert _signs(grid, "Quickness") == [Sign.FULL, *places]
    assert _signs(grid, "Alacrity") == [Sign.NONE, *places]
    assert _signs(grid, "Aegis") == [Sign.SOME, *places]
    assert [row.label for row in grid.sections[0]] == ["Quickness", "Alacrity"]


def test_what_nobody_gives_is_left_out_unless_it_is_asked_for(game: GameData) -> None:
    labels = [row.label for section in draw_subgroups([_report(game)], game, EN).sections for row in section]
    assert "Alacrity" in labels
    assert "Superspeed" not in labels
    assert len(labels) == len(set(labels))


def test_columns_name_the_specialization_and_never_a_person(game: GameData) -> None:
    grid = draw_subgroups([_report(game)], game, EN)
    assert [column.word for column in grid.blocks[0].columns] == ["Firebrand", "", "", "", ""]
    assert grid.blocks[0].foot == "Combos 12/100"


def test_the_end_of_a_row_says_what_is_amiss(game: GameData) -> None:
    shown = _report(game).members[0].seat
    twice = Answer(Need.QUICKNESS, (shown, replace(shown, place=3)))
    crowded = Answer(Need.HEALING, (shown, shown), amount=0, at_most=1)
    report = _report(game, answers=(twice, Answer(Need.ALACRITY, ()), crowded, Answer(Need.MIGHT, (shown, shown))))
    notes = [row.notes[0] for row in draw_subgroups([report], game, EN).sections[0]]
    told = [(note.sign, note.number) if note else None for note in notes]
    assert told == [(Sign.TOO_MANY, "2"), (Sign.MISSING, ""), (Sign.TOO_MANY, "2"), None]


def test_what_an_author_says_has_a_sign_of_its_own(game: GameData) -> None:
    read = replace(_giving(game), support=(), held=())
    giving = declare(read, ["quick-dps"], load_giving_rules().roles)
    report = _report(game)
    members = (replace(report.members[0], giving=giving), *report.members[1:])
    grid = draw_subgroups([replace(report, members=members)], game, EN)
    assert _signs(grid, "Quickness")[0] is Sign.DECLARED
    assert (Sign.DECLARED, "so its author says") in grid.legend


def test_the_legend_explains_the_signs_that_are_there_and_no_others(game: GameData) -> None:
    grid = draw_subgroups([_report(game)], game, FR)
    assert [sign for sign, _ in grid.legend] == [Sign.FULL, Sign.SOME, Sign.MISSING, Sign.OPEN, Sign.UNKNOWN]
    assert dict(grid.legend)[Sign.MISSING] == "manque"


def test_a_squad_is_drawn_with_its_subgroups_as_columns(game: GameData) -> None:
    reports = [_report(game), _report(game, number=4, unknown_places=0)]
    squad = [Answer(Need.STRIP, (), amount=10), Answer(Need.HEALING, (), amount=0, at_most=3)]
    grid = draw_squad(reports, squad, EN)
    assert [column.number for column in grid.blocks[0].columns] == ["1", "4"]
    assert _signs(grid, "Alacrity") == [Sign.MISSING, Sign.MISSING]
    assert [cell.number for cell in _row(grid, "No build to be seen").cells[0]] == ["1", "0"]
    assert [(bar.label, bar.there, bar.wanted, bar.sign) for bar in grid.bars] == [("Boon Strip", 0, 10, Sign.MISSING)]


@pytest.mark.parametrize("count", [1, 10])
def test_words_stand_for_the_picture(count: int, game: GameData) -> None:
    reports = [_report(game, number=number) for number in range(1, count + 1)]
    assert "Subgroup 1: Quickness by place 1; Alacrity is missing." in describe_subgroups(reports[:2], EN)
    squad = [Answer(Need.STRIP, (), amount=10)]
    assert describe_squad(reports, squad, EN).startswith("Alacrity is missing in subgroup 1")
    assert describe_squad(reports, squad, EN).endswith("The squad has Boon Strip 0 of 10 times.")


def test_a_content_that_asks_for_nothing_still_has_a_picture(game: GameData) -> None:
    idle = replace(_giving(game), supplies=(), held=(), combos=Combos((), ()))
    report = _report(game, answers=(), members=(Member(Seat(1, 1), idle),))
    assert draw_subgroups([report], game, EN).sections == ()
    assert "nothing is asked of it" in describe_subgroups([report], EN)
    assert len(draw_squad([report, report, report], [], EN).sections) == 1
