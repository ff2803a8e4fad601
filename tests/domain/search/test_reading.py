"""Free text, taken apart by what the game knows."""

import pytest
from hypothesis import given

from bot.domain.ids import UserId
from bot.domain.search.lexicon import Lexicon
from bot.domain.search.query import Condition
from bot.domain.search.reading import PARTS_LIMIT, read_options, read_text
from bot.domain.search.request import Request
from bot.domain.search.terms import Facet
from tests.strategies import texts


def said(text: str, lexicon: Lexicon) -> list[set[str]]:
    return [set(part.terms) or {part.typed} for part in read_text(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("alac mirage staff", [{"s:alacrity"}, {"e:mirage"}, {"w:staff"}]),
        ("Élémentaliste bâton", [{"p:elementalist"}, {"w:staff"}]),
        ("fire brand", [{"e:firebrand"}]),
        ("FIREBRAND", [{"e:firebrand"}]),
        ("quick heal fb roaming", [{"r:heal-quick"}, {"e:firebrand"}, {"roaming"}]),
        ("berserker's", [{"e:berserker", "t:berserker"}]),
        ("a build that gives alacrity", [{"s:alacrity"}]),
        ("qui donne de l’alacrité", [{"s:alacrity"}]),  # noqa: RUF001 - as French is typed
        ("purge d'altérations", [{"s:cleanse"}]),
        ("boon strip", [{"s:boon-strip"}]),
        ("McM", [{"m:wvw"}]),
        ("firebrand firebrand", [{"e:firebrand"}]),
        ("the", [{"the"}]),
        ("🔥", [{"🔥"}]),
        ("%", []),
        ("_'\"--", []),
        ("", []),
    ],
)
def test_reading(lexicon: Lexicon, text: str, expected: list[set[str]]) -> None:
    assert said(text, lexicon) == expected


@given(text=texts)
def test_reads_whatever_is_typed(lexicon: Lexicon, text: str) -> None:
    parts = read_text(text, lexicon)
    assert len(parts) <= PARTS_LIMIT
    assert all(part.to_condition().exact for part in parts)


def test_long_texts_have_an_end(lexicon: Lexicon) -> None:
    assert len(read_text("word " * 1000, lexicon)) == 1
    assert len(read_text(" ".join(f"w{number}" for number in range(1000)), lexicon)) == PARTS_LIMIT
    assert len(read_text("x" * 6000, lexicon)) == 1


def test_a_name_may_hold_a_word_of_the_game(lexicon: Lexicon) -> None:
    (part,) = read_text("fire brand", lexicon)
    assert part.to_condition() == Condition(frozenset({"e:firebrand", "x:firebrand"}), typed="fire brand")


def test_options_are_taken_as_they_are() -> None:
    request = Request(text="ignored", elite="mirage", supply="alacrity", author=UserId(7))
    assert {condition.exact for condition in read_options(request)} == {
        frozenset({"e:mirage"}),
        frozenset({"s:alacrity"}),
        frozenset({"a:7"}),
    }


@pytest.mark.parametrize(
    ("facet", "text", "value"),
    [
        (Facet.PROFESSION, "élémentaliste", "elementalist"),
        (Facet.ELITE, "firebrnad", "firebrand"),
        (Facet.ELITE, "Berserker", "berserker"),
        (Facet.STAT, "zerk", "berserker"),
        (Facet.MODE, "mcm", "wvw"),
        (Facet.ROLE, "heal", "heal"),
        (Facet.WEAPON, "mirage", None),
        (Facet.SUPPLY, "cc", None),
        (Facet.ELITE, "%", None),
        (Facet.ELITE, "", None),
    ],
)
def test_names_one_value(lexicon: Lexicon, facet: Facet, text: str, value: str | None) -> None:
    assert lexicon.find_value(facet, text) == value


@pytest.mark.parametrize(
    ("facet", "text", "expected"),
    [
        (Facet.ELITE, "spe", ["specter", "spellbreaker"]),
        (Facet.ELITE, "brand", ["firebrand"]),
        (Facet.ELITE, "firebrnd", ["firebrand"]),
        (Facet.PROFESSION, "élém", ["elementalist"]),
        (Facet.MODE, "", ["pve", "pvp", "wvw"]),
        (Facet.MODE, "firebrand", []),
    ],
)
def test_suggests_values(lexicon: Lexicon, facet: Facet, text: str, expected: list[str]) -> None:
    assert lexicon.suggest(facet, text) == expected
