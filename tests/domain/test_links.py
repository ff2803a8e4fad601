"""Codes and links in the midst of what people write."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.links import Link, LinkKind, find_links
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate
from tests.strategies import templates

PIECES = [
    "[&",
    "DQ",
    "[&" + "A" * 18,
    "[& ",
    "https://",
    "en.",
    "gw2skills.net/",
    " DQ" + "A" * 18,
    "DQ-",
    "=",
    "&",
    "[&DQ",
    "[&A=\n",
    " DQ" + "A" * 18 + "-",
    "[&DQA= -]",
]
GO_THROUGH = """
import sys
from bot.domain.links import find_links
for piece in sys.argv[1:]:
    find_links(piece * (300_000 // len(piece)))
    print(repr(piece), flush=True)
"""

CODE = "[&DQQIKR46TilUHXkAmgAAAIMdmgB1HQAAWx0AAEI3ARMAAAAAAAAAAAAAAAACMwAJAQNn9wAAm/YAAOj2AAA=]"
LEGACY = "[&DQgyHRM5PB0SAAAAbwEAAHcBAAB4FgAAlQAAAAAAAAAAAAAAAAAAAAAAAAA=]"


GW2SKILLS_LETTERS = {
    "PG": Profession.ELEMENTALIST,
    "PK": Profession.WARRIOR,
    "PO": Profession.RANGER,
    "PS": Profession.NECROMANCER,
    "PW": Profession.GUARDIAN,
    "Pa": Profession.THIEF,
    "Pe": Profession.ENGINEER,
    "Pi": Profession.MESMER,
    "Pm": Profession.REVENANT,
}


def only(text: str) -> Link:
    (link,) = find_links(text)
    return link


class TestBuilds:
    @pytest.mark.parametrize(
        "text",
        [
            CODE,
            CODE[2:-1],
            CODE[2:-2],
            f"try {CODE}!",
            f"**{CODE}**",
            f"`{CODE}`",
            f"```\n{CODE}\n```",
            f"https://example.org/?build={CODE}",
            f"Galeshot:{CODE[2:-1]}, says Rox",
            f"[Galeshot]({CODE})",
            CODE.replace("/YAAO", "/Y\nAAO"),
            CODE.replace("=]", "]"),
            CODE[:-1],
        ],
    )
    def test_a_code_is_found_wherever_it_stands(self, text: str) -> None:
        assert only(text).template == BuildTemplate.from_chat_code(CODE)

    def test_several_are_found_in_their_order_with_their_places(self) -> None:
        text = f"first {CODE}{LEGACY} then {LEGACY[2:-1]}"
        links = find_links(text)
        assert [link.template for link in links] == [
            BuildTemplate.from_chat_code(code) for code in (CODE, LEGACY, LEGACY)
        ]
        assert [text[link.start : link.end] for link in links] == [CODE, LEGACY, LEGACY[2:-1]]

    @given(st.lists(templates(), max_size=4), st.text(alphabet=" \n.,;:!?()", min_size=1, max_size=5))
    def test_every_code_is_found(self, builds: list[BuildTemplate], between: str) -> None:
        links = find_links(between.join(build.chat_code() for build in builds))
        assert [link.template for link in links] == builds

    @pytest.mark.parametrize("code", [CODE[2:-2], LEGACY[2:-2], CODE[:-2], CODE[2:-1], CODE[:-1]])
    @pytest.mark.parametrize("tail", ["-my build", "_", "--", "-DQAB", "-https"])
    def test_words_that_hang_on_a_code_are_cut_off(self, code: str, tail: str) -> None:
        link = only(f"look: {code}{tail} !")
        assert link.template == BuildTemplate.from_chat_code(code)
        assert link.text == code

    def test_words_within_the_wrapper_are_cut_off(self) -> None:
        link = only(f"look: {CODE[:-1]} my build] !")
        assert (link.template, link.text) == (BuildTemplate.from_chat_code(CODE), CODE[:-1])

    def test_a_code_in_the_alphabet_of_addresses_is_not_cut(self) -> None:
        code = CODE.replace("+", "-").replace("/", "_")
        assert "_" in code
        assert only(code[2:-1]).text == code[2:-1]

    @pytest.mark.parametrize("code", [CODE[:40], CODE[2:40], f"{CODE[:40]}]", f"{CODE[2:40]}-AAA", "[&DQkAAAAAAAA=]"])
    def test_what_is_left_of_a_code_is_told_as_damaged(self, code: str) -> None:
        link = only(f"look: {code} !")
        assert link.kind is LinkKind.BUILD
        assert link.template is None
        assert link.error
        assert link.error.kind == "short"

    @pytest.mark.parametrize(
        "text",
        ["DQ", "the DQ9 game", "[&]", "[&B]", "R&DQueue", "x" + CODE[2:-1], CODE[2:20], "https://a.b/DQ" + "A" * 60],
    )
    def test_words_are_not_codes(self, text: str) -> None:
        assert find_links(text) == ()


def test_a_wrapper_without_whole_bytes_is_told_as_damaged() -> None:
    link = only("[&hello]")
    assert link.kind is LinkKind.BUILD
    assert link.error
    assert link.error.kind == "base64"


class TestOthers:
    @pytest.mark.parametrize(
        ("code", "subject"),
        [
            ("[&AgEAAAA=]", "item"),
            ("[&BlYEAAA=]", "skill"),
            ("[&B/IDAAA=]", "trait"),
            ("[&BDgAAAA=]", "map"),
            ("[&DAYAAAAmAAAA]", "objective"),
        ],
    )
    def test_another_link_of_the_game_is_named(self, code: str, subject: str) -> None:
        link = only(f"an item: {code}")
        assert (link.kind, link.subject, link.text) == (LinkKind.GAME, subject, code)

    @pytest.mark.parametrize(
        ("link", "profession", "mode"),
        [
            ("https://gw2skills.net/editor/?PWwEQ7srMC2DDjxxMxx6q6pC-DWRYghL4MqX+nSTigG-w", Profession.GUARDIAN, "wvw"),
            ("http://en.gw2skills.net/editor/?PagEQjWWADkJx2Ym4xad92A-DyIY1o-e", Profession.THIEF, "pve"),
            *(
                (f"gw2skills.net/editor/?{letters}ABCD", profession, None)
                for letters, profession in GW2SKILLS_LETTERS.items()
            ),
            ("http://gw2skills.net/editor/?fdAQFAWnMISbV", None, None),
            ("HTTPS://GW2Skills.net/editor/", None, None),
        ],
    )
    def test_gw2skills_tells_profession_and_mode(
        self, link: str, profession: Profession | None, mode: str | None
    ) -> None:
        for text in (link, f"<{link}>", f"[build]({link})", f"see {link}, it is good", f"**{link}**"):
            found = only(text)
            assert (found.kind, found.text) == (LinkKind.GW2SKILLS, link)
            assert (found.profession, found.mode) == (profession, mode and GameMode(mode))

    @pytest.mark.parametrize(
        "link",
        [
            "https://hardstuck.gg/gw2/builds/?b=CpAAHBPCBwxFNBFA_",
            "https://hardstuck.gg/gw2/builds/mesmer/x/",
            "hardstuck.de/gw2/x",
        ],
    )
    def test_hardstuck_is_recognized(self, link: str) -> None:
        found = only(f"from {link}")
        assert (found.kind, found.text) == (LinkKind.HARDSTUCK, link.rstrip("_"))

    def test_a_code_behind_a_link_is_found_too(self) -> None:
        kinds = [link.kind for link in find_links(f"https://gw2skills.net/editor/?PWwE-w{CODE} [&AgEAAAA=]")]
        assert kinds == [LinkKind.GW2SKILLS, LinkKind.BUILD, LinkKind.GAME]

    @pytest.mark.parametrize(
        "text", ["evilgw2skills.net/editor/?PW", "gw2skills.network/x", "I like gw2skills.net a lot"]
    )
    def test_other_sites_are_not_recognized(self, text: str) -> None:
        assert find_links(text) == ()


class TestNoise:
    @given(st.text())
    def test_no_text_stops_it(self, text: str) -> None:
        find_links(text)

    @given(st.text(alphabet="[]&DQ=/-_ \nghtps:.?w2kilnet", max_size=300))
    def test_no_text_like_links_stops_it(self, text: str) -> None:
        for link in find_links(text):
            assert text[link.start : link.end] == link.text

    def test_a_long_text_is_gone_through_to_its_end(self) -> None:
        """In a process of its own, for nothing ends a search that tries every way to part a text.

        One that only looks back at what it has read comes to its end too: that there is none is said at the pattern.
        """
        command = [sys.executable, "-c", GO_THROUGH, *PIECES]
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=600)  # noqa: S603
        assert done.stdout.splitlines() == [repr(piece) for piece in PIECES], done.stderr
