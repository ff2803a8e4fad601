"""The models on people with known tastes: what they must reach, and when they must stay silent."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from typing_extensions import override

from bot.domain.learning.interactions import Interactions, Reals
from bot.domain.learning.made_tastes import MadeUp, World, make_up
from bot.domain.learning.metrics import measure
from bot.domain.learning.models import Knowledge, Model, Popularity, fit_ease, fit_neighbors
from bot.domain.learning.splits import split
from bot.domain.learning.trial import BLEND, EASE, NEIGHBORS, POPULARITY, RANDOM, Report, try_models

SMALL = World(people=300, items=100, events=5_000, kinds=8)
MOVIES = World(people=943, items=1682, events=100_000, kinds=18, fame=0.9, evenness=0.4)
"""As many people, items and interactions as in MovieLens-100K, whose items are as unevenly known."""


class Truth(Model):
    """Knows the tastes: how well anything can do. Its rows are the people asked for, in their order."""

    def __init__(self, truth: Reals, people: list[int]) -> None:
        self._rows = iter(truth[people])
        self._width = int(truth.shape[1])

    @property
    @override
    def width(self) -> int:
        return self._width

    @override
    def score(self, taken: NDArray[np.float32]) -> Reals:
        return np.array([next(self._rows) for _ in taken])


@pytest.fixture(scope="module")
def made() -> MadeUp:
    return make_up(SMALL)


@pytest.fixture(scope="module")
def report(made: MadeUp) -> Report:
    return try_models(made.rows, made.features)


def test_what_is_served_is_far_above_popularity_and_near_the_best(report: Report) -> None:
    served, plain = report.get_line(report.chosen.family), report.get_line(POPULARITY)
    assert served.ndcg.mean >= 1.3 * plain.ndcg.mean
    assert served.ndcg.mean >= 0.97 * max(line.ndcg.mean for line in report.lines)
    assert report.beats_popularity
    assert {line.family for line in report.lines} == {RANDOM, POPULARITY, NEIGHBORS, EASE, BLEND}
    assert all(line.ndcg.low <= line.ndcg.mean <= line.ndcg.high for line in report.lines)


def test_nothing_beats_the_truth(made: MadeUp, report: Report) -> None:
    halves = split(made.rows)
    wanted = halves.list_wanted()
    truth = measure(Truth(made.truth, list(wanted)), halves.past, wanted).ndcg.mean()
    assert truth > max(line.ndcg.mean for line in report.lines)


def test_the_same_seed_gives_the_same_numbers(report: Report) -> None:
    again = make_up(SMALL)
    assert try_models(again.rows, again.features).lines == report.lines
    assert make_up(replace(SMALL, seed=1)).rows.when.tolist() != again.rows.when.tolist()


def test_where_all_have_one_taste_nothing_is_better_than_popularity() -> None:
    # the kind is one for all, so that popularity is the truth
    assert not try_models(make_up(replace(SMALL, kinds=1, fame=1.0)).rows).beats_popularity


@pytest.mark.parametrize("triples", [[("a", "x", 1)], [("a", "x", 1), ("b", "y", 1)], [("a", "x", 1), ("a", "y", 9)]])
def test_of_a_handful_nothing_is_said(triples: list[tuple[str, str, int]]) -> None:
    assert not try_models(Interactions.of(triples)).beats_popularity


def test_ease_is_at_least_as_good_as_the_others_on_data_of_the_shape_of_movielens() -> None:
    halves = split(make_up(MOVIES).rows)
    knowledge, wanted = Knowledge.of(halves.past), halves.list_wanted()
    models = (fit_ease(knowledge, 250), fit_neighbors(knowledge, 100, 10), Popularity(knowledge.counts))
    ease, neighbors, popularity = (measure(model, halves.past, wanted).ndcg.mean() for model in models)
    assert ease >= neighbors >= popularity


def test_features_help_where_items_are_new() -> None:
    made = make_up(replace(SMALL, late=0.4))
    blind, seeing = (try_models(made.rows, known).get_line(EASE) for known in (None, made.features))
    assert seeing.ndcg.mean > blind.ndcg.mean
