"""How good a list of ten is, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.learning.interactions import BLOCK, Indices, Interactions, Reals, lay_out
from bot.domain.learning.models import Model

LISTED: Final = 10
RESAMPLES: Final = 1_000
_TAILS: Final = (2.5, 97.5)
_DIGITS: Final = 6
"""Scores that differ by less are equal, so that processors with other roundings list the same."""
_STEP: Final = 1e-11
"""By so much each item is below the one before it, which orders equal ones: less than the last digit over all items."""


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A number for each person, in one order of people."""

    recall: Reals
    """Of what they took later (of ten at most), the part in the list."""
    ndcg: Reals
    """The same, but what stands further up counts more: 1 / log2(place + 1), over the best that could be."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, and between what it lies in 95 of 100 draws of as many people (percentile bootstrap)."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Reals, seed: int) -> "Estimate":
        """Estimate the mean of people's values. The same seed draws the same people, so differences are paired."""
        if not len(values):
            return cls(0.0, 0.0, 0.0)
        rng = np.random.default_rng(seed)
        means = [values[rng.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
        low, high = np.percentile(means, _TAILS)
        return cls(float(values.mean()), float(low), float(high))


def measure(model: Model, past: Interactions, wanted: Mapping[int, Indices]) -> Measured:
    """Let a model list ten items for each person, without those they have, and compare with what they took later."""
    taken, people = past.list_taken(), list(wanted)
    recalls, gains = np.zeros(len(people)), np.zeros(len(people))
    for begin in range(0, len(people), BLOCK):
        part = people[begin : begin + BLOCK]
        rows = lay_out([taken[person] for person in part], len(past.items))
        scores = np.where(rows > 0, -np.inf, np.round(model.score(rows).astype(np.float64), _DIGITS))
        hits = _find_hits(scores, [wanted[person] for person in part])
        best = np.minimum([len(wanted[person]) for person in part], LISTED)
        recalls[begin : begin + BLOCK] = hits.sum(axis=1) / best
        gains[begin : begin + BLOCK] = hits @ _DISCOUNTS[: hits.shape[1]] / np.cumsum(_DISCOUNTS)[best - 1]
    return Measured(recalls, gains)


def list_best(scores: Reals, count: int = LISTED) -> Indices:
    """Return the items with the highest scores, of equal ones those that come first."""
    count = min(count, scores.shape[-1])
    falling = scores - np.arange(scores.shape[-1]) * _STEP
    near: Indices = np.argpartition(-falling, max(count - 1, 0), axis=-1)[..., :count]
    order = np.argsort(-np.take_along_axis(falling, near, axis=-1), axis=-1)
    best: Indices = np.take_along_axis(near, order, axis=-1)
    return best


def _find_hits(scores: Reals, wanted: list[Indices]) -> NDArray[np.bool_]:
    listed = list_best(scores)
    possible = np.take_along_axis(scores, listed, axis=1) > -np.inf
    right = np.take_along_axis(lay_out(wanted, scores.shape[1]), listed, axis=1) > 0
    hits: NDArray[np.bool_] = right & possible
    return hits


_DISCOUNTS: Final = 1 / np.log2(np.arange(2, LISTED + 2))
