"""What a sheet names, and that it names what the game data says."""

import pytest
from hypothesis import given

from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.domain.sheet import BuildSheet, Named, SheetLine, SheetSkill, SheetTrait, describe
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar, TraitLine
from bot.domain.titles import title_of
from tests.strategies import templates


def sheet_of(code: str, game: GameData) -> BuildSheet:
    return describe(BuildTemplate.from_chat_code(code), game)


def test_a_sheet_names_everything_that_a_code_holds(game: GameData) -> None:
    sheet = sheet_of("[&DQYfHSkvMBfHEicPwxIAAL4BAADLAMsAJgCWAAAAAAAAAAAAAAAAAAAAAAADVgBnAC8AAA==]", game)
    assert sheet.profession is Profession.ELEMENTALIST
    assert sheet.elite
    assert sheet.elite.name == "Tempest"
    assert sheet.lines[0] == SheetLine(
        31,
        "Fire",
        elite=False,
        traits=(
            SheetTrait(296, "Burning Precision", 0, 1),
            SheetTrait(334, "Power Overwhelming", 1, 3),
            SheetTrait(1510, "Persisting Flames", 2, 1),
        ),
    )
    assert [line.elite for line in sheet.lines if line] == [False, False, True]
    assert sheet.land.heal == SheetSkill(4807, 29535, '"Wash the Pain Away!"')
    assert [skill and skill.name for skill in sheet.land.utility] == [
        '"Feel the Burn!"',
        "Glyph of Storms",
        "Signet of Fire",
    ]
    assert sheet.water.utility[0] is None
    assert sheet.weapons == (Named(86, "Scepter"), Named(103, "Warhorn"), Named(47, "Dagger"))
    assert (sheet.pets_land, sheet.legends_land, sheet.inactive_land) == (None, None, None)
    assert sheet.defects == ()


@pytest.mark.parametrize(
    ("profession", "lines", "title"),
    [
        (Profession.GUARDIAN, (42, 16, 62), "Firebrand"),
        (Profession.GUARDIAN, (62, 42, 16), "Firebrand"),
        (Profession.GUARDIAN, (65, 42, 62), "Willbender"),
        (Profession.GUARDIAN, (52, 42, 62), "Firebrand"),
        (Profession.GUARDIAN, (42, 16, 52), "Guardian"),
        (Profession.GUARDIAN, (42, 255, 0), "Guardian"),
    ],
)
def test_the_elite_line_is_the_first_of_the_own_profession(
    game: GameData, profession: Profession, lines: tuple[int, int, int], title: str
) -> None:
    one, two, three = map(TraitLine, lines)
    template = BuildTemplate(profession=profession, lines=(one, two, three))
    assert title_of(template, game) == title
    elite = describe(template, game).elite
    assert (elite.name if elite else "Guardian") == title


def test_the_same_palette_id_is_another_skill_with_each_legend(game: GameData) -> None:
    names = {
        describe(
            BuildTemplate(profession=Profession.REVENANT, land=SkillBar(heal=4572), legends=Legends(land=(legend, 0))),
            game,
        ).land.heal
        for legend in range(1, 9)
    }
    assert {skill.name for skill in names if skill} == {
        "Facet of Light",
        "Enchanted Daggers",
        "Soothing Stone",
        "Empowering Misery",
        "Breakrazor's Bastion",
        "Project Tranquility",
        "Selfish Spirit",
        "Shielding Hands",
    }


def test_the_inactive_skills_are_those_of_the_inactive_legend(game: GameData) -> None:
    legends = Legends((3, 2), (4, 3), (4614, 0, 4651), (4564, 4614, 0))
    sheet = describe(BuildTemplate(profession=Profession.REVENANT, legends=legends), game)
    assert sheet.legends_land == (Named(3, "Legendary Dwarf Stance"), Named(2, "Legendary Assassin Stance"))
    assert sheet.inactive_land == (
        SheetSkill(4614, 29209, "Riposting Shadows"),
        None,
        SheetSkill(4651, 28231, "Phase Traversal"),
    )
    assert sheet.inactive_water
    assert sheet.inactive_water[0] == SheetSkill(4564, 26557, "Vengeful Hammers")


def test_each_bar_has_the_skills_of_its_own_legend(game: GameData) -> None:
    bar = SkillBar(4572, (4614, 4651, 4564), 4554)
    legends = Legends((3, 2), (4, 1), (4614, 4651, 4564), (4614, 4651, 4564))
    sheet = describe(BuildTemplate(profession=Profession.REVENANT, land=bar, water=bar, legends=legends), game)
    assert sheet.legends_water == (Named(4, "Legendary Demon Stance"), Named(1, "Legendary Dragon Stance"))
    shown = {
        3: sheet.land.utility,
        2: sheet.inactive_land,
        4: sheet.water.utility,
        1: sheet.inactive_water,
    }
    for legend, skills in shown.items():
        mine = game.legends[legend].skills
        assert [skill and skill.id for skill in skills or ()] == [mine[palette].id for palette in (4614, 4651, 4564)]
    assert sheet.water.heal == SheetSkill(4572, 28219, "Empowering Misery")
    assert sheet.water.elite == SheetSkill(4554, 28287, "Embrace the Darkness")


def test_without_a_legend_its_slots_are_unknown(game: GameData) -> None:
    template = BuildTemplate(profession=Profession.REVENANT, land=SkillBar(heal=4572), legends=Legends())
    assert describe(template, game).land.heal == SheetSkill(4572, None, None)


def test_what_is_unknown_is_shown_by_its_number(game: GameData) -> None:
    template = BuildTemplate(
        profession=Profession.RANGER,
        lines=(TraitLine(255, (1, 2, 3)), TraitLine(), TraitLine()),
        land=SkillBar(heal=9999),
        pets=Pets(land=(59, 255)),
        weapons=(62,),
        overrides=(4_000_000_000, 63335),
    )
    sheet = describe(template, game)
    assert sheet.lines == (SheetLine(255, None, elite=False, traits=(None, None, None)), None, None)
    assert sheet.land.heal == SheetSkill(9999, None, None)
    assert sheet.pets_land == (Named(59, "Juvenile Rock Gazelle"), Named(255, None))
    assert sheet.pets_water == (None, None)
    assert sheet.weapons == (Named(62, None),)
    assert sheet.overrides == (Named(4_000_000_000, None), Named(63335, game.skills[63335].name))


def test_ids_that_the_api_does_not_know_resolve_too(game: GameData) -> None:
    assert game.palettes[Profession.ENGINEER][4857].name == "Elite Mortar Kit"
    assert game.palettes[Profession.ENGINEER][3603].name == "Bulwark Gyro"
    for palette, name in ((2333, "Radiation Field"), (3939, "Warband Support")):
        owners = {profession for profession in Profession if palette in game.palettes[profession]}
        assert owners == set(Profession) - {Profession.REVENANT}
        assert {game.palettes[profession][palette].name for profession in owners} == {name}


@given(templates())
def test_a_sheet_and_the_game_data_agree(game: GameData, template: BuildTemplate) -> None:
    sheet = describe(template, game)
    legends = template.legends or Legends()
    for palettes, shown, legend in (
        ((template.land.heal, *template.land.utility), (sheet.land.heal, *sheet.land.utility), legends.land[0]),
        ((template.water.elite,), (sheet.water.elite,), legends.water[0]),
        (legends.inactive_land, sheet.inactive_land or (None,) * 3, legends.land[1]),
    ):
        for palette, skill in zip(palettes, shown, strict=True):
            known = game.get_skill(template.profession, palette, legend)
            unknown = SheetSkill(palette, None, None) if palette else None
            assert skill == (SheetSkill(palette, known.id, known.name) if known else unknown)
