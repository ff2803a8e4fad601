"""Names: what is kept, what is dropped, and which names are alike."""

import unicodedata

import pytest
from hypothesis import given, settings

from bot.domain.names import NAME_LIMIT, clean_name, name_key
from bot.errors import InvalidNameError
from tests import strategies

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
PRIDE = "\U0001f3f3\ufe0f\u200d\U0001f308"
RUNNER = "\U0001f3c3\U0001f3fd\u200d\u2640\ufe0f"
SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
HINDI = "क्\u200dष"


@pytest.mark.parametrize(
    "name",
    [
        "Firebrand",
        "🔥" * NAME_LIMIT,
        FAMILY,
        PRIDE,
        RUNNER,
        SCOTLAND,
        f"{SCOTLAND}!",
        PERSIAN,
        HINDI,
        "日本語の名前",
        "**bold** _it_ `code` ||spoiler||",
        "<@123> @everyone <#1> [x](https://e.x)",
        "5️⃣",
        "\ue000",
        "Zoë",
    ],
)
def test_keeps(name: str) -> None:
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  a \n\t b  ", "a b"),
        ("a\u00a0\u2003b\u3000c", "a b c"),
        ("Zoe\u0308", "Zoë"),
        ("a\u200bb\ufeffc\u2060d", "abcd"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("soft\u00adhyphen", "softhyphen"),
        ("a\x00b\x1b[31mc\x7f", "a b [31mc"),
        ("a\u200db", "ab"),
        ("\u200dx\u200c", "x"),
        ("\U0001f468\u200d", "\U0001f468"),
        (f"\U0001f468\u200dx{FAMILY}", f"\U0001f468x{FAMILY}"),
        ("x\U000e0067\U000e007f", "x"),
        ("blank\u3164\u2800end", "blank end"),
        ("\ud800surrogate", "surrogate"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_drops_what_nobody_sees(text: str, name: str) -> None:
    assert clean_name(text) == name


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\u200b", "\u3164", "\u2800 \u115f", "\u202e", "\ufe0f", "\u0301", "\x00"]
)
def test_refuses_what_leaves_nothing_visible(text: str) -> None:
    with pytest.raises(InvalidNameError) as caught:
        clean_name(text)
    assert caught.value.limit == NAME_LIMIT


@pytest.mark.parametrize("text", ["x" * (NAME_LIMIT + 1), "🔥" * (NAME_LIMIT + 1), FAMILY * 21, "x" * 4000])
def test_refuses_what_is_too_long(text: str) -> None:
    with pytest.raises(InvalidNameError) as caught:
        clean_name(text)
    assert len(caught.value.name) > NAME_LIMIT


def test_counts_after_cleaning() -> None:
    assert clean_name("e\u0301" * NAME_LIMIT + " " * 50) == "é" * NAME_LIMIT


@settings(max_examples=500)
@given(strategies.texts)
def test_a_name_is_clean_or_refused(text: str) -> None:
    try:
        name = clean_name(text)
    except InvalidNameError:
        return
    assert 1 <= len(name) <= NAME_LIMIT
    assert name == name.strip() == " ".join(name.split())
    assert clean_name(name) == name == unicodedata.normalize("NFC", name)
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(character) for character in name}
    assert name.encode()
    assert name_key(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élan", "elan"),
        ("FIREBRAND", "firebrand"),
        ("Straße", "STRASSE"),
        ("\uff37\uff49\uff44\uff45", "wide"),
        ("Zoe\u0308", "zoe"),
        ("Quick  Brand", " quick brand "),
        ("❤\ufe0f", "❤"),
        ("İstanbul", "istanbul"),
        ("ﬁre", "FIRE"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("a", "b"), ("ab", "a b"), ("か", "が"), ("कि", "कु"), ("🔥", "💧"), ("\u00b4", "`")]
)
def test_not_alike(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@settings(max_examples=500)
@given(strategies.texts)
def test_a_key_can_be_stored_and_is_its_own_key(text: str) -> None:
    key = name_key(text)
    assert "\x00" not in key
    assert key.encode().decode() == key
    assert name_key(key) == key


@settings(max_examples=500)
@given(strategies.texts)
def test_a_name_has_the_key_of_what_was_typed_in_any_case(text: str) -> None:
    try:
        name = clean_name(text)
    except InvalidNameError:
        return
    assert name_key(name) == name_key(f"  {name} ")
