"""A button's id says all that it needs, and text from people does nothing."""

import re
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pages import Cursor
from cogs.builds import CONTROLS
from cogs.ui import keeping
from cogs.ui.controls import RefButton
from cogs.ui.limits import CUSTOM_ID, clip
from cogs.ui.markup import code_block, in_messages, quoted, shown
from cogs.ui.words import LANGUAGES, words_for

CURSOR = Cursor(datetime(2026, 11, 22, tzinfo=UTC), UUID(int=2**128 - 1)).to_text()
REFS = ("build:k7m3qx2a", "team:zzzzzzzz", "build:own", f"build:deleted:{CURSOR}")
BUTTONS = [control for control in (*keeping.CONTROLS, *CONTROLS) if issubclass(control, RefButton)]
ACTIVE = re.compile(r"(?<!\\)[*_~|`<>@#\[\]]")


@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("ref", REFS)
async def test_reference_comes_back_from_the_id(button: type[RefButton], ref: str) -> None:
    control = button(ref, words_for("fr"))
    match = control.template.fullmatch(control.custom_id)
    assert match is not None
    assert match["ref"] == ref
    assert len(control.custom_id) <= CUSTOM_ID


@pytest.mark.parametrize("ref", REFS)
async def test_no_id_answers_to_two_controls(ref: str) -> None:
    for button in BUTTONS:
        custom_id = button(ref).custom_id
        answering: list[type[ui.DynamicItem[Any]]] = [
            control for control in BUTTONS if control.__discord_ui_compiled_template__.fullmatch(custom_id)
        ]
        assert answering == [button]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("button", BUTTONS)
async def test_labels_fit(button: type[RefButton], language: str) -> None:
    assert 1 <= len(button("build:k7m3qx2a", words_for(language)).item.label or "") <= 80


@given(st.text())
def test_shown_text_is_what_was_typed_and_does_nothing(text: str) -> None:
    assert re.sub(r"\\([\\*_~|`<>@#:\[\]()\-+.!])", r"\1", shown(text)) == text
    assert not ACTIVE.search(shown(text).replace("\\\\", ""))


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_clipped_text_fits(text: str, limit: int) -> None:
    assert len(clip(text, limit)) <= limit


@given(st.text())
def test_a_block_cannot_be_left(text: str) -> None:
    assert code_block(text).count("```") == 2
    assert quoted(text, limit=20).count("```") == 2


@given(st.text(min_size=1), st.text(max_size=300), st.text(max_size=300))
def test_what_was_typed_comes_back_whole_in_as_many_messages_as_it_takes(sentence: str, one: str, other: str) -> None:
    limit = 300 + len(sentence)
    messages = in_messages(sentence, [("A", one), ("B", other)], limit=limit)
    assert all(0 < len(message) <= limit for message in messages[1:])
    parts = re.findall(r"\n?([AB])\n```\n(.*?)\n```", "\n".join(messages), re.DOTALL)
    for heading, typed in (("A", one), ("B", other)):
        assert "".join(part for name, part in parts if name == heading) == typed.replace("```", "`\u200b`\u200b`")
