"""Models against each other on what came later, and which of them is served."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from bot.domain.learning.interactions import Indices, Interactions, Reals
from bot.domain.learning.metrics import Estimate, Measured, measure
from bot.domain.learning.models import Blend, Features, Knowledge, Model, Popularity, fit_ease, fit_neighbors
from bot.domain.learning.splits import Split, split

RANDOM: Final = "random"
POPULARITY: Final = "popularity"
NEIGHBORS: Final = "item-kNN"
EASE: Final = "EASE"
BLEND: Final = "blend"
LEAST_PEOPLE: Final = 20
"""Tried on fewer, no model is said to be better than popularity."""
CHOSEN_ON: Final = 1_000
"""People at most on whom settings are chosen."""
_RIDGES: Final = (50.0, 250.0, 1_000.0)
_NEIGHBORS: Final = ((20, 10.0), (100, 10.0), (100, 100.0))
_LIKENESS: Final = (0.0, 5.0)
_CAUTIONS: Final = (1.0, 5.0)


Recipe: TypeAlias = Callable[[Knowledge], Model]
"""How a model is made of what is known."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model with its settings."""

    family: str
    settings: str
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Line:
    """How a model did on what came later."""

    family: str
    settings: str
    recall: Estimate
    ndcg: Estimate
    gain: Estimate
    """NDCG above popularity's, person by person."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a trial found."""

    lines: tuple[Line, ...]
    chosen: Candidate
    """The best on the last part of the past, before anything later was looked at."""
    learned_from: int
    tried_on: int
    """People."""
    parted_at: int
    """Seconds since 1970; with `Split.PERSON` the moment of the first row that is to be found."""
    seed: int

    @property
    def beats_popularity(self) -> bool:
        """Whether the chosen one is better than popularity on later weeks beyond chance, and so may be served."""
        return self.tried_on >= LEAST_PEOPLE and self.get_line(self.chosen.family).gain.low > 0

    def get_line(self, family: str) -> Line:
        """Return how a family did."""
        return next(line for line in self.lines if line.family == family)


class Chance(Model):
    """Scores drawn at random."""

    def __init__(self, width: int, seed: int) -> None:
        self._width = width
        self._rng = np.random.default_rng(seed)

    @property
    @override
    def width(self) -> int:
        return self._width

    @override
    def score(self, taken: NDArray[np.float32]) -> Reals:
        return self._rng.random((len(taken), self._width))


def try_models(
    rows: Interactions, features: Features | None = None, *, way: Split = Split.TIME, seed: int = 0
) -> Report:
    """Choose settings and model on the past, then measure each family on what came later."""
    halves = split(rows, way)
    best = choose(halves.past, features, way=way)
    knowledge, wanted = Knowledge.of(halves.past, features), halves.list_wanted()
    chance = Candidate(RANDOM, "", lambda known: Chance(len(known.counts), seed))
    measured = {
        candidate: measure(candidate.recipe(knowledge), halves.past, wanted) for candidate in (chance, *best.values())
    }
    plain = measured[best[POPULARITY]]
    lines = tuple(_to_line(candidate, found, plain, seed) for candidate, found in measured.items())
    chosen = next(iter(best.values()))
    parted_at = int(halves.later.when.min(initial=np.iinfo(np.int64).max)) if len(halves.later) else 0
    return Report(lines, chosen, len(halves.past), len(wanted), parted_at, seed)


def choose(past: Interactions, features: Features | None = None, *, way: Split = Split.TIME) -> Mapping[str, Candidate]:
    """Return the best candidate of each family on the last part of the past, the best family first.

    Equal ones keep the order in which they are listed, the plainest first: where nothing can be tried, popularity.
    """
    halves = split(past, way)
    contest = _Contest(halves.past, _some(halves.list_wanted()), Knowledge.of(halves.past, features))
    contest.enter(Candidate(POPULARITY, "", lambda known: Popularity(known.counts)))
    for likeness in _LIKENESS if features else (0.0,):
        alike = f", likeness {likeness:g}" if features else ""
        for count, shrinkage in _NEIGHBORS:
            near = partial(fit_neighbors, neighbors=count, shrinkage=shrinkage, likeness=likeness)
            contest.enter(Candidate(NEIGHBORS, f"{count} neighbors, shrinkage {shrinkage:g}{alike}", near))
        for ridge in _RIDGES:
            ease = partial(fit_ease, ridge=ridge, likeness=likeness)
            contest.enter(Candidate(EASE, f"ridge {ridge:g}{alike}", ease))
    base = contest.best[EASE]
    for caution in _CAUTIONS:
        settings = f"EASE, {base.candidate.settings}, caution {caution:g}"
        candidate = Candidate(BLEND, settings, partial(_blend, base.candidate.recipe, caution))
        contest.enter(candidate, Blend(base.model, Popularity(contest.knowledge.counts), caution))
    ranked = sorted(contest.best.values(), key=lambda one: -one.worth)
    return {one.candidate.family: one.candidate for one in ranked}


@dataclass(frozen=True, slots=True)
class _Entrant:
    candidate: Candidate
    model: Model
    worth: float


@dataclass(slots=True)
class _Contest:
    past: Interactions
    wanted: Mapping[int, Indices]
    knowledge: Knowledge
    best: dict[str, _Entrant] = field(default_factory=dict)

    def enter(self, candidate: Candidate, model: Model | None = None) -> None:
        made = candidate.recipe(self.knowledge) if model is None else model
        worth = _mean(measure(made, self.past, self.wanted))
        if candidate.family not in self.best or worth > self.best[candidate.family].worth:
            self.best[candidate.family] = _Entrant(candidate, made, worth)


def _some(wanted: Mapping[int, Indices]) -> Mapping[int, Indices]:
    """Return people evenly spread over all; settings differ by more than so many people are unsure of."""
    step = -(-len(wanted) // CHOSEN_ON) or 1
    return dict(list(wanted.items())[::step])


def _blend(recipe: Recipe, caution: float, knowledge: Knowledge) -> Model:
    return Blend(recipe(knowledge), Popularity(knowledge.counts), caution)


def _to_line(candidate: Candidate, found: Measured, plain: Measured, seed: int) -> Line:
    gain = Estimate.of(found.ndcg - plain.ndcg, seed)
    recall, ndcg = Estimate.of(found.recall, seed), Estimate.of(found.ndcg, seed)
    return Line(candidate.family, candidate.settings, recall, ndcg, gain)


def _mean(found: Measured) -> float:
    return float(found.ndcg.mean()) if len(found.ndcg) else 0.0
