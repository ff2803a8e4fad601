"""Which words a slip may have meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gear.reading.spelling import count_slips
from bot.domain.search.spelling import MOST, first_letters, pick_nearest, slips_allowed

KNOWN = ("firebrand", "fireband", "roamer", "roaming", "heal", "healer", "staff", "condi", "v2")
words = st.text("abcdef", min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("firebrnad", (("firebrand",), 1)),
        ("firebrabd", (("firebrand",), 1)),
        ("raomer", (("roamer",), 1)),
        ("oramer", (("roamer",), 1)),
        ("stff", (("staff",), 1)),
        ("hael", (("heal",), 1)),
        ("hea", ((), -1)),
        ("v3", ((), -1)),
        ("xyzzy", ((), -1)),
        ("", ((), -1)),
    ],
)
def test_nearest(word: str, expected: tuple[tuple[str, ...], int]) -> None:
    assert pick_nearest(word, KNOWN) == expected


@given(words, st.lists(words, max_size=30))
def test_finds_what_counting_all_slips_finds(word: str, known: list[str]) -> None:
    slips = {other: count_slips(word, other) for other in known}
    fewest = min((count for count in slips.values() if count <= slips_allowed(word)), default=None)
    expected = sorted(other for other, count in slips.items() if count == fewest)
    assert list(pick_nearest(word, known)[0]) == expected[:MOST]


def test_the_first_two_letters_may_be_swapped() -> None:
    assert first_letters("firebrand") == "fi"
    assert first_letters("aardvark") == "a"
    assert first_letters("") == ""
