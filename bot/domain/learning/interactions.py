"""Who took what, and when: the one shape that models learn from and are tried on. People are labels, never ids."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Indices: TypeAlias = NDArray[np.int64]
Reals: TypeAlias = NDArray[np.float64]
Triple: TypeAlias = tuple[str, str, int]
"""Person, item, seconds since 1970."""

BLOCK: Final = 1024
"""People whose rows are laid out at a time, which bounds the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Interactions:
    """Rows in the order of time; each pair of person and item once, when it first came about."""

    people: tuple[str, ...]
    items: tuple[str, ...]
    who: Indices
    what: Indices
    when: Indices

    @classmethod
    def of(cls, triples: Iterable[Triple], items: Iterable[str] = ()) -> "Interactions":
        """Put rows in order; `items` are those that nobody took yet. The order in which rows come means nothing."""
        first: dict[tuple[str, str], int] = {}
        for person, item, at in triples:
            first[person, item] = min(at, first.get((person, item), at))
        people = tuple(sorted({person for person, _ in first}))
        things = tuple(sorted({item for _, item in first}.union(items)))
        place_of, number_of = _numbers(people), _numbers(things)
        ordered = sorted((at, place_of[person], number_of[item]) for (person, item), at in first.items())
        columns = np.array(ordered, dtype=np.int64).reshape(-1, 3).T
        return cls(people, things, columns[1], columns[2], columns[0])

    def __len__(self) -> int:
        return len(self.who)

    def only(self, chosen: NDArray[np.bool_]) -> "Interactions":
        """Return some of the rows; people and items keep their numbers."""
        return Interactions(self.people, self.items, self.who[chosen], self.what[chosen], self.when[chosen])

    def count_items(self) -> Reals:
        """Return how many people took each item."""
        return np.bincount(self.what, minlength=len(self.items)).astype(np.float64)

    def list_taken(self) -> Mapping[int, Indices]:
        """Return the items of each person who took any."""
        order = np.argsort(self.who, kind="stable")
        who, what = self.who[order], self.what[order]
        persons, starts = np.unique(who, return_index=True)
        return dict(zip(persons.tolist(), np.split(what, starts[1:]), strict=True)) if len(persons) else {}

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """Yield the people's rows of zeros and ones, a block of people at a time."""
        taken = list(self.list_taken().values())
        for begin in range(0, len(taken), BLOCK):
            yield lay_out(taken[begin : begin + BLOCK], len(self.items))


def lay_out(taken: Iterable[Indices], width: int) -> NDArray[np.float32]:
    """Return a row of zeros and ones for each person."""
    rows = list(taken)
    laid = np.zeros((len(rows), width), dtype=np.float32)
    for number, row in enumerate(rows):
        laid[number, row] = 1
    return laid


def _numbers(labels: tuple[str, ...]) -> dict[str, int]:
    return {label: number for number, label in enumerate(labels)}
