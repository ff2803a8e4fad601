"""The models: what somebody may take next, told from what they have. Pure reckoning, the same each time.

All but popularity are one matrix of weights between items, so a person's scores are a sum over what they have, and no
model holds anything of a person. Features of items join as people do who have everything with that feature
(`Knowledge.links`): an item that nobody took yet has neighbors too.

Sources: EASE, Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019, equation 8; item-kNN, Deshpande and
Karypis, "Item-Based Top-N Recommendation Algorithms", 2004, with Bell and Koren's shrinkage.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from bot.domain.learning.interactions import Indices, Interactions, Reals, lay_out

Features: TypeAlias = Mapping[str, Iterable[str]]
"""What is known of items: names of features, such as "profession:mesmer"."""

WIDEST: Final = 4_000
"""Items that have weights, the most taken first: inverting the matrix of more takes too long. Others score nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """What all models are made from: how often items were taken, and together."""

    counts: Reals
    kept: Indices
    """The items that have weights."""
    together: Reals
    links: Reals
    """In how many features two items agree."""

    @classmethod
    def of(cls, rows: Interactions, features: Features | None = None) -> "Knowledge":
        """Count. Sums of ones are exact, so the order of rows changes nothing."""
        counts = rows.count_items()
        kept = np.sort(np.argsort(-counts, kind="stable")[:WIDEST])
        together = np.zeros((len(kept), len(kept)), dtype=np.float64)
        for block in rows.blocks():
            part = block[:, kept]
            together += part.T @ part
        return cls(counts, kept, together, _count_links(rows.items, kept, features or {}))


class Model(ABC):
    """Tells of each item how likely somebody takes it next; scores of different models cannot be compared."""

    @abstractmethod
    def score(self, taken: NDArray[np.float32]) -> Reals:
        """Return a row of scores for each row of zeros and ones; what somebody has already is scored like the rest."""

    def score_one(self, items: Indices) -> Reals:
        """Return the scores for somebody who has these items."""
        row: Reals = self.score(lay_out([items], self.width))[0]
        return row

    @property
    @abstractmethod
    def width(self) -> int:
        """How many items there are."""


class Popularity(Model):
    """What most people took, whoever asks. `strength` people who took everything equally often are added."""

    def __init__(self, counts: Reals, strength: float = 1.0) -> None:
        self.shares: Reals = (counts + strength / max(len(counts), 1)) / (counts.sum() + strength)

    @property
    @override
    def width(self) -> int:
        return len(self.shares)

    @override
    def score(self, taken: NDArray[np.float32]) -> Reals:
        return np.broadcast_to(self.shares / self.shares.max(initial=0), (len(taken), self.width)).copy()


class Weights(Model):
    """Items speak for other items."""

    def __init__(self, weights: Reals, kept: Indices, width: int) -> None:
        self.weights: NDArray[np.float32] = weights.astype(np.float32)
        self.kept = kept
        self._width = width

    @property
    @override
    def width(self) -> int:
        return self._width

    @override
    def score(self, taken: NDArray[np.float32]) -> Reals:
        scores = np.zeros((len(taken), self._width))
        scores[:, self.kept] = taken[:, self.kept] @ self.weights
        return scores

    @override
    def score_one(self, items: Indices) -> Reals:
        scores = np.zeros(self._width)
        own = np.flatnonzero(np.isin(self.kept, items))
        scores[self.kept] = self.weights[own].sum(axis=0)
        return scores


class Blend(Model):
    """A model for those of whom much is known, popularity for the rest: `caution` is how many items are "much"."""

    def __init__(self, model: Model, prior: Popularity, caution: float) -> None:
        self.model = model
        self.prior = prior
        self.caution = caution

    @property
    @override
    def width(self) -> int:
        return self.prior.width

    @override
    def score(self, taken: NDArray[np.float32]) -> Reals:
        known = taken.sum(axis=1, keepdims=True, dtype=np.float64)
        return self._mix(self.model.score(taken), known)

    @override
    def score_one(self, items: Indices) -> Reals:
        mixed: Reals = self._mix(self.model.score_one(items)[None], np.array([[float(len(items))]]))[0]
        return mixed

    def _mix(self, scores: Reals, known: Reals) -> Reals:
        most = np.maximum(scores.max(axis=1, keepdims=True), np.finfo(np.float64).tiny)
        trust = known / (known + self.caution)
        mixed: Reals = trust * scores / most + (1 - trust) * self.prior.shares / self.prior.shares.max(initial=0)
        return mixed


def fit_ease(knowledge: Knowledge, ridge: float, likeness: float = 0.0) -> Weights:
    """Return the weights that tell each item best from all others; `likeness` is how many people a feature counts."""
    gram = knowledge.together + likeness * knowledge.links
    inverse = np.linalg.inv(gram + ridge * np.eye(len(gram)))
    weights = inverse / -np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return Weights(weights, knowledge.kept, len(knowledge.counts))


def fit_neighbors(knowledge: Knowledge, neighbors: int, shrinkage: float, likeness: float = 0.0) -> Weights:
    """Return the cosines between items, for each item those of its nearest; few people together count for less."""
    gram = knowledge.together + likeness * knowledge.links
    norms = np.sqrt(np.diag(gram))
    cosines = gram / np.maximum(np.outer(norms, norms) + shrinkage, np.finfo(np.float64).tiny)
    np.fill_diagonal(cosines, 0)
    if neighbors < len(cosines):
        least = np.partition(cosines, -neighbors, axis=0)[-neighbors]
        cosines[cosines < least] = 0
    return Weights(cosines, knowledge.kept, len(knowledge.counts))


def _count_links(items: tuple[str, ...], kept: Indices, features: Features) -> Reals:
    names = sorted({name for item in items for name in features.get(item, ())})
    number_of = {name: number for number, name in enumerate(names)}
    rows = [[number_of[name] for name in features.get(items[item], ())] for item in kept]
    laid = lay_out([np.array(row, dtype=np.int64) for row in rows], len(names)).astype(np.float64)
    links: Reals = laid @ laid.T
    return links
