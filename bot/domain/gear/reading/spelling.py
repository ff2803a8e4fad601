"""Finds what a misspelled word may mean: known words that are one or two slips away.

A slip is a letter too many, missing, wrong, or two letters swapped. The first letter must be right, and short words
must be right altogether. Every known word is kept under all that is left of it without one or two letters, so a look-up
costs the same however many words are known.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

ONE_SLIP_FROM: Final = 5
TWO_SLIPS_FROM: Final = 7
LONGEST: Final = 24
"""Letters; longer words are not looked up."""


class Speller:
    """Known words, ready to be looked up with slips."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._rests: dict[str, list[str]] = {}
        for word in sorted(self._words):
            if ONE_SLIP_FROM - 1 <= len(word) <= LONGEST + 2:
                for rest in _rests(word, _slips(len(word) + 1)):
                    self._rests.setdefault(rest, []).append(word)

    def find(self, word: str) -> tuple[str, ...]:
        """Return the word itself if it is known, else the known words with the fewest slips; empty if none."""
        if word in self._words:
            return (word,)
        allowed = _slips(len(word))
        if not allowed or len(word) > LONGEST or not word.isalpha():
            return ()
        near = {known for rest in _rests(word, allowed) for known in self._rests.get(rest, ())}
        counted = [(count_slips(word, known), known) for known in near if known[0] == word[0]]
        fewest = min((slips for slips, _ in counted), default=allowed + 1)
        return tuple(sorted(known for slips, known in counted if slips == fewest <= allowed))


def count_slips(one: str, other: str) -> int:
    """Return how many slips lead from one word to the other, each letter being touched at most once."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


def _slips(length: int) -> int:
    return (length >= ONE_SLIP_FROM) + (length >= TWO_SLIPS_FROM)


@lru_cache(maxsize=4096)
def _rests(word: str, slips: int) -> frozenset[str]:
    found = {word}
    for _ in range(slips):
        found |= {rest[:place] + rest[place + 1 :] for rest in found for place in range(len(rest))}
    return frozenset(found)
