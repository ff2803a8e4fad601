"""Every kind of defect, and that one defect does not hide another."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from bot.domain import legality
from bot.domain.gamedata import GameData
from bot.domain.legality import DefectKind, find_defects
from bot.domain.professions import Profession
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar, TraitLine
from tests.strategies import templates

LINES = {
    "Zeal": 42,
    "Radiance": 16,
    "Virtues": 46,
    "Firebrand": 62,
    "Willbender": 65,
    "Spite": 53,
    "Devastation": 15,
    "Invocation": 3,
    "Retribution": 9,
    "Herald": 52,
    "Renegade": 63,
    "Vindicator": 69,
}
PALETTES = {
    "Shelter": 259,
    '"Advance!"': 301,
    "Reversal of Fortune": 6883,
    "Mantra of Solace": 5963,
    "Judge's Intervention": 327,
    "Radiation Field": 2333,
}
"""Of guardians."""
ETHER_FEAST = 366
"""Of mesmers."""


def test_the_numbers_above_are_those_of_the_game(game: GameData) -> None:
    assert {name: game.specializations[number].name for name, number in LINES.items()} == {name: name for name in LINES}
    skills = game.palettes[Profession.GUARDIAN]
    assert {name: skills[palette].name for name, palette in PALETTES.items()} == {name: name for name in PALETTES}
    assert game.palettes[Profession.MESMER][ETHER_FEAST].name == "Ether Feast"


def line(name: str) -> TraitLine:
    return TraitLine(LINES[name], (1, 2, 3))


def guardian(*lines: str, **parts: Any) -> BuildTemplate:
    one, two, three = map(line, lines or ("Zeal", "Radiance", "Firebrand"))
    return replace(BuildTemplate(profession=Profession.GUARDIAN, lines=(one, two, three)), **parts)


def guardian_bar(heal: str = "Shelter", utility: tuple[str, str, str] = ("", "", ""), elite: str = "") -> SkillBar:
    one, two, three = (PALETTES.get(name, 0) for name in utility)
    return SkillBar(PALETTES.get(heal, 0), (one, two, three), PALETTES.get(elite, 0))


def revenant(called: tuple[int, int], third: str = "Retribution", **parts: Any) -> BuildTemplate:
    lines = (line("Devastation"), line("Invocation"), line(third))
    template = BuildTemplate(profession=Profession.REVENANT, lines=lines, legends=Legends(called))
    return replace(template, **parts)


def found(template: BuildTemplate, game: GameData) -> list[tuple[str, str, str]]:
    return [(defect.kind.value, defect.where, defect.name) for defect in find_defects(template, game)]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        (guardian(), []),
        (BuildTemplate(profession=Profession.GUARDIAN), []),
        (guardian("Zeal", "Radiance", "Virtues"), []),
        (guardian("Zeal", "Spite", "Firebrand"), [("foreign-line", "line 2", "Spite")]),
        (guardian("Zeal", "Firebrand", "Virtues"), [("misplaced-elite", "line 2", "Firebrand")]),
        (
            guardian("Zeal", "Willbender", "Firebrand"),
            [("misplaced-elite", "line 2", "Willbender"), ("second-elite", "line 3", "Firebrand")],
        ),
        (guardian("Zeal", "Zeal", "Firebrand"), [("duplicate-line", "line 2", "Zeal")]),
        (
            guardian("Zeal", "Firebrand", "Firebrand"),
            [("misplaced-elite", "line 2", "Firebrand"), ("duplicate-line", "line 3", "Firebrand")],
        ),
        (guardian(lines=(TraitLine(255), TraitLine(), TraitLine())), [("unknown-line", "line 1", "255")]),
        (
            guardian(lines=(TraitLine(0, (1, 0, 3)), TraitLine(), TraitLine())),
            [("traits-without-line", "line 1", "1-0-3")],
        ),
        (
            guardian(lines=(TraitLine(), TraitLine(spare=2), TraitLine())),
            [("spare-trait-bits", "line 2", "10")],
        ),
        (guardian(land=SkillBar(heal=9999)), [("unknown-skill", "land heal", "9999")]),
        (
            guardian(water=SkillBar(ETHER_FEAST)),
            [("foreign-skill", "water heal", "Ether Feast")],
        ),
        # 1 is the same skill for eight professions, 51 another one for each, and 4572 another one for each legend.
        (revenant((2, 3), land=SkillBar(elite=1)), [("foreign-skill", "land elite", "Artillery Barrage")]),
        (BuildTemplate(profession=Profession.THIEF, land=SkillBar(51)), [("foreign-skill", "land heal", "51")]),
        (guardian(land=SkillBar(4572)), [("foreign-skill", "land heal", "4572")]),
        (guardian(land=guardian_bar('"Advance!"')), [("misplaced-skill", "land heal", '"Advance!"')]),
        (
            guardian(land=guardian_bar(elite="Reversal of Fortune")),
            [
                ("misplaced-skill", "land elite", "Reversal of Fortune"),
                ("locked-skill", "land elite", "Reversal of Fortune"),
            ],
        ),
        (guardian(land=guardian_bar("Mantra of Solace")), []),
        (
            guardian("Zeal", "Radiance", "Willbender", land=guardian_bar("Mantra of Solace")),
            [("locked-skill", "land heal", "Mantra of Solace")],
        ),
        (
            guardian(land=guardian_bar(utility=("Judge's Intervention", "", "Judge's Intervention"))),
            [("duplicate-skill", "land utility 3", "Judge's Intervention")],
        ),
        (guardian(land=guardian_bar(utility=("Radiation Field", "", ""))), []),
        (
            guardian(water=guardian_bar(utility=("", "Radiation Field", ""))),
            [("dry-skill", "water utility 2", "Radiation Field")],
        ),
        (guardian(spare=bytes(15) + b"\7"), [("spare-bytes", "bytes 28-43", "00 " * 15 + "07")]),
        (guardian(weapons=(90, 87, 53)), []),
        (guardian(weapons=(62,)), [("unknown-weapon", "weapon 1", "62")]),
        (guardian(weapons=(90, 107)), [("foreign-weapon", "weapon 2", "Shortbow")]),
        (guardian(weapons=(90, 90)), [("duplicate-weapon", "weapon 2", "Sword")]),
        (guardian(weapons=(50, 51, 89)), [("too-many-weapons", "weapons", "3 weapons")]),
        (guardian(weapons=(53, 5, 86)), [("too-many-weapons", "weapons", "3 weapons")]),
        (guardian(weapons=(49, 87, 102)), [("too-many-weapons", "weapons", "3 weapons")]),
        (guardian(weapons=(50, 90, 49, 54)), [("too-many-weapons", "weapons", "4 weapons")]),
        (guardian(overrides=(4_000_000_000,)), [("unknown-override", "override 1", "4000000000")]),
        (guardian(overrides=(9124, 9124)), [("duplicate-override", "override 2", "Banish")]),
        (
            guardian(overrides=(9102, 63335)),
            [
                ("foreign-override", "override 1", "Shelter"),
                ("foreign-override", "override 2", "Unleashed Wild Swing"),
            ],
        ),
        (
            BuildTemplate(profession=Profession.RANGER, pets=Pets((1, 49), (0, 255))),
            [("unknown-pet", "land pet 2", "49"), ("unknown-pet", "water pet 2", "255")],
        ),
        (revenant((2, 3)), []),
        (revenant((2, 9)), [("unknown-legend", "land legend 2", "9")]),
        (revenant((3, 3)), [("duplicate-legend", "land legend 2", "Legendary Dwarf Stance")]),
        (revenant((1, 3), "Herald"), []),
        (
            revenant((1, 3), land=SkillBar(4572, (4614, 4651, 4564), 4554)),
            [("locked-legend", "land legend 1", "Legendary Dragon Stance")],
        ),
        (
            revenant((3, 4), legends=Legends((1, 2), (3, 1))),
            [
                ("locked-legend", "land legend 1", "Legendary Dragon Stance"),
                ("locked-legend", "water legend 2", "Legendary Dragon Stance"),
            ],
        ),
        (revenant((3, 6), legends=Legends((3, 6), (4, 2))), []),
        (
            revenant((3, 2), legends=Legends((3, 2), (2, 6)), water=SkillBar(4572, (4614, 4651, 4564), 4554)),
            [("dry-legend", "water legend 2", "Legendary Centaur Stance")],
        ),
        (
            revenant((5, 2), "Renegade", legends=Legends((5, 2), (5, 5))),
            [
                ("dry-legend", "water legend 1", "Legendary Renegade Stance"),
                ("dry-legend", "water legend 2", "Legendary Renegade Stance"),
                ("duplicate-legend", "water legend 2", "Legendary Renegade Stance"),
            ],
        ),
        (
            revenant((7, 2), "Vindicator", legends=Legends((7, 2), (2, 7))),
            [("dry-legend", "water legend 2", "Legendary Alliance")],
        ),
        # Inspiring Reinforcement, a skill of legend 3, is told to be for land alone and stands in the water of players.
        (revenant((3, 2), legends=Legends((3, 2), (3, 2)), water=SkillBar(utility=(4614, 0, 0))), []),
        (
            revenant((9, 3), legends=Legends((9, 3), (0, 9)), land=SkillBar(4572, (4614, 4651, 4564), 4554)),
            [("unknown-legend", "land legend 1", "9"), ("unknown-legend", "water legend 2", "9")],
        ),
        (
            revenant((3, 9), legends=Legends((3, 2), (2, 9), inactive_water=(4614, 0, 9999))),
            [("unknown-skill", "inactive water utility 3", "9999"), ("unknown-legend", "water legend 2", "9")],
        ),
        (
            revenant((3, 2), legends=Legends((3, 2), (2, 0), inactive_water=(4614, 0, 0))),
            [("skill-without-legend", "inactive water utility 1", "4614")],
        ),
        (
            revenant((3, 2), legends=Legends((3, 2), (0, 2)), water=SkillBar(elite=4554)),
            [("skill-without-legend", "water elite", "4554")],
        ),
        (revenant((0, 3), land=SkillBar(4572)), [("skill-without-legend", "land heal", "4572")]),
        (
            revenant((3, 0), legends=Legends((3, 0), inactive_land=(4614, 0, 0))),
            [("skill-without-legend", "inactive land utility 1", "4614")],
        ),
        (
            revenant((3, 2), legends=Legends((3, 2), inactive_land=(4614, 4614, 4554))),
            [
                ("duplicate-skill", "inactive land utility 2", "Riposting Shadows"),
                ("misplaced-skill", "inactive land utility 3", "Jade Winds"),
            ],
        ),
    ],
)
def test_each_defect_is_told_with_its_place_and_name(
    game: GameData, template: BuildTemplate, expected: list[tuple[str, str, str]]
) -> None:
    assert found(template, game) == expected


def test_every_defect_is_told_at_once(game: GameData) -> None:
    wrong = guardian(
        "Willbender",
        "Spite",
        "Firebrand",
        land=SkillBar(9999, (1, 1, 0), 0),
        weapons=(62, 107),
        overrides=(4_000_000_000,),
        spare=b"\1" * 16,
    )
    kinds = [kind for kind, _, _ in found(wrong, game)]
    assert kinds == [
        "misplaced-elite",
        "foreign-line",
        "second-elite",
        "unknown-skill",
        "misplaced-skill",
        "misplaced-skill",
        "duplicate-skill",
        "spare-bytes",
        "unknown-weapon",
        "foreign-weapon",
        "unknown-override",
    ]


def test_weaponmaster_training_opens_the_weapons_of_all_elites(game: GameData) -> None:
    # Axe came with Firebrand, longbow with Dragonhunter.
    assert found(guardian("Zeal", "Radiance", "Virtues", weapons=(5, 35)), game) == []


@given(templates())
def test_every_template_can_be_described_and_every_defect_told(game: GameData, template: BuildTemplate) -> None:
    sheet = describe(template, game)
    assert all(str(defect) for defect in sheet.defects)
    assert sheet.template is template


def test_every_kind_has_words(game: GameData) -> None:
    assert set(legality._SENTENCES) == set(DefectKind)
    assert len({kind.value for kind in DefectKind}) == len(DefectKind)
    wrong = find_defects(guardian("Zeal", "Spite", "Firebrand"), game)
    assert [str(defect) for defect in wrong] == ["line 2: Spite is a trait line of another profession"]
