"""The short form of a code is read back, and nothing else is."""

import pytest
from hypothesis import given

from bot.domain.compact import from_compact, to_compact
from bot.domain.template import BuildTemplate
from bot.errors import ChatCodeError
from tests.domain.rows import golden_rows
from tests.strategies import templates, texts


@given(templates())
def test_it_is_read_back(template: BuildTemplate) -> None:
    assert from_compact(to_compact(template)) == template


def test_codes_that_people_paste_fit_into_the_id_of_a_button() -> None:
    longest = max(len(to_compact(BuildTemplate.from_chat_code(row.code))) for row in golden_rows() if row.valid)
    assert longest <= 80


@given(texts)
def test_any_other_text_is_refused(text: str) -> None:
    try:
        template = from_compact(text)
    except ChatCodeError:
        return
    assert isinstance(template, BuildTemplate)


@pytest.mark.parametrize("text", ["", "é", "AAAA", "7MEBAQAAAICQ_q_uCAoAAAAAAAAAAAAAAAAAAAAAAA"])
def test_damage_is_told(text: str) -> None:
    with pytest.raises(ChatCodeError):
        from_compact(text)
