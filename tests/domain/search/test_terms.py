"""What builds are found by."""

from dataclasses import replace

import pytest
from hypothesis import given

from bot.domain.edition import Fetched
from bot.domain.facts import GameFacts
from bot.domain.gamedata import GameData
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.giving import Giving, find_giving
from bot.domain.modes import GameMode
from bot.domain.search.terms import WORD_LIMIT, Facet, edition_mark, facet_of, find_terms, slug_of, value_of, words_of
from bot.domain.template import BuildTemplate
from bot.gateways.gamedata.editions import load_bundled
from config.giving import load_giving_rules
from tests.factories import ALICE, START, make_build, make_template
from tests.strategies import texts

FIREBRAND = 62


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élémentaliste  BÂTON", ("elementaliste", "baton")),
        ("Berserker's / Viper\u2019s", ("berserker", "viper")),
        ("heal_alac (v2.1)", ("heal", "alac", "v2", "1")),
        ("🔥 fire+ice 🔥", ("🔥", "fire", "+", "ice", "🔥")),
        ("%_'\"\\", ()),
        ("", ()),
        ("日本 語", ("日本", "語")),
        ("x" * 500, ("x" * WORD_LIMIT,)),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words_of(text) == expected


@given(texts)
def test_words_are_what_storage_can_keep(text: str) -> None:
    for word in words_of(text):
        assert 0 < len(word) <= WORD_LIMIT
        assert " " not in word
        assert "\x00" not in word
        word.encode()


def test_a_term_says_what_it_tells_of() -> None:
    term = Facet.STAT.term(slug_of("Berserker's and Valkyrie"))
    assert (term, facet_of(term), value_of(term)) == (
        "t:berserker-and-valkyrie",
        Facet.STAT,
        "berserker-and-valkyrie",
    )


def give(template: BuildTemplate, game: GameData, facts: GameFacts) -> Giving:
    return find_giving(template, game, facts, GameMode.PVE, load_giving_rules())


def test_terms_of_a_build(game: GameData) -> None:
    facts, rules = load_bundled().facts, load_giving_rules()
    template = make_template(specialization=FIREBRAND)
    sword, staff = (number for number, weapon in game.weapons.items() if weapon.name in {"Sword", "Staff"})
    build = make_build(
        name="Monday's fire 🔥",
        template=template,
        mode=GameMode.PVE,
        gear=Gear(sets=(WeaponSet(weapons=(staff, 0)), WeaponSet(weapons=(sword, 0)))),
    )
    giving = replace(give(template, game, facts), held=("quickness",), roles=("heal-quick",))
    terms = find_terms(build, giving, ["Harrier's"], game, rules.roles)
    assert {f"a:{ALICE}", "p:guardian", "e:firebrand", "m:pve", "r:heal-quick", "s:quickness"} <= terms
    assert {"t:harrier", "w:sword", "w:staff", "x:monday", "x:fire", "x:🔥"} <= terms
    assert "s:might" not in terms


def test_what_is_not_known_is_no_term(game: GameData) -> None:
    build = make_build(name="bare")
    giving = give(build.template, game, load_bundled().facts)
    letters = {term[0] for term in find_terms(build, giving, (), game, load_giving_rules().roles)}
    assert letters.isdisjoint({Facet.ELITE, Facet.STAT, Facet.WEAPON})


def test_the_mark_of_newer_facts_sorts_after() -> None:
    bundled = load_bundled()
    fetched = replace(bundled, fetched=Fetched(at=START, told=1, base="", items_to=0))
    assert edition_mark(bundled) < edition_mark(fetched)
    assert len(edition_mark(fetched)) <= 32
