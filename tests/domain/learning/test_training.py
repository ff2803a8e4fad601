"""What is learned, for whom it is served, and what stands in it."""

from array import array
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bot.domain.learning.interactions import Interactions
from bot.domain.learning.made_tastes import World, make_up
from bot.domain.learning.models import Blend, Knowledge, Popularity, fit_ease
from bot.domain.learning.served import Served
from bot.domain.learning.training import LEAST, Taken, train
from tests.factories import make_tried

TRIED = make_tried()
WORLD = World(people=200, items=80, events=5_000)


def take(world: World, guild: str, *, is_shuffled: bool = False) -> Iterator[Taken]:
    """Yield what made-up people took; shuffled, nobody has a taste."""
    rows = make_up(world).rows
    what = np.random.default_rng(1).permutation(rows.what) if is_shuffled else rows.what
    for who, item, at in zip(rows.who, what, rows.when, strict=True):
        yield Taken(f"{guild} {rows.people[who]}", guild, rows.items[item], int(at))


@pytest.fixture(scope="module")
def served() -> Served:
    taken = [*take(WORLD, "tastes"), *take(replace(WORLD, seed=2), "chance", is_shuffled=True)]
    return train(taken, {}, now=9)


def test_it_is_served_where_people_have_tastes_and_nowhere_else(served: Served) -> None:
    assert served.guilds == {"tastes"}
    assert served.tried.ndcg > served.tried.popularity_ndcg


def test_without_tastes_it_serves_nobody() -> None:
    found = train(take(WORLD, "chance", is_shuffled=True), {}, now=9)
    assert (found.items, len(found.weights), found.guilds) == ((), 0, frozenset())
    assert found.tried.rows > 0


def test_the_order_of_what_is_learned_from_means_nothing(served: Served) -> None:
    taken = [*take(replace(WORLD, seed=2), "chance", is_shuffled=True), *reversed([*take(WORLD, "tastes")])]
    assert train(taken, {}, now=9) == served


def test_nothing_of_people_is_in_it(served: Served) -> None:
    assert "person" not in repr(served)


def test_what_fewer_people_took_is_in_no_model() -> None:
    rare = [Taken(f"rare {number}", "tastes", "rare", 1_700_000_000) for number in range(LEAST - 1)]
    again = [replace(rare[0], guild="elsewhere"), rare[0]]
    known = [replace(one, item="known") for one in rare]
    more = [Taken("one more", "tastes", "known", 1_700_000_000)]
    found = train([*take(WORLD, "tastes"), *rare, *again, *known, *more], {}, now=9)
    assert "rare" not in found.items
    assert "known" in found.items


def test_nothing_at_all_is_no_mistake() -> None:
    assert train((), {}, now=9).items == ()


def test_scores_are_those_of_the_model_that_was_tried() -> None:
    rows = make_up(WORLD).rows
    knowledge = Knowledge.of(rows)
    prior = Popularity(knowledge.counts)
    model = Blend(fit_ease(knowledge, 50.0), prior, 5.0)
    shares = prior.shares / prior.shares.max()
    plain = Served(
        items=rows.items,
        popularity=tuple(shares.tolist()),
        weights=_weights(rows, knowledge),
        caution=5.0,
        tried=TRIED,
    )
    items = rows.list_taken()[3]
    scores = plain.score([rows.items[item] for item in items] + ["never heard of"])
    assert scores is not None
    np.testing.assert_allclose(list(scores.values()), model.score_one(items), rtol=1e-5, atol=1e-6)


def test_of_whom_nothing_is_known_nothing_is_told() -> None:
    assert Served(tried=TRIED).score(["anything"]) is None


def _weights(rows: Interactions, knowledge: Knowledge) -> "array[float]":
    assert len(knowledge.kept) == len(rows.items)
    return array("f", fit_ease(knowledge, 50.0).weights.tobytes())
