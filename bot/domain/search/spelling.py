"""Which of many known words a misspelled one may mean.

The words of a guild change all the time, so there is no index of them as in `bot.domain.gear.reading.spelling`: whoever
holds them narrows them down by `first_letters` and length, and `pick_nearest` compares what is left.
"""

from collections.abc import Iterable
from typing import Final

from bot.domain.gear.reading.spelling import TWO_SLIPS_FROM, count_slips

SHORTEST: Final = 4
"""Letters; in shorter words a slip makes another word."""
MOST: Final = 5
"""Words that are equally near; more are no guess any more."""


def slips_allowed(word: str) -> int:
    """Return how many slips are forgiven in a word: none in short ones and in those that hold digits."""
    if len(word) < SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= TWO_SLIPS_FROM else 1


def first_letters(word: str) -> str:
    """Return the letters that a word may begin with that `word` is a slip of: its own first two."""
    return "".join(dict.fromkeys(word[:2]))


def pick_nearest(word: str, known: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """Return the known words with the fewest slips, at most MOST, and how many slips: -1 if none is near."""
    allowed = slips_allowed(word)
    letters = set(word)
    best: dict[str, int] = {}
    for other in known:
        # one slip changes the set of letters by two at most; counting slips is a hundred times slower
        if abs(len(other) - len(word)) <= allowed and len(letters.symmetric_difference(other)) <= 2 * allowed:
            slips = count_slips(word, other)
            if slips <= allowed:
                best[other] = slips
    fewest = min(best.values(), default=-1)
    return tuple(sorted(other for other, slips in best.items() if slips == fewest))[:MOST], fewest
