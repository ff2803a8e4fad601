"""The words that gear is told with: for things that exist, each with its source."""

import pytest

from bot.domain.gear.reading.lexicon import ITEM_ROLES, Lexicon, Role
from bot.gateways.gamedata import load_game_data
from bot.gateways.gamedata.equipment import load_equipment
from config.gear_words import load_gear_words, parse_gear_words

GOOD = """
[[entry]]
role = "stat"
of = "Berserker's"
words = ["zerk"]
source = "https://example.org/words"
checked = 2026-11-22
"""


def test_every_combination_has_its_french_name() -> None:
    words = load_gear_words()
    names = {one.name for one in load_equipment().combinations.values()}
    assert words.names[Role.STAT].keys() == names
    assert words.names[Role.STAT]["Viper's"][0] == "vipérin"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = "https://example.org/words"\n', ""),
        ("checked = 2026-11-22\n", ""),
        ('words = ["zerk"]', "words = []"),
        ('words = ["zerk"]', 'words = [""]'),
        ('role = "stat"', 'role = "state"'),
        ('role = "stat"', 'role = "place"'),
        ('role = "stat"', 'role = "attribute"'),
        ('role = "stat"', 'role = "stat"\nextra = 1'),
        (GOOD, ""),
        ("[[entry]]", "[[entry"),
    ],
)
def test_a_faulty_entry_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(ValueError, match=r".+"):
        parse_gear_words(GOOD.replace(old, new))


def test_every_word_is_one_of_something_that_exists() -> None:
    equipment = load_equipment()
    known = {ITEM_ROLES[kind]: {item.name for item in items.values()} for kind, items in equipment.items.items()}
    known[Role.STAT] = {one.name for one in equipment.combinations.values()}
    known[Role.WEAPON] = {one.name for one in load_game_data().weapons.values()}
    for role, names in load_gear_words().names.items():
        assert names.keys() <= known[role], role


def test_words_of_what_the_game_has_no_more_are_passed_over() -> None:
    vocabulary = parse_gear_words(GOOD.replace("Berserker's", "Berserk"))
    assert not Lexicon.build(load_equipment(), load_game_data(), vocabulary).get_meanings(("zerk",))
