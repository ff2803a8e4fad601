"""What becomes of each field when a form is laid over a build that may have changed meanwhile."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.edits import FIELDS, Merge, Seen, mark, merge
from tests.factories import START, make_build
from tests.strategies import texts

FORM = ("name", "notes")
CUSTOM_ID = 100
VALUES = st.sampled_from(("a", "b", "c"))


def test_what_was_seen_fits_into_the_id_of_a_form() -> None:
    build = make_build(revision=999_999_999)
    seen = Seen.of(build, FIELDS[:5])
    assert len(f"edit-build:{build.short_id}:{seen.to_text()}") <= CUSTOM_ID
    assert Seen.from_text(seen.to_text(), FIELDS[:5]) == seen


@pytest.mark.parametrize("text", ["", "1", "1:", ":abc", "1:abc", "x:" + "a" * 16, "1:" + "a" * 15, "1:" + "é" * 16])
def test_what_was_not_written_by_us_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no marks"):
        Seen.from_text(text, FORM)


@given(texts, texts)
def test_marks_differ_where_values_do(one: str, other: str) -> None:
    assert (mark(one) == mark(other)) is (one == other)


def test_marks_of_nothing_are_alike_and_of_lists_are_not_those_of_their_text() -> None:
    assert mark(None) == mark("") == mark(())
    assert mark(("a", "b")) != mark(("ab",))
    assert mark(("a", "b")) != mark(("b", "a"))


@given(st.fixed_dictionaries(dict.fromkeys(FORM, st.tuples(VALUES, VALUES, VALUES))))
def test_nothing_that_anybody_typed_is_lost_silently(fields: dict[str, tuple[str, str, str]]) -> None:
    was = make_build().changed(START, **{field: before for field, (before, _, _) in fields.items()})
    now = was.changed(START + timedelta(1), **{field: there for field, (_, there, _) in fields.items()})
    typed: dict[str, Any] = {field: here for field, (_, _, here) in fields.items()}
    merged = merge(now, Seen.of(was, FORM), typed)
    for field, (before, there, here) in fields.items():
        after = merged.changes.get(field, there)
        if field in merged.conflicts:
            assert len({before, there, here}) == 3
        else:
            assert after == (here if here != before else there)
        assert (field in merged.elsewhere) is (here == before != there)


def test_a_form_that_was_not_touched_changes_nothing() -> None:
    build = make_build(notes="x")
    typed = {"name": build.name, "notes": "x"}
    assert merge(build, Seen.of(build, FORM), typed) == Merge({}, (), ())
