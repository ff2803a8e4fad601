"""What authors say of their builds: what is kept of it, and what is refused."""

import pytest
from hypothesis import given

from bot.domain.notes import (
    LINK_LIMIT,
    NOTES_LIMIT,
    TAG_LIMIT,
    TAGS_LIMIT,
    clean_link,
    clean_notes,
    clean_tags,
)
from bot.errors import InvalidLinkError, InvalidTagsError, NotesTooLongError
from tests.strategies import texts


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" \n\t\n ", ""),
        ("**bold**\r\n- list\r- more", "**bold**\n- list\n- more"),
        ("one\n\n\n\n\ntwo  \n", "one\n\ntwo"),
        ("  code", "  code"),
        ("a\x00b\u202ec\u200bd\ud800e", "abcde"),
        ("e\u0301", "é"),
        ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
        ("🔥" * NOTES_LIMIT, "🔥" * NOTES_LIMIT),
    ],
)
def test_notes_are_kept_as_typed_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert clean_notes(typed) == kept


def test_notes_that_are_too_long_are_refused_and_not_cut() -> None:
    with pytest.raises(NotesTooLongError) as caught:
        clean_notes("x" * (NOTES_LIMIT + 1))
    assert (caught.value.length, caught.value.limit) == (NOTES_LIMIT + 1, NOTES_LIMIT)


@given(texts)
def test_cleaning_notes_twice_changes_nothing_more(text: str) -> None:
    notes = clean_notes(text)
    assert clean_notes(notes) == notes
    notes.encode("utf-8")
    assert "\x00" not in notes


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("  ", None),
        (" https://snowcrows.com/builds ", "https://snowcrows.com/builds"),
        ("<HTTP://Example.ORG:8080/A?b=c&d=%20#e>", "http://example.org:8080/A?b=c&d=%20#e"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://x.org/`|\\^", "https://x.org/%60%7C%5C%5E"),
    ],
)
def test_links_are_kept_in_ascii(typed: str, kept: str | None) -> None:
    assert clean_link(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "snowcrows.com",
        "ftp://x.org",
        "javascript:alert(1)",
        "https://",
        "https://localhost/x",
        "https://127.0.0.1/",
        "https://me:secret@x.org/",
        "https://x.org/a b",
        "https://x.org/\u202egnp.exe",
        "https://x.org:99999/",
        "https://x.org:port/",
        "https://[::1/",
        "https://" + "a" * 64 + ".org/",
        "https://x.org/" + "a" * LINK_LIMIT,
        "https://x.org/" + "é" * (LINK_LIMIT // 3),
    ],
)
def test_what_is_no_web_address_is_refused(typed: str) -> None:
    with pytest.raises(InvalidLinkError):
        clean_link(typed)


@given(texts)
def test_a_link_is_refused_or_plain(text: str) -> None:
    for typed in (text, f"https://example.org/{text}", f"https://{text}"):
        try:
            link = clean_link(typed)
        except InvalidLinkError:
            continue
        if link is not None:
            assert link.isascii()
            assert len(link) <= LINK_LIMIT
            assert not set(link) & set(' <>`|\\"\n')
            assert clean_link(link) == link


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ()),
        (" , ;", ()),
        ("Open World, OPEN  world,power", ("open world", "power")),
        ("#roaming #solo", ("roaming", "solo")),
        ("日本\u3001élan", ("日本", "élan")),
        ("x" * TAG_LIMIT, ("x" * TAG_LIMIT,)),
        ("a,b,c,d,e", ("a", "b", "c", "d", "e")),
    ],
)
def test_tags_are_short_words_each_once(typed: str, kept: tuple[str, ...]) -> None:
    assert clean_tags(typed) == kept


@pytest.mark.parametrize(
    ("typed", "tag"),
    [("a,b,c,d,e,f", None), ("ok," + "x" * (TAG_LIMIT + 1), "x" * (TAG_LIMIT + 1)), ("\u200b", "\u200b")],
)
def test_bad_tags_are_refused(typed: str, tag: str | None) -> None:
    with pytest.raises(InvalidTagsError) as caught:
        clean_tags(typed)
    assert caught.value.tag == tag


@given(texts)
def test_tags_are_refused_or_fit(text: str) -> None:
    try:
        tags = clean_tags(text)
    except InvalidTagsError:
        return
    assert len(tags) <= TAGS_LIMIT
    assert all(1 <= len(tag) <= TAG_LIMIT and "," not in tag for tag in tags)
    assert clean_tags(",".join(tags)) == tags
