"""Real build codes against what their sources say of them."""

import pytest

from bot.domain import chatlink
from bot.domain.gamedata import GameData
from bot.domain.sheet import describe
from bot.domain.template import FIXED_SIZE, BuildTemplate
from bot.errors import ChatCodeError
from tests.domain.rows import LARGE, Row, golden_rows, large_rows, told

ROWS = golden_rows() + large_rows()
VALID = [row for row in ROWS if row.valid]


def test_the_large_set_of_codes_is_there() -> None:
    if not LARGE.exists():
        pytest.skip(f"{LARGE} is not beside this checkout; the golden codes are tested alone")
    assert len(large_rows()) > 100


def test_the_golden_set_is_there() -> None:
    assert len(golden_rows()) == 20


@pytest.mark.parametrize("row", VALID, ids=lambda row: row.code)
def test_a_code_says_what_its_source_says(row: Row, game: GameData) -> None:
    sheet = describe(BuildTemplate.from_chat_code(row.code), game)
    assert {key: told(sheet)[key](value) for key, value in row.expected.items()} == row.expected


@pytest.mark.parametrize("row", [row for row in ROWS if not row.valid], ids=lambda row: row.code)
def test_what_is_no_build_code_is_refused(row: Row) -> None:
    with pytest.raises(ChatCodeError):
        BuildTemplate.from_chat_code(row.code)


@pytest.mark.parametrize("row", VALID, ids=lambda row: row.code)
def test_a_code_is_written_again_byte_for_byte(row: Row) -> None:
    data = chatlink.parse_link(row.code)
    template = BuildTemplate.from_chat_code(row.code)
    written = template.to_bytes()
    if len(data) > FIXED_SIZE:
        assert written == data
    elif template.legends is None:
        assert written == data + bytes(2)
    assert BuildTemplate.from_bytes(written) == template


MADE_UP = {
    "[&DQkAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAECAwRkAGUAZgDIAMkAygA=]": [
        "inactive land utility 1: no skill of this profession has palette id 100",
        "inactive land utility 2: no skill of this profession has palette id 101",
        "inactive land utility 3: 102 is a skill of another profession",
        "inactive water utility 1: no skill of this profession has palette id 200",
        "inactive water utility 2: Flame Leap does not fit this slot",
        "inactive water utility 2: Flame Leap cannot be used under water",
        "inactive water utility 3: Conjure Flame Axe is a skill of another profession",
        "land legend 1: Legendary Dragon Stance needs an elite line that is not chosen",
    ],
    "[&DQIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAjkwAAAyCQEA]": [
        "override 2: no skill has id 67890",
    ],
    "[&DQEQLyo6GzkmDyYPihI2AUgBSAH+AP4AtRKJEgAAAAAAAAAAAAAAAAAAAAACBQAvAAA=]": [
        "weapon 2: this profession does not wield Dagger",
    ],
    "[&DQkDJg8mPz3cEdwR1BHUESsSKxIGEgYSyhHKEQUCAgPUESsSBhIGEtQRKxICBQAvAAA=]": [
        "weapon 2: this profession does not wield Dagger",
    ],
}
"""Codes that tests of other decoders put together out of bytes: no game wrote them, and we see what is wrong."""


@pytest.mark.parametrize("row", VALID, ids=lambda row: row.code)
def test_only_made_up_builds_have_defects(row: Row, game: GameData) -> None:
    sheet = describe(BuildTemplate.from_chat_code(row.code), game)
    assert list(map(str, sheet.defects)) == MADE_UP.get(row.code, [])
