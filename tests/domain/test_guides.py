"""What a pasted guide is read as: which codes, on which lines, and what they are called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.guides import LONGEST_TITLE, find_mentions
from bot.domain.names import clean_name
from tests.strategies import texts

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
SCOURGE = "[&DQgnNhM/PD4SAAAAgAAAACEXAAAkFwAAkgAAAAAAAAAAAAAAAAAAAAAAAAA=]"
DAMAGED = "[&DQctPRg9OzsjDwAAggEA]"


@pytest.mark.parametrize(
    ("before", "title"),
    [
        ("Alac Mirage: ", "Alac Mirage"),
        ("- **Alac Mirage** — ", "Alac Mirage"),
        ("3. Alac Mirage | ", "Alac Mirage"),
        ("> `Alac Mirage` = ", "Alac Mirage"),
        ("<:mirage:123456> Alac Mirage ", "Alac Mirage"),
        ("Alac Mirage (https://example.com/guide) ", "Alac Mirage"),
        ("Élémentaliste soin : ", "Élémentaliste soin"),
        ("火力 ", "火力"),
        ("## Alac Mirage\n", "Alac Mirage"),
        ("Alac Mirage:\r\n", "Alac Mirage"),
        ("Alac Mirage\nBuild code: ", None),
        ("Chat code: ", None),
        ("code de build : ", None),
        ("", None),
        ("\n\n", None),
        ("Alac Mirage\n\n", None),
        ("12 - ", None),
        ("x ", None),
        ("This is what I play when nobody else in the group brings any alacrity at all: ", None),
        (f"Scourge {SCOURGE}\n", None),
        (f"Scourge {SCOURGE} and Mirage ", "and Mirage"),
        (f"Scourge {SCOURGE} ", None),
    ],
)
def test_a_code_is_called_what_stands_before_it(before: str, title: str | None) -> None:
    (mention,) = [one for one in find_mentions(f"{before}{MIRAGE} and more") if one.code == MIRAGE]
    assert mention.title == title


def test_each_code_is_told_once_with_its_line() -> None:
    text = f"intro\n\nMirage {MIRAGE}\n{DAMAGED}\nScourge {SCOURGE} again {MIRAGE}\n[&AgEAAAA=]"
    found = find_mentions(text)
    assert [(one.line, one.title, one.template is not None) for one in found] == [
        (3, "Mirage", True),
        (4, None, False),
        (5, "Scourge", True),
    ]
    assert found[1].error is not None
    assert found[1].error.kind == "short"


@given(st.lists(st.one_of(texts, st.sampled_from([MIRAGE, SCOURGE, DAMAGED, "\n"])), max_size=12).map(" ".join))
def test_any_text_is_read_and_titles_are_names(text: str) -> None:
    for mention in find_mentions(text):
        assert (mention.template is None) is (mention.error is not None)
        assert mention.code in text.split("\n")[mention.line - 1] or "\n" in mention.code
        if mention.title is not None:
            assert clean_name(mention.title) == mention.title
            assert len(mention.title) <= LONGEST_TITLE
