"""Cursors: opaque, short, and harmless when they are wrong."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.pages import Cursor
from tests import strategies
from tests.factories import START, new_id

CUSTOM_ID_ROOM = 40


@given(strategies.times, strategies.keys)
def test_a_cursor_survives_the_trip(at: datetime, key: UUID) -> None:
    text = Cursor(at, key).to_text()
    assert Cursor.from_text(text) == Cursor(at, key)
    assert len(text) <= CUSTOM_ID_ROOM
    assert text.isascii()


def test_the_zone_does_not_matter() -> None:
    key = new_id()
    elsewhere = START.astimezone(timezone(timedelta(hours=5)))
    assert Cursor(elsewhere, key).to_text() == Cursor(START, key).to_text()


@pytest.mark.parametrize("text", [None, "", "x", "é", "A" * 32 + "=", "A" * 31, "A" * 36, "f" + "_" * 31, "\ud800"])
def test_a_bad_cursor_is_the_first_page(text: str | None) -> None:
    assert Cursor.from_text(text) is None


@given(st.text(max_size=60))
def test_any_text_is_a_cursor_or_none(text: str) -> None:
    found = Cursor.from_text(text)
    assert found is None or found.to_text() == text
