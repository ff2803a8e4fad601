"""The models against plain reckoning: loops and least squares that anybody can check."""

from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from bot.domain.learning.interactions import Interactions, Triple, lay_out
from bot.domain.learning.metrics import Estimate, list_best, measure
from bot.domain.learning.models import Blend, Knowledge, Popularity, fit_ease, fit_neighbors
from bot.domain.learning.splits import Split, split

TRIPLES = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz"), st.integers(0, 20)), min_size=1, max_size=40
)


def table(rows: Interactions) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    made = np.zeros((len(rows.people), len(rows.items)))
    made[rows.who, rows.what] = 1
    return made


@given(TRIPLES, st.randoms())
def test_the_order_of_rows_means_nothing(triples: list[Triple], chance: object) -> None:
    rows, shuffled = Interactions.of(triples), Interactions.of(sorted(triples, key=lambda _: chance.random()))  # type: ignore[attr-defined]
    assert (rows.people, rows.items) == (shuffled.people, shuffled.items)
    assert [column.tolist() for column in (rows.who, rows.what, rows.when)] == [
        column.tolist() for column in (shuffled.who, shuffled.what, shuffled.when)
    ]
    assert len(rows) == len({triple[:2] for triple in triples})


@given(TRIPLES)
@settings(max_examples=50)
def test_ease_is_the_best_linear_guess_of_each_item_from_the_others(triples: list[Triple]) -> None:
    rows = Interactions.of(triples)
    known, ridge = table(rows), 3.0
    weights = fit_ease(Knowledge.of(rows), ridge).weights
    for item in range(len(rows.items)):
        others = [other for other in range(len(rows.items)) if other != item]
        part = known[:, others]
        best = np.linalg.solve(part.T @ part + ridge * np.eye(len(others)), part.T @ known[:, item])
        assert_allclose(weights[others, item], best, atol=1e-5)
        assert weights[item, item] == 0


@given(TRIPLES)
@settings(max_examples=50)
def test_neighbors_are_those_of_the_largest_cosine(triples: list[Triple]) -> None:
    rows = Interactions.of(triples)
    known, count = table(rows), 2
    weights = fit_neighbors(Knowledge.of(rows), count, shrinkage=1.0).weights
    sizes = known.sum(axis=0)
    for item in range(len(rows.items)):
        cosines = [
            0.0 if other == item else (known[:, other] @ known[:, item]) / ((sizes[other] * sizes[item]) ** 0.5 + 1)
            for other in range(len(rows.items))
        ]
        least = sorted(cosines)[-count:][0]
        assert_allclose(weights[:, item], [cosine if cosine >= least else 0 for cosine in cosines], atol=1e-6)


@given(TRIPLES)
def test_who_has_nothing_gets_what_is_popular(triples: list[Triple]) -> None:
    rows = Interactions.of(triples)
    knowledge = Knowledge.of(rows)
    popularity = Popularity(knowledge.counts)
    blend = Blend(fit_ease(knowledge, 3.0), popularity, 2.0)
    nothing = np.array([], dtype=np.int64)
    assert list_best(blend.score_one(nothing)).tolist() == list_best(popularity.score_one(nothing)).tolist()
    assert list_best(popularity.score_one(nothing))[0] == np.argmax(rows.count_items())


@given(TRIPLES)
def test_one_person_is_scored_as_among_many(triples: list[Triple]) -> None:
    rows = Interactions.of(triples)
    knowledge = Knowledge.of(rows)
    model = Blend(fit_ease(knowledge, 3.0), Popularity(knowledge.counts), 2.0)
    taken = rows.list_taken()
    many = model.score(lay_out(taken.values(), len(rows.items)))
    assert_allclose(many, [model.score_one(items) for items in taken.values()], atol=1e-5)


@given(TRIPLES, TRIPLES)
@settings(max_examples=50)
def test_metrics_are_what_their_formulas_say(past: list[Triple], later: list[Triple]) -> None:
    rows = Interactions.of([(who, what, 0) for who, what, _ in past] + [(who, what, 1) for who, what, _ in later])
    halves = split(rows) if rows.when[int(len(rows) * 0.8)] == 1 else None
    if halves is None:
        return
    model, wanted = Popularity(halves.past.count_items()), halves.list_wanted()
    taken, shares = halves.past.list_taken(), model.shares
    found = measure(model, halves.past, wanted)
    for place, (person, items) in enumerate(wanted.items()):
        order = sorted(set(range(len(rows.items))) - set(taken[person].tolist()), key=lambda one: (-shares[one], one))
        hits = [item in items for item in order[:10]]
        best = min(len(items), 10)
        ideal = sum(1 / log2(rank + 2) for rank in range(best))
        assert found.recall[place] == pytest.approx(sum(hits) / best)
        assert found.ndcg[place] == pytest.approx(sum(hit / log2(rank + 2) for rank, hit in enumerate(hits)) / ideal)


@pytest.mark.parametrize("way", Split)
@given(triples=TRIPLES)
def test_the_past_knows_nothing_of_what_came_later(triples: list[Triple], way: Split) -> None:
    rows = Interactions.of(triples)
    halves = split(rows, way)
    assert len(halves.past) + len(halves.later) == len(rows)
    if way is Split.TIME:
        assert halves.past.when.max(initial=-1) < halves.later.when.min(initial=99)
    for person in range(len(rows.people)):
        earlier = halves.past.when[halves.past.who == person]
        later = halves.later.when[halves.later.who == person]
        assert earlier.max(initial=-1) <= later.min(initial=99)


def test_an_item_that_nobody_took_has_the_neighbors_of_its_features() -> None:
    triples = [(f"p{number}", item, number) for number in range(20) for item in ("healer", "medic")]
    rows = Interactions.of([*triples, ("q", "tank", 1)], ["new healer", "new tank"])
    features = {"healer": ["heal"], "medic": ["heal"], "tank": ["tank"], "new healer": ["heal"], "new tank": ["tank"]}
    number_of = {name: number for number, name in enumerate(rows.items)}
    for fit in (fit_ease(Knowledge.of(rows, features), 1, 5), fit_neighbors(Knowledge.of(rows, features), 9, 0, 5)):
        scores = fit.score_one(np.array([number_of["healer"]]))
        assert scores[number_of["new healer"]] > scores[number_of["new tank"]]
    blind = fit_ease(Knowledge.of(rows), 1).score_one(np.array([number_of["healer"]]))
    assert blind[number_of["new healer"]] == blind[number_of["new tank"]] == 0


def test_of_very_many_items_the_most_taken_have_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.domain.learning.models.WIDEST", 2)
    rows = Interactions.of([("p", "a", 1), ("p", "b", 1), ("q", "b", 1), ("q", "c", 1), ("r", "c", 1)])
    scores = fit_ease(Knowledge.of(rows), 1).score_one(np.array([0, 1]))
    assert scores[0] == scores[1] == 0 != scores[2]


def test_the_interval_of_a_mean_is_narrower_for_more_people() -> None:
    rng = np.random.default_rng(0)
    few, many = Estimate.of(rng.random(20), 1), Estimate.of(rng.random(2000), 1)
    assert few.low < few.mean < few.high
    assert many.high - many.low < (few.high - few.low) / 4
    assert abs(many.mean - 0.5) < 0.03
    assert Estimate.of(np.array([]), 1) == Estimate(0, 0, 0)
