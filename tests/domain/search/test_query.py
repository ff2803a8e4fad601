"""Conditions, order and places."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.search.query import Condition, Entry, Place, Query
from bot.domain.search.request import Order
from tests.factories import START, new_id
from tests.strategies import keys, texts, times

FIRE, BRAND = "x:fire", "x:firebrand"
graded = Condition(frozenset({FIRE}), frozenset({BRAND}))
strict = Condition(frozenset({"e:firebrand"}))


@pytest.mark.parametrize(
    ("terms", "score"),
    [
        ({FIRE, "e:firebrand"}, 1),
        ({FIRE, BRAND, "e:firebrand"}, 1),
        ({BRAND, "e:firebrand"}, 0),
        ({FIRE}, None),
        ({"e:firebrand"}, None),
        (set(), None),
    ],
)
def test_all_conditions_must_hold(terms: set[str], score: int | None) -> None:
    assert Query((graded, strict)).get_score(terms) == score


def test_without_conditions_all_fits() -> None:
    assert Query().get_score(set()) == 0


def test_narrowed_takes_exact_words_only_where_there_are_some() -> None:
    guess = Condition(frozenset(), frozenset({BRAND}), guessed=True)
    assert Query((graded, guess)).narrowed().conditions == (Condition(frozenset({FIRE})), guess)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.BEST, ["exact", "liked", "used", "new", "old"]),
        (Order.NEWEST, ["new", "exact", "liked", "used", "old"]),
        (Order.LIKED, ["liked", "new", "exact", "used", "old"]),
        (Order.USED, ["used", "new", "exact", "liked", "old"]),
    ],
)
def test_orders(order: Order, expected: list[str]) -> None:
    near = frozenset({BRAND})
    entries = {
        "exact": Entry(new_id(), START.replace(second=30), terms=frozenset({FIRE})),
        "liked": Entry(new_id(), START.replace(second=20), likes=3, terms=near),
        "used": Entry(new_id(), START.replace(second=10), uses=5, terms=near),
        "new": Entry(new_id(), START.replace(second=40), terms=near),
        "old": Entry(new_id(), START.replace(second=0), terms=near),
        "another": Entry(new_id(), START, terms=frozenset({"x:ice"})),
    }
    names = {entry.id: name for name, entry in entries.items()}
    found = Query((graded,), order).pick(entries.values())
    assert [names[entry.id] for entry in found] == expected


@given(st.integers(0, 255), st.integers(0, 2**31 - 1), times, keys)
def test_places_are_text_and_back(score: int, count: int, at: datetime, key: object) -> None:
    place = Place(score, count, at, key)  # type: ignore[arg-type]  # a UUID
    assert Place.from_text(place.to_text()) == place
    assert len(place.to_text()) <= 40


@given(texts)
def test_any_text_is_a_place_or_the_beginning(text: str) -> None:
    place = Place.from_text(text)
    assert place is None or place.at.tzinfo is UTC
