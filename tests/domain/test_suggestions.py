"""How well a name fits what was typed."""

import pytest

from bot.domain.suggestions import is_similar, name_rank, typed_key


@pytest.mark.parametrize(
    ("name", "typed", "rank"),
    [
        ("firebrand", "", 0),
        ("firebrand", "fire", 0),
        ("quick firebrand", "fire", 1),
        ("firebrand", "firebrnad", 2),
        ("firebrand", "fierbrand", 2),
        ("world", "wrold", 2),
        ("firebrand", "water", None),
        ("ab", "ba", None),
        ("日本", "日", 0),
    ],
)
def test_rank(name: str, typed: str, rank: int | None) -> None:
    assert name_rank(name, typed) == rank


def test_two_letters_are_no_guess() -> None:
    assert not is_similar("fx", "fy")
    assert is_similar("firebrand", "fireband")


@pytest.mark.parametrize(("text", "key"), [("", ""), (" \n", ""), (" Élan ", "elan")])
def test_typed_key(text: str, key: str) -> None:
    assert typed_key(text) == key
