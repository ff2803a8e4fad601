"""What roles supply: complete, each with its source, and the words people use for them."""

import pytest

from bot.domain.lineup.problem import WHOLE
from bot.domain.needs import Need, needs_of_role
from config.role_supplies import load_role_table, parse_role_table
from config.roles import load_role_rules

GOOD = """
[[role]]
id = "heal-alac"
aliases = ["ha"]
supplies = ["alacrity", "healing"]
source = "https://example.org/roles"
checked = 2026-11-24
"""


def test_every_role_that_builds_have_is_there() -> None:
    assert set(load_role_rules().words) <= set(load_role_table().supplies)


def test_what_they_supply_are_needs_or_duties() -> None:
    supplied = {need for needs in load_role_table().supplies.values() for need in needs}
    assert supplied - {"kiter"} == {need.value for need in Need}


@pytest.mark.parametrize("word", ["heal-alac", "Heal Alac", "HEAL_ALAC", "ha", " aHeal "])
def test_words_are_read_as_people_write_them(word: str) -> None:
    assert load_role_table().find(word) == "heal-alac"


def test_roles_add_up_and_unknown_ones_supply_nothing() -> None:
    assert parse_role_table(GOOD).get_supplies(("heal-alac", "x")) == {"alacrity": WHOLE, "healing": WHOLE}
    assert parse_role_table(GOOD).find("x") is None


def test_who_signs_up_with_a_role_meets_what_the_table_says() -> None:
    for role, supplies in load_role_table().supplies.items():
        assert needs_of_role(role) == {need for need in Need if need in supplies}, role


def test_a_need_that_no_role_supplies_is_an_idea_of_its_own() -> None:
    assert list(parse_role_table(GOOD).get_ideas(("luck", "healing"))) == ["luck", "heal-alac"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (GOOD, ""),
        (GOOD, GOOD * 2),
        ('"ha"', '"heal-alac"'),
        ('source = "https://example.org/roles"\n', ""),
        ("checked = 2026-11-24\n", ""),
        ('"heal-alac"', '"Heal Alac!"'),
    ],
)
def test_a_faulty_table_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(ValueError, match=r".+"):
        parse_role_table(GOOD.replace(old, new))
