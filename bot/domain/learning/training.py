"""Learns what is to be served: the weights, and in which guilds they are better than what is popular there."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from bot.domain.learning.interactions import Indices, Interactions
from bot.domain.learning.metrics import Estimate, measure
from bot.domain.learning.models import Blend, Features, Knowledge, Model, Popularity, Weights
from bot.domain.learning.served import FLOATS, Served, Tried
from bot.domain.learning.splits import Halves, split
from bot.domain.learning.trial import LEAST_PEOPLE, POPULARITY, Report, try_models

LEAST: Final = 5
"""An item that fewer people took is in no model."""
WIDEST: Final = 1_000
"""Items of a served model, the most taken first: the file has four bytes for each two of them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody took something in a guild; `at` in seconds since 1970."""

    user: str
    guild: str
    item: str
    at: int

    @property
    def person(self) -> str:
        """Who took it, as models know them: in another guild they are somebody else."""
        return f"{self.guild}/{self.user}"


def train(taken: Iterable[Taken], features: Features, *, now: int, seed: int = 0) -> Served:
    """Return what is to be served. What is learned from and in which order it comes are all that counts.

    It serves a guild whose people, LEAST_PEOPLE at least, it gave better lists on later weeks than what was popular
    there, beyond chance; and nobody where it is not better for all together.
    """
    kept = _without_rare(list(taken))
    rows = Interactions.of((one.person, one.item, one.at) for one in kept)
    report = try_models(rows, features, seed=seed)
    tried = _describe(rows, report, now)
    if not report.beats_popularity or report.chosen.family == POPULARITY:
        return Served(tried=tried)
    halves = split(rows)
    places = {one.person: one.guild for one in kept}
    early = report.chosen.recipe(Knowledge.of(halves.past, features))
    guilds = _find_guilds(early, halves, [places[person] for person in rows.people], seed)
    return _pack(report.chosen.recipe(Knowledge.of(rows, features)), rows, frozenset(guilds), tried)


def _without_rare(taken: Sequence[Taken]) -> list[Taken]:
    people = Counter(item for _, item in {(one.user, one.item) for one in taken})
    common = [item for item, count in sorted(people.items(), key=lambda one: (-one[1], one[0])) if count >= LEAST]
    kept = set(common[:WIDEST])
    return [one for one in taken if one.item in kept]


def _find_guilds(model: Model, halves: Halves, places: Sequence[str], seed: int) -> Iterator[str]:
    """Yield the guilds in which the model is better than what is popular there."""
    wanted: dict[str, dict[int, Indices]] = {}
    for person, items in halves.list_wanted().items():
        wanted.setdefault(places[person], {})[person] = items
    where = np.array(places)
    for guild, some in sorted(wanted.items()):
        if len(some) >= LEAST_PEOPLE and _is_better(
            model, halves.past.only(where[halves.past.who] == guild), some, seed
        ):
            yield guild


def _is_better(model: Model, past: Interactions, wanted: Mapping[int, Indices], seed: int) -> bool:
    """Tell whether lists of a model are better than what was popular among the people of `past`, beyond chance."""
    popular = Popularity(past.count_items())
    gains = measure(model, past, wanted).ndcg - measure(popular, past, wanted).ndcg
    return Estimate.of(gains, seed).low > 0


def _pack(model: Model, rows: Interactions, guilds: frozenset[str], tried: Tried) -> Served:
    inner, caution = (model.model, model.caution) if isinstance(model, Blend) else (model, 0.0)
    if not isinstance(inner, Weights):
        raise TypeError(type(inner))
    counts = rows.count_items()
    full = np.zeros((len(rows.items), len(rows.items)), dtype=np.float32)
    full[np.ix_(inner.kept, inner.kept)] = inner.weights
    shares = Popularity(counts).shares
    return Served(
        items=rows.items,
        popularity=tuple((shares / shares.max()).tolist()),
        weights=array(FLOATS, full.tobytes()),
        caution=caution,
        guilds=guilds,
        tried=tried,
    )


def _describe(rows: Interactions, report: Report, now: int) -> Tried:
    chosen = report.get_line(report.chosen.family)
    return Tried(
        made_at=now,
        since=int(rows.when[0]) if len(rows) else now,
        until=int(rows.when[-1]) if len(rows) else now,
        rows=len(rows),
        people=len(rows.people),
        tried_on=report.tried_on,
        family=report.chosen.family,
        settings=report.chosen.settings,
        ndcg=chosen.ndcg.mean,
        popularity_ndcg=report.get_line(POPULARITY).ndcg.mean,
    )
