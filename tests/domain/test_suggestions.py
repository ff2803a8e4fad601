"""How well a name fits what was typed."""

import pytest

from bot.domain.suggestions import is_similar, typed_key


@pytest.mark.parametrize("typed", ["firebrnad", "fierbrand", "fireband", "firebbrand", "firebrant"])
def test_one_slip_is_forgiven(typed: str) -> None:
    assert is_similar("firebrand", typed)


@pytest.mark.parametrize("typed", ["", "water", "reaper", "herald"])
def test_another_word_is_not_similar(typed: str) -> None:
    assert not is_similar("heal-quick firebrand", typed)


def test_two_letters_are_no_guess() -> None:
    assert not is_similar("fx", "fy")
    assert is_similar("firebrand", "fireband")


@pytest.mark.parametrize(("text", "key"), [("", ""), (" \n", ""), (" Élan ", "elan")])
def test_typed_key(text: str, key: str) -> None:
    assert typed_key(text) == key
