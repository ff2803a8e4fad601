"""The codec of build codes: both directions, and everything that it must refuse."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import chatlink, template
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate, Legends, Pets, SkillBar, TraitLine
from bot.errors import ChatCodeError
from tests.strategies import modern_bytes, templates

MODERN = "[&DQQIKR46TilUHXkAmgAAAIMdmgB1HQAAWx0AAEI3ARMAAAAAAAAAAAAAAAACMwAJAQNn9wAAm/YAAOj2AAA=]"
LEGACY_REVENANT = "[&DQkMPw8ePz/cEdwRBhIGEisS1BHUESsSyhHKERESDwAAAAAAAAAAAAAAAAA=]"

# The evaluation of `repr` below needs these names.
NAMES = {cls.__name__: cls for cls in (BuildTemplate, Legends, Pets, Profession, SkillBar, TraitLine)}


def fixed_part(profession: int = 1) -> bytes:
    return bytes([chatlink.BUILD_HEADER, profession]) + bytes(template.FIXED_SIZE - 2)


def error_of(text: str) -> ChatCodeError:
    with pytest.raises(ChatCodeError) as caught:
        BuildTemplate.from_chat_code(text)
    return caught.value


class TestBothWays:
    @given(templates())
    def test_what_is_written_is_read_again(self, build: BuildTemplate) -> None:
        assert BuildTemplate.from_chat_code(build.chat_code()) == build

    @given(modern_bytes())
    def test_a_modern_code_is_written_as_it_was_read(self, data: bytes) -> None:
        assert BuildTemplate.from_bytes(data).to_bytes() == data

    @given(templates())
    def test_repr_evaluates_back(self, build: BuildTemplate) -> None:
        assert eval(repr(build), NAMES) == build  # noqa: S307 - our own repr

    @given(templates(), templates())
    def test_builds_are_equal_exactly_when_their_codes_are(self, one: BuildTemplate, two: BuildTemplate) -> None:
        assert (one == two) is (one.chat_code() == two.chat_code())
        assert hash(one) == hash(BuildTemplate.from_chat_code(one.chat_code()))

    @given(st.binary(max_size=200))
    def test_any_bytes_are_a_build_or_refused(self, data: bytes) -> None:
        with contextlib.suppress(ChatCodeError):
            assert isinstance(BuildTemplate.from_bytes(data), BuildTemplate)

    @given(st.binary(max_size=200).map(lambda rest: fixed_part(9)[:2] + rest))
    def test_any_bytes_after_a_good_beginning_are_a_build_or_refused(self, data: bytes) -> None:
        with contextlib.suppress(ChatCodeError):
            assert BuildTemplate.from_bytes(data).profession is Profession.REVENANT

    @given(st.text())
    def test_any_text_is_a_build_or_refused(self, text: str) -> None:
        with contextlib.suppress(ChatCodeError):
            BuildTemplate.from_chat_code(text)


class TestLayout:
    def test_every_field_stands_in_its_place(self) -> None:
        data = bytes(
            [0x0D, 4, 8, 0b00_10_01_11, 30, 0b11_11_10_10, 78, 0]
            + [n for palette in range(1, 11) for n in (palette, 1)]
            + [59, 17, 20, 63, *range(12)]
            + [2, 51, 0, 9, 1]
            + [1, 0x67, 0xF7, 0, 0]
        )
        assert BuildTemplate.from_bytes(data) == BuildTemplate(
            profession=Profession.RANGER,
            lines=(TraitLine(8, (3, 1, 2)), TraitLine(30, (2, 2, 3), 3), TraitLine(78)),
            land=SkillBar(257, (259, 261, 263), 265),
            water=SkillBar(258, (260, 262, 264), 266),
            pets=Pets((59, 17), (20, 63)),
            weapons=(51, 265),
            overrides=(63335,),
            spare=bytes(range(12)),
        )

    def test_a_revenant_has_legends_and_inactive_skills(self) -> None:
        data = fixed_part(9)[:28] + bytes([1, 2, 3, 4]) + bytes(n for p in range(1, 7) for n in (p, 2)) + bytes(2)
        assert BuildTemplate.from_bytes(data).legends == Legends((1, 2), (3, 4), (513, 514, 515), (516, 517, 518))

    def test_a_legacy_code_becomes_the_modern_code_of_the_same_build(self) -> None:
        build = BuildTemplate.from_bytes(fixed_part())
        assert build == BuildTemplate(profession=Profession.GUARDIAN)
        assert build.to_bytes() == fixed_part() + bytes(2)

    def test_a_legacy_code_gets_the_legends_of_today(self) -> None:
        build = BuildTemplate.from_chat_code(LEGACY_REVENANT)
        assert build.legends
        assert (build.legends.land, build.legends.water) == ((5, 6), (3, 0))
        assert build.to_bytes()[28:32] == bytes([5, 6, 3, 0])

    def test_a_modern_code_keeps_the_old_numbers_of_its_legends(self) -> None:
        data = fixed_part(9)[:28] + bytes([13, 18, 7, 19]) + bytes(14)
        build = BuildTemplate.from_bytes(data)
        assert build.legends == Legends((1, 6), (7, 19), offsets=(12, 12, 0, 0))
        assert build.to_bytes() == data


class TestWrapper:
    @pytest.mark.parametrize(
        "text",
        [
            MODERN[2:-1],
            MODERN[2:-2],
            MODERN[:-1],
            MODERN[1:],
            f"  {MODERN}\n",
            f"{MODERN[:30]}\n {MODERN[30:]}",
            MODERN.replace("+", "-").replace("/", "_"),
            MODERN.replace("=", ""),
        ],
    )
    def test_what_happens_to_codes_on_their_way_is_mended(self, text: str) -> None:
        assert BuildTemplate.from_chat_code(text).chat_code() == MODERN


class TestRefusal:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("", "empty"),
            ("[&]", "empty"),
            ("[&====]", "empty"),
            ("[&DQ!!]", "base64"),
            ("[&DQé=]", "base64"),
            ("[&D=Q=]", "base64"),
            ("[&DQYfL]", "base64"),
            ("[&AgEAAAA=]", "foreign"),
            ("[&/////w==]", "header"),
            (chatlink.format_link(fixed_part(0)), "profession"),
            (chatlink.format_link(fixed_part(10)), "profession"),
            (chatlink.format_link(fixed_part()[:-1]), "short"),
            (chatlink.format_link(fixed_part() + b"\1"), "short"),
            (chatlink.format_link(fixed_part() + b"\1\5"), "short"),
            (chatlink.format_link(fixed_part() + b"\1\5\0"), "short"),
            (chatlink.format_link(fixed_part() + b"\0\1\0\0\0"), "short"),
            (chatlink.format_link(fixed_part() + b"\0\0\0"), "rest"),
        ],
    )
    def test_each_fault_has_its_kind(self, text: str, kind: str) -> None:
        error = error_of(text)
        assert error.kind == kind
        assert error.text == text
        assert error.expected
        assert error.found

    def test_the_error_quotes_what_was_read_and_what_was_expected(self) -> None:
        assert str(error_of("[&AgEAAAA=]")) == (
            "'[&AgEAAAA=]': expected a build link (first byte 0x0D), found a link of kind item (0x02)"
        )
        assert error_of("[&DQ!!]").found == "the character '!'"

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("[&DQ!!A]", "the character '!'"),
            ("[&D=Q]", "the character '='"),
            ("[&DQ\x00]", "the character '\\x00'"),
            ("[&DQ]AA]", "the character ']'"),
            ("[&D]", "1 character, one too many or three too few"),
            ("DQYfL", "5 characters, one too many or three too few"),
        ],
    )
    def test_a_stray_character_is_told_before_a_length_that_does_not_fit(self, text: str, found: str) -> None:
        assert error_of(text).found == found

    @pytest.mark.parametrize(
        "build",
        [
            BuildTemplate(profession=Profession.RANGER),
            BuildTemplate(profession=Profession.REVENANT),
            BuildTemplate(profession=Profession.REVENANT, legends=Legends(land=(13, 0))),
            BuildTemplate(profession=Profession.REVENANT, legends=Legends(offsets=(12, 0, 0, 0))),
            BuildTemplate(profession=Profession.GUARDIAN, pets=Pets()),
            BuildTemplate(profession=Profession.GUARDIAN, legends=Legends()),
            BuildTemplate(profession=Profession.GUARDIAN, land=SkillBar(heal=0x10000)),
            BuildTemplate(profession=Profession.GUARDIAN, weapons=(0,) * 256),
            BuildTemplate(profession=Profession.GUARDIAN, spare=b"\1"),
            BuildTemplate(profession=Profession.GUARDIAN, lines=(TraitLine(1, (4, 0, 0)), TraitLine(), TraitLine())),
            BuildTemplate(profession=Profession.GUARDIAN, lines=(TraitLine(256), TraitLine(), TraitLine())),
        ],
    )
    def test_what_no_code_can_hold_is_not_written(self, build: BuildTemplate) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            build.to_bytes()
