"""What authors declare: above what is read, marked as theirs, and told to them where the build does not bear it out."""

from dataclasses import replace

import pytest

from bot.domain.declared import HEALING, Doubt, declare, find_doubts, is_declared
from bot.domain.giving import Giving
from bot.domain.modes import GameMode
from bot.domain.needs import Need
from bot.domain.professions import Profession
from bot.domain.supplies import Evidence
from tests.domain.giving import RULES, build_of, giving_of, line_of

SCOURGE = "[&DQgnNhM/PD4SAAAAgAAAACEXAAAkFwAAkgAAAAAAAAAAAAAAAAAAAAAAAAA=]"
"""A healer who holds alacrity."""
WEAVER = build_of(Profession.ELEMENTALIST, line_of("Weaver", 1, 1, 1))
EVOKER = build_of(Profession.ELEMENTALIST, line_of("Evoker", 1, 2, 1))


def declared(giving: Giving, *roles: str) -> Giving:
    return declare(giving, roles, RULES.roles)


def test_without_a_word_of_the_author_nothing_changes() -> None:
    giving = giving_of(WEAVER)
    assert declared(giving) is giving
    assert find_doubts(giving, RULES.roles) == ()


def test_a_declared_role_gives_what_it_holds_and_meets_needs() -> None:
    giving = declared(giving_of(WEAVER), "heal-alac")
    assert giving.roles == ("heal-alac",)
    assert set(giving.held) - set(giving_of(WEAVER).held) == {"alacrity"}
    (alacrity,) = (one for one in giving.support if one.boon == "alacrity")
    assert (alacrity.evidence, alacrity.held) == (Evidence.DECLARED, True)
    assert all(need.is_declared_by(giving) for need in (Need.ALACRITY, Need.HEALING))
    assert not Need.QUICKNESS.is_met_by(giving)


def test_what_is_found_too_stays_a_fact() -> None:
    giving = declared(giving_of(SCOURGE), "heal-alac")
    assert not is_declared(giving, "alacrity")
    assert Need.HEALING.is_met_by(giving)
    assert not Need.HEALING.is_declared_by(giving)
    assert find_doubts(giving, RULES.roles) == ()


def test_a_role_below_what_it_could_do_stands() -> None:
    giving = declared(giving_of(SCOURGE), "alac-dps")
    assert not Need.HEALING.is_met_by(giving)
    assert giving.bare is not None
    assert giving.bare.roles == ("heal-alac",)


def test_a_choice_that_no_code_holds_is_settled() -> None:
    assert set(giving_of(EVOKER).held) >= {"quickness", "alacrity"}
    giving = declared(giving_of(EVOKER), "quick-dps")
    assert "quickness" in giving.held
    assert "alacrity" not in giving.held
    assert is_declared(giving, "quickness")
    assert "alacrity" in declared(giving_of(EVOKER), "tank").held


@pytest.mark.parametrize(
    ("roles", "doubts"),
    [
        (("heal-alac",), (Doubt("heal-alac", ("alacrity", HEALING)),)),
        (("quick-dps", "tank"), (Doubt("quick-dps", ("quickness",)),)),
        (("dps", "kiter"), ()),
        (("healer",), ()),
    ],
)
def test_doubts_name_what_is_missing(roles: tuple[str, ...], doubts: tuple[Doubt, ...]) -> None:
    assert find_doubts(declared(giving_of(WEAVER), *roles), RULES.roles) == doubts


def test_roles_of_another_mode_give_no_boon() -> None:
    giving = declared(giving_of(WEAVER, GameMode.WVW), "heal-alac")
    assert "alacrity" not in giving.held
    assert find_doubts(giving, RULES.roles) == ()
    strip = declared(giving_of(WEAVER, GameMode.WVW), "strip", "cleanser")
    assert [doubt.missing for doubt in find_doubts(strip, RULES.roles)] == [("Cleanse",), ("Boon Strip",)]


def test_a_word_above_a_word_is_the_last_one() -> None:
    giving = declared(giving_of(WEAVER), "heal-alac")
    again = declared(replace(giving.bare or giving), "quick-dps")
    assert set(again.held) & {"quickness", "alacrity"} == {"quickness"}
