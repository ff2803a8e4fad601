"""Tabs of characters as the API tells them, and what is made of them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.characters import BuildTab, EquipmentTab, Lack
from bot.domain.edition import Edition
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.gear import WeaponSet
from bot.domain.gear.legality import find_gear_defects
from bot.domain.gear.slots import Rarity
from bot.domain.legality import find_defects
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, Legends, SkillBar
from bot.gateways.gameapi.account_answers import BuildTabAnswer, EquipmentTabAnswer
from bot.gateways.gameapi.answers import ItemEntry
from bot.gateways.gameapi.build_tabs import read_build_tab
from bot.gateways.gameapi.equipment_tabs import list_items, read_equipment_tab
from bot.gateways.gamedata.editions import load_bundled
from tests.domain.rows import golden_rows, large_rows
from tests.game_characters import (
    AXE,
    BERSERKER,
    FOCUS,
    FORCE,
    GREATSWORD,
    IMPACT,
    SCHOLAR,
    SPEAR,
    THIEF_RELIC,
    build_tab,
    dressed,
    items,
    piece,
)

SMALLER_VIPER = 1130
"""The id under which gear has it: the smaller one of two."""
_UTILITIES = {4614, 4651, 4564}


@pytest.fixture(scope="module")
def edition() -> Edition:
    return load_bundled()


def _build(told: dict[str, Any], edition: Edition) -> BuildTab:
    found = read_build_tab(BuildTabAnswer.model_validate(told), edition.game)
    assert found is not None
    return found


def _worn(told: dict[str, Any], edition: Edition) -> EquipmentTab:
    answer = EquipmentTabAnswer.model_validate(told)
    known = items()
    found = {number: ItemEntry.model_validate(known[number]) for number in list_items([answer]) if number in known}
    return read_equipment_tab(answer, found, edition)


def _told(template: BuildTemplate) -> BuildTemplate:
    """Return what the API tells of a build: no weapons, and of the legend not invoked no order of its utilities."""
    bare = replace(template, weapons=(), overrides=(), spare=b"")
    if bare.legends is None:
        return bare
    inactive = [(4614, 4651, 4564) if legends[1] else (0, 0, 0) for legends in (bare.legends.land, bare.legends.water)]
    return replace(bare, legends=Legends(bare.legends.land, bare.legends.water, inactive[0], inactive[1]))


def test_every_public_build_comes_back_as_it_was(edition: Edition) -> None:
    game, compared = edition.game, 0
    for row in (*golden_rows(), *large_rows()):
        if not row.valid:
            continue
        template = BuildTemplate.from_chat_code(row.code)
        if find_defects(template, game) or _is_partial(template):
            continue
        tab = _build(build_tab(template, game, name=" Raid \n DPS "), edition)
        again = _told(template)
        assert tab.name == "Raid DPS"
        assert not tab.lacks, row.code
        if tab.template != again:  # a skill with several palette ids may be written with another one
            assert _skills(tab.template, edition) == _skills(again, edition), row.code
            assert tab.template.lines == again.lines
        compared += 1
    assert compared > 10


def _is_partial(template: BuildTemplate) -> bool:
    """Tell whether a revenant's bar has gaps, which the game itself fills."""
    bars = ((template.land, 0), (template.water, 1))
    legends = template.legends
    return legends is not None and any(
        (legends.land, legends.water)[medium][0] and set(bar.utility) != _UTILITIES for bar, medium in bars
    )


def _skills(template: BuildTemplate, edition: Edition) -> list[int]:
    palettes = edition.game.palettes[template.profession]
    bars = (template.land, template.water)
    return [palettes[one].id for bar in bars for one in (bar.heal, *bar.utility, bar.elite) if one in palettes]


def test_empty_places_stay_empty(edition: Edition) -> None:
    told = {"tab": 3, "build": {"name": None, "profession": "Warrior", "specializations": [None, {"id": None}]}}
    tab = _build(told, edition)
    assert (tab.number, tab.name, tab.is_active, tab.lacks) == (3, "", False, {})
    assert tab.template == BuildTemplate(profession=Profession.WARRIOR)
    ranger = {"tab": 1, "build": {"profession": "Ranger", "pets": {"terrestrial": [None], "aquatic": []}}}
    assert _build(ranger, edition).template.pets is not None


def test_what_is_not_known_is_counted_and_left_out(edition: Edition) -> None:
    line = {"id": 31, "traits": [999_999, None, 2]}
    build = {"profession": "Elementalist", "specializations": [line, {"id": 900}, {"id": 90}]}
    skills = {"heal": 999_999, "utilities": [None, 999_998], "elite": None}
    tab = _build({"tab": 1, "build": build | {"skills": skills}}, edition)
    assert tab.lacks == {Lack.TRAITS: 4, Lack.SKILLS: 2}
    assert [one.specialization for one in tab.template.lines] == [31, 0, 90]
    assert tab.template.chat_code()
    assert (
        read_build_tab(BuildTabAnswer.model_validate({"tab": 1, "build": {"profession": "Bard"}}), edition.game) is None
    )


def test_the_legend_whose_skills_stand_there_comes_first(edition: Edition) -> None:
    shiro = edition.game.legends[2].skills
    skills = {"heal": shiro[4572].id, "utilities": [shiro[4651].id, 999_999, None], "elite": shiro[4554].id}
    build = {"profession": "Revenant", "legends": ["Legend1", "Legend2"], "aquatic_legends": None, "skills": skills}
    template = _build({"tab": 1, "build": build}, edition).template
    assert template.legends == Legends((2, 1), (0, 0), (4614, 4651, 4564), (0, 0, 0))
    assert template.land == SkillBar(4572, (4651, 4614, 4564), 4554)
    assert template.water == SkillBar()
    odd = _build({"tab": 1, "build": build | {"legends": ["Legend99", "odd"]}}, edition)
    assert odd.template.legends == Legends()
    assert odd.lacks[Lack.SKILLS] == 1 + 4


def test_gear_comes_with_everything_that_it_can_hold(edition: Edition) -> None:
    tab = _worn(dressed(tab=2, active=True), edition)
    gear = tab.gear
    assert (tab.number, tab.name, tab.is_active) == (2, "Raid", True)
    assert gear.stats == (BERSERKER,) * 12
    assert gear.sets[0] == WeaponSet((GREATSWORD, 0), (BERSERKER, 0), (FORCE, IMPACT))
    assert gear.sets[1] == WeaponSet((AXE, FOCUS), (BERSERKER, SMALLER_VIPER), (FORCE, IMPACT))
    assert (gear.rune, gear.relic, gear.food, gear.utility) == (SCHOLAR, THIEF_RELIC, 0, 0)
    assert gear.infusions == ((Attribute.POWER, 13),)
    assert gear.rarity is Rarity.ASCENDED
    assert tab.weapons == (GREATSWORD, AXE, FOCUS)
    assert tab.lacks == {Lack.INFUSIONS: 1}
    template = BuildTemplate(profession=Profession.MESMER, weapons=tab.weapons)
    assert find_gear_defects(gear, template, edition.equipment, edition.game, 18) == ()


def test_odd_pieces_are_counted_or_kept_by_their_number(edition: Edition) -> None:
    worn = [
        piece("Helm", 80_000, stat=999_001, upgrades=[SCHOLAR]),
        piece("Coat", 80_002, upgrades=[24_687]),
        piece("Boots", 999_999),
        piece("WeaponA1", 82_003, upgrades=[None, 999_002]),
        piece("WeaponB1", 82_004, stat=BERSERKER),
        piece("Ring1", 81_000, infusions=[43_255, 999_003, None]),
        piece("Relic", 999_004),
    ]
    tab = _worn({"tab": 1, "name": None, "equipment": worn}, edition)
    gear = tab.gear
    assert (gear.stats[0], gear.stats[2], gear.relic, gear.rune) == (999_001, 0, 999_004, 0)
    assert gear.sets[0] == WeaponSet((SPEAR, 0), (BERSERKER, 0), (999_002, 0))
    assert gear.sets[1] == WeaponSet((0, 0), (BERSERKER, 0), (0, 0))
    assert tab.lacks == {
        Lack.RUNES: 2,
        Lack.PIECES: 2,
        Lack.WEAPONS: 1,
        Lack.INFUSIONS: 2,
        Lack.RARITY: 2,
    }
    assert _worn({"tab": 1}, edition).gear.is_empty
