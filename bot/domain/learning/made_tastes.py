"""People with known tastes, made up: what models are tried on where nobody's real choices may be used.

There are `kinds` of taste. An item is of one kind and has a place in the order of fame: the n-th is as well known as
1 / n ** `fame`. A person has a share in each kind, drawn by Dirichlet(`evenness`): small makes specialists. They take
an item with a chance in proportion to its fame times their share in its kind, each item once, until they have as many
as were drawn for them (geometric around the average, two at least), at moments spread evenly over their own weeks.
Late items cannot be taken before the last quarter of all weeks. An item's features are its kind, and one at random.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.domain.learning.interactions import Interactions, Reals, Triple
from bot.domain.learning.models import Features

WEEK_S: Final = 7 * 24 * 3600
_LEAST: Final = 2
_BEGAN: Final = 1_700_000_000
"""An arbitrary moment, in seconds."""
_LATE_FROM: Final = 0.75
_NOISES: Final = 9
"""Features that say nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is made up; the same numbers make the same people."""

    people: int = 1_000
    items: int = 400
    events: int = 20_000
    """About so many."""
    kinds: int = 12
    fame: float = 0.7
    evenness: float = 0.15
    late: float = 0.0
    """The part of items that appear late."""
    weeks: int = 26
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class MadeUp:
    """What came of it."""

    rows: Interactions
    features: Features
    truth: Reals
    """The chance of each item for each person, by which nobody can be beaten but by luck."""


def make_up(world: World) -> MadeUp:
    """Make people up."""
    rng = np.random.default_rng(world.seed)
    kinds = rng.integers(0, world.kinds, world.items)
    fame = 1 / np.arange(1, world.items + 1) ** world.fame
    tastes = rng.dirichlet(np.full(world.kinds, world.evenness), world.people)
    truth = tastes[:, kinds] * fame
    truth /= truth.sum(axis=1, keepdims=True)
    late = rng.random(world.items) < world.late
    triples = list(_draw(world, truth, late, rng))
    names = [f"item {number:05}" for number in range(world.items)]
    noise = rng.integers(0, _NOISES, world.items)
    features = {name: (f"kind {kinds[at]}", f"noise {noise[at]}") for at, name in enumerate(names)}
    rows = Interactions.of(triples, names)
    met = [int(person.removeprefix("person ")) for person in rows.people]
    return MadeUp(rows, features, truth[met])


def _draw(world: World, truth: Reals, late: NDArray[np.bool_], rng: np.random.Generator) -> Iterator[Triple]:
    average = world.events / world.people
    counts = np.clip(rng.geometric(1 / max(average - _LEAST + 1, 1), world.people) + _LEAST - 1, _LEAST, world.items)
    span = world.weeks * WEEK_S
    for person, count in enumerate(counts):
        # whoever has the largest of log chance + Gumbel noise is drawn first, without putting back
        keys = np.log(np.maximum(truth[person], 1e-300)) + rng.gumbel(size=world.items)
        chosen = np.argsort(-keys, kind="stable")[:count]
        begins = rng.random() * 0.5
        moments = begins + rng.random(count) * (1 - begins)
        moments = np.where(late[chosen], _LATE_FROM + moments * (1 - _LATE_FROM), moments)
        for item, moment in zip(chosen, moments, strict=True):
            yield f"person {person:06}", f"item {item:05}", _BEGAN + int(moment * span)
