"""Slips: counted as told, and found as fast as a search through all words would find them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gear.reading.spelling import Speller, count_slips


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("zerk", "zerk", 0), ("viper", "vipre", 1), ("", "ab", 2), ("berserker", "bresrekr", 3), ("abc", "xyz", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert count_slips(one, other) == slips
    assert count_slips(other, one) == slips


words = st.text("abcd", min_size=5, max_size=9)


@given(st.lists(words, max_size=20), words)
def test_the_index_finds_what_a_search_through_all_words_finds(known: list[str], word: str) -> None:
    allowed = 1 if len(word) < 7 else 2
    counted = {one: count_slips(word, one) for one in known if one[0] == word[0]}
    fewest = min(counted.values(), default=9)
    expected = {word} if word in known else {one for one, slips in counted.items() if slips == fewest <= allowed}
    assert set(Speller(known).find(word)) == expected
