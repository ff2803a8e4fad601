"""Every kind of defect, and that one defect does not hide another."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from bot.domain.gamedata import GameData
from bot.domain.legality import DefectKind, find_defects
from bot.domain.professions import Profession
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar, TraitLine
from bot.gateways.gamedata import load_game_data
from tests.strategies import templates

GAME = load_game_data()


def number_of(name: str) -> int:
    return next(number for number, line in GAME.specializations.items() if line.name == name)


def palette_of(profession: Profession, name: str) -> int:
    return next(palette for palette, skill in GAME.palettes[profession].items() if skill.name == name)


def line(name: str) -> TraitLine:
    return TraitLine(number_of(name), (1, 2, 3))


def guardian(*lines: str, **parts: Any) -> BuildTemplate:
    one, two, three = map(line, lines or ("Zeal", "Radiance", "Firebrand"))
    return replace(BuildTemplate(profession=Profession.GUARDIAN, lines=(one, two, three)), **parts)


def guardian_bar(heal: str = "Shelter", utility: tuple[str, str, str] = ("", "", ""), elite: str = "") -> SkillBar:
    def palette(name: str) -> int:
        return palette_of(Profession.GUARDIAN, name) if name else 0

    one, two, three = utility
    return SkillBar(palette(heal), (palette(one), palette(two), palette(three)), palette(elite))


def revenant(called: tuple[int, int], third: str = "Retribution", **parts: Any) -> BuildTemplate:
    lines = (line("Devastation"), line("Invocation"), line(third))
    template = BuildTemplate(profession=Profession.REVENANT, lines=lines, legends=Legends(called))
    return replace(template, **parts)


def found(template: BuildTemplate) -> list[tuple[str, str, str]]:
    return [(defect.kind.value, defect.where, defect.name) for defect in find_defects(template, GAME)]


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
            guardian(water=SkillBar(palette_of(Profession.MESMER, "Ether Feast"))),
            [("foreign-skill", "water heal", "Ether Feast")],
        ),
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
                ("foreign-override", "override 2", GAME.skills[63335].name),
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
    template: BuildTemplate, expected: list[tuple[str, str, str]]
) -> None:
    assert found(template) == expected


def test_every_defect_is_told_at_once() -> None:
    wrong = guardian(
        "Willbender",
        "Spite",
        "Firebrand",
        land=SkillBar(9999, (1, 1, 0), 0),
        weapons=(62, 107),
        overrides=(4_000_000_000,),
        spare=b"\1" * 16,
    )
    kinds = [kind for kind, _, _ in found(wrong)]
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


def test_weaponmaster_training_opens_the_weapons_of_all_elites() -> None:
    # Axe came with Firebrand, longbow with Dragonhunter.
    assert found(guardian("Zeal", "Radiance", "Virtues", weapons=(5, 35))) == []


@given(templates())
def test_every_template_can_be_described_and_every_defect_told(template: BuildTemplate) -> None:
    sheet = describe(template, GAME)
    assert all(str(defect) for defect in sheet.defects)
    assert sheet.template is template


def test_every_kind_has_words(game: GameData) -> None:
    assert len({kind.value for kind in DefectKind}) == len(DefectKind)
    wrong = find_defects(guardian("Zeal", "Spite", "Firebrand"), game)
    assert [str(defect) for defect in wrong] == ["line 2: Spite is a trait line of another profession"]
