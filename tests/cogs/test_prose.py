"""Notes are drawn with markdown that does no harm; everything else is shown as it was typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.ui.prose import prose, prose_within

_PIECES = (
    "** * _ __ ~~ || ` ``` <@1> <@&1> <#1> @everyone [a](https://x.org) https://x.org/a_b_c <t:1:R> <:a:1> </a:1> é"
)
INLINE = st.sampled_from((*_PIECES.split(), "# ", "-# ", "> ", ">>> ", "- ", "1. ", "\\", "\n", " "))


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("**bold** and *italic*", "**bold** and *italic*"),
        ("- one\n* two\n3) three", "- one\n- two\n3. three"),
        ("`a*b`", "`a*b`"),
        ("# Big", "**Big**"),
        ("-# small", r"\-\# small"),
        ("> quote", r"\> quote"),
        ("@everyone <@1>", r"\@everyone \<\@1\>"),
        ("[click](https://evil.org)", r"\[click\]\(https://evil.org\)"),
        ("see https://snowcrows.com/a_b*c*, it is", r"see https://snowcrows.com/a_b*c, it is".replace("c,", r"c\*,")),
        ("https://x.org/a[b](https://evil.org)", r"https://x.org/a\[b\]\(https://evil.org\)"),
        ("https://localhost/x", r"https\://localhost/x"),
        ("||spoiler|| ~~x~~ __u__", r"\|\|spoiler\|\| \~\~x\~\~ \_\_u\_\_"),
        ("**a <@1>**", r"**a \<\@1\>**"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("```\nx\n```", "\\`\\`\\`\nx\n\\`\\`\\`"),
    ],
)
def test_what_is_drawn(typed: str, drawn: str) -> None:
    assert prose(typed) == drawn


@given(st.lists(INLINE, max_size=30).map("".join))
def test_nothing_acts_but_what_is_let_through(typed: str) -> None:
    # read from left to right, as Discord does: within code nothing is escaped, and an escaped character begins nothing
    inert = re.compile(r"\\.|`[^`\n]+`|https?://[\w./%()*,;=:!$&'~?#@+-]+", re.DOTALL)
    for line in prose(typed).split("\n"):
        bare = inert.sub(" ", line)
        assert not re.search(r"[<>\[\]|_~@#`]", bare)
        assert bare.count("*") % 2 == 0 or "https:" in line  # an asterisk behind an address looks like its end


@given(st.text(max_size=500), st.integers(min_value=0, max_value=300))
def test_a_part_fits(typed: str, room: int) -> None:
    assert len(prose_within(typed, room)) <= room


def test_a_part_is_the_beginning() -> None:
    assert prose_within("word " * 100, 50).startswith("word word")
    assert prose_within("short", 50) == "short"
