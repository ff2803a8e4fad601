"""The kinds of content: complete, possible, each with its source."""

import pytest

from bot.domain.modes import GameMode
from bot.domain.teams import Content
from config.content import load_contents, parse_contents

GOOD = """
[[content]]
id = "raid"
mode = "pve"
subgroups = 2
source = "https://example.org/raid"
checked = 2026-11-22
"""


def test_the_file_holds_what_the_bot_offers() -> None:
    contents = {content.id: content for content in load_contents()}
    assert contents["raid"] == Content("raid", GameMode.PVE, 2, ("quickness", "alacrity", "healing"))
    assert {name: content.subgroups for name, content in contents.items()} == {
        "fractal": 1,
        "raid": 2,
        "strike": 2,
        "pvp": 1,
        "wvw-party": 1,
        "wvw-havoc": 3,
        "wvw-zerg": 10,
        "open-world": 10,
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = "https://example.org/raid"\n', ""),
        ("checked = 2026-11-22\n", ""),
        ("subgroups = 2", "subgroups = 0"),
        ("subgroups = 2", "subgroups = 11"),
        ('mode = "pve"', 'mode = "pvx"'),
        ('id = "raid"', 'id = "Raid!"'),
        ('id = "raid"', 'id = "raid"\nextra = 1'),
        (GOOD, ""),
        (GOOD, GOOD * 2),
        ("[[content]]", "[[content"),
    ],
)
def test_a_faulty_entry_is_refused(old: str, new: str) -> None:
    assert old in GOOD
    with pytest.raises(ValueError, match=r".+"):
        parse_contents(GOOD.replace(old, new))


def test_mode_may_be_left_out() -> None:
    assert parse_contents(GOOD.replace('mode = "pve"\n', "")) == (Content("raid", None, 2),)
