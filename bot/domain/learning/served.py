"""A model as it is served: plain numbers, so that whoever recommends needs no numpy."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

FLOATS: Final = "f"
"""The weights' type: floats of four bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was learned from, and how good that was on the weeks that came later; moments in seconds since 1970."""

    made_at: int
    since: int
    until: int
    """The first and the last thing that was learned from."""
    rows: int
    people: int
    tried_on: int
    """People."""
    family: str
    settings: str
    ndcg: float
    popularity_ndcg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A matrix of weights between items, blended with popularity where little is known of somebody.

    Without items it serves nobody: popularity could not be beaten.
    """

    items: tuple[str, ...] = ()
    popularity: tuple[float, ...] = ()
    """Of the most popular item 1."""
    weights: "array[float]" = field(default_factory=lambda: array(FLOATS))
    """Row by row, what each item says of all others."""
    caution: float = 0.0
    """How many items are "much" to know of somebody."""
    guilds: frozenset[str] = frozenset()
    """Those on whose own later weeks it was better than what is popular there."""
    tried: Tried

    def __post_init__(self) -> None:
        """Raise ValueError where the numbers are not as many as the items need."""
        width = len(self.items)
        if (len(self.popularity), len(self.weights)) != (width, width * width):
            msg = f"{len(self.weights)} weights and {len(self.popularity)} shares for {width} items"
            raise ValueError(msg)

    def score(self, taken: Iterable[str]) -> Mapping[str, float] | None:
        """Return a score for each item, for somebody who has some; None for one of whom nothing is known here."""
        width, own = len(self.items), set(taken)
        rows = [number for number, item in enumerate(self.items) if item in own]
        if not rows:
            return None
        sums = [0.0] * width
        for number in rows:
            row = self.weights[number * width : (number + 1) * width]
            sums = [before + weight for before, weight in zip(sums, row, strict=True)]
        trust, most = len(rows) / (len(rows) + self.caution), max(*sums, _TINY)
        return {
            item: trust * value / most + (1 - trust) * share
            for item, value, share in zip(self.items, sums, self.popularity, strict=True)
        }


_TINY: Final = 2.0**-1022
"""The least number above zero: what nothing speaks for has the score zero."""
