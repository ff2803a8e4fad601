"""The game in other languages: names alone differ, and nothing is judged by them."""

from dataclasses import replace

import pytest

from bot.domain.edition import Edition
from bot.domain.gear.equipment import ItemKind
from bot.domain.giving import find_giving
from bot.domain.legality import find_defects
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate
from bot.domain.translations import Translation, translate_giving
from bot.gateways.gamedata.editions import load_bundled
from config.giving import load_giving_rules
from tests.domain.rows import golden_rows

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
REVENANT = 28134
"""The skill that calls upon the legend of number 2."""


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The bundled facts with a few French names."""
    words = Translation(
        specializations={59: "Mirage français"},
        traits={2174: "Manteau"},
        skills={21750: "Signe", REVENANT: "Assassin"},
        stats={161: "Berserker français"},
        items={24687: "Rune affligée"},
    )
    return replace(load_bundled(), translations={"fr": words})


def test_what_has_a_name_is_called_by_it_and_the_rest_is_english(edition: Edition) -> None:
    sheet = describe(BuildTemplate.from_chat_code(MIRAGE), edition.in_language("fr").game)
    assert sheet.elite
    assert sheet.elite.name == "Mirage français"
    line = sheet.lines[2]
    assert line
    assert [trait and trait.name for trait in line.traits] == ["Riddle of Sand", "Manteau", "Dune Cloak"]
    assert sheet.land.heal
    assert (sheet.land.heal.name, sheet.weapons[0].name) == ("Signe", "Staff")


def test_a_legend_is_called_like_its_skill(edition: Edition) -> None:
    legends = edition.in_language("fr").game.legends
    assert [legends[number].name for number in (1, 2)] == ["Legendary Dragon Stance", "Assassin"]


def test_every_id_of_an_item_has_its_name(edition: Edition) -> None:
    equipment = edition.in_language("fr").equipment
    assert {equipment.items[ItemKind.RUNE][number].name for number in (24687, 91460)} == {"Rune affligée"}
    assert equipment.combinations[161].name == "Berserker français"


def test_without_names_it_is_the_very_same(edition: Edition) -> None:
    assert edition.in_language("en") is edition
    assert edition.in_language("de") is edition


def test_english_stays_as_it_was(edition: Edition) -> None:
    edition.in_language("fr")
    assert edition.game is load_bundled().game
    assert edition.game.palettes[Profession.MESMER][3875].name == "Signet of the Ether"


def test_what_a_build_gives_is_the_same_under_other_names(edition: Edition) -> None:
    game, rules = edition.game, load_giving_rules()
    giving = find_giving(BuildTemplate.from_chat_code(MIRAGE), game, edition.facts, GameMode.PVE, rules)
    spoken = edition.in_language("fr")
    french = translate_giving(giving, spoken.game, spoken.equipment)
    names = {source.id: source.name for supply in french.supplies for source in supply.sources}
    assert names[2174] == "Manteau"
    assert {source.name for one in french.supplies for source in one.sources} == {
        one.source.name for one in french.grants
    }
    assert translate_giving(french, game, edition.equipment) == giving


def test_defects_are_the_same_in_every_language(edition: Edition) -> None:
    words = Translation(
        skills={number: f"compétence {number}" for number, one in edition.game.skills.items() if one.name},
        traits={number: f"trait {number}" for number in edition.game.traits},
    )
    french = replace(edition, translations={"fr": words}).in_language("fr").game
    for row in (one.code for one in golden_rows() if one.valid):
        template = BuildTemplate.from_chat_code(row)
        kinds = [[(one.kind, one.where) for one in find_defects(template, game)] for game in (edition.game, french)]
        assert kinds[0] == kinds[1], row
