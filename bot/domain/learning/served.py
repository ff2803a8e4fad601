"""A model as it is served: plain numbers, so that whoever recommends needs no numpy."""

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from bot.domain.modes import GameMode

FLOATS: Final = "f"
"""The weights' type: floats of four bytes."""
STALE: Final = timedelta(days=30)
"""A model that was made longer ago is not asked: nobody trained, and what people play has moved on."""
LEAST_PERCENT: Final = 50
MOST_PERCENT: Final = 200
"""Between these lies what is learned of a worth, in percent of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedWorths:
    """What combos are worth in a mode, by which lineups worked, and how good it was to know that on later raids."""

    mode: GameMode
    since: int
    until: int
    """When the first and the last raid began that it is learned from, in seconds since 1970."""
    raids: int
    guilds: int
    """That have raids which can be compared."""
    tried_on: int
    """Pairs of later raids, no raid in two of them; 0 where raids or guilds were too few to try anything."""
    right: float
    """The part of these pairs of which it told rightly which raid worked."""
    plainly_right: float
    """The same with the worths of ours."""
    gain: tuple[float, float]
    """Between these lies, in 95 of 100 draws of as many pairs, what is told rightly above that."""
    percents: Mapping[str, int]
    """Of our worth, by type of finisher; empty where ours stay, since that was not better beyond chance."""

    def __post_init__(self) -> None:
        """Raise ValueError where a percent is out of bounds."""
        if any(not LEAST_PERCENT <= percent <= MOST_PERCENT for percent in self.percents.values()):
            msg = f"percents beyond {LEAST_PERCENT} to {MOST_PERCENT}: {self.percents}"
            raise ValueError(msg)


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
    worths: tuple[LearnedWorths, ...] = ()
    """Of combos, by mode."""

    def __post_init__(self) -> None:
        """Raise ValueError where the numbers are not as many as the items need."""
        width = len(self.items)
        if (len(self.popularity), len(self.weights)) != (width, width * width):
            msg = f"{len(self.weights)} weights and {len(self.popularity)} shares for {width} items"
            raise ValueError(msg)

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it may still be asked."""
        return self.tried.made_at >= (now - STALE).timestamp()

    def get_percents(self, mode: GameMode) -> Mapping[str, int]:
        """Return what finishers are worth in a mode, in percent of our worths; empty where ours stay."""
        return next((one.percents for one in self.worths if one.mode is mode), {})

    def score(self, taken: Iterable[str]) -> Mapping[str, float] | None:
        """Return a score for each item, for somebody who has some; None for one of whom nothing is known here."""
        width, own = len(self.items), set(taken)
        rows = [number for number, item in enumerate(self.items) if item in own]
        if not rows:
            return None
        weights = [self.weights[number * width : (number + 1) * width] for number in rows]
        sums = [sum(column) for column in zip(*weights, strict=True)]
        trust, most = len(rows) / (len(rows) + self.caution), max(*sums, _TINY)
        return {
            item: trust * value / most + (1 - trust) * share
            for item, value, share in zip(self.items, sums, self.popularity, strict=True)
        }


_TINY: Final = 2.0**-1022
"""The least number above zero: what nothing speaks for has the score zero."""
