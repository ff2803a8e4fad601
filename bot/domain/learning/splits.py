"""What is learned from and what it is tried on: the later part is never seen by what is learned."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from bot.domain.learning.interactions import Indices, Interactions

PART: Final = 0.8
"""Of the rows that are learned from."""


class Split(StrEnum):
    """Where the past ends."""

    TIME = "time"
    """At one moment for all, as in life: nothing of what came later is known of anybody."""
    PERSON = "person"
    """For each person after most of what they took. Models then know what others took later, which flatters them;
    it is for files in which nobody comes back, so that one moment leaves hardly anybody to try it on."""


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """The past, and what those of whom it knows something took later for the first time."""

    past: Interactions
    later: Interactions

    def list_wanted(self) -> Mapping[int, Indices]:
        """Return what is to be found for each person of whom something is known."""
        known = self.past.list_taken()
        return {person: items for person, items in self.later.list_taken().items() if person in known}


def split(rows: Interactions, way: Split = Split.TIME) -> Halves:
    """Part rows in time. Rows of the moment at which they are parted are all of them later ones."""
    if way is Split.TIME:
        moment = rows.when[int(len(rows) * PART)] if len(rows) else 0
        past = rows.when < moment
    else:
        past = _earlier_of_each(rows)
    return Halves(rows.only(past), rows.only(~past))


def _earlier_of_each(rows: Interactions) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    counts = np.bincount(rows.who, minlength=len(rows.people))
    order = np.argsort(rows.who, kind="stable")
    starts = np.concatenate(([0], np.cumsum(counts)[:-1]))
    ranks = np.empty(len(rows), dtype=np.int64)
    ranks[order] = np.arange(len(rows)) - starts[rows.who[order]]
    earlier: np.ndarray[tuple[int], np.dtype[np.bool_]] = ranks < np.ceil(counts[rows.who] * PART)
    return earlier
