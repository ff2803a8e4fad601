"""Whether a name is much like a few typed letters, so that a slip of the finger still finds it."""

import re

from bot.domain.names import name_key

SIMILAR_FROM = 3
"""Letters; fewer say too little for a guess."""
_ALIKE_PCT = 60
_WORD = re.compile(r"\w+")


def is_similar(name: str, typed: str) -> bool:
    """Tell whether some word of the name, with what follows it, begins much like what was typed.

    Most pairs of typed letters must occur there: one slip leaves enough of them. Pairs are letters that are neighbors
    or next but one, so that two letters swapped cost little. Letters of other words do not count: "herald" is no
    "heal … firebrand".
    """
    if len(typed) < SIMILAR_FROM:
        return False
    wanted = _pairs(typed)
    words = (name[match.start() : match.start() + len(typed) + 1] for match in _WORD.finditer(name))
    return any(100 * len(wanted & _pairs(word)) >= _ALIKE_PCT * len(wanted) for word in words)


def typed_key(text: str) -> str:
    """Return what was typed so far, comparable with the keys of names."""
    return name_key(text) if text.strip() else ""


def _pairs(key: str) -> frozenset[str]:
    neighbors = (key[index : index + 2] for index in range(len(key) - 1))
    next_but_one = (key[index] + key[index + 2] for index in range(len(key) - 2))
    return frozenset((*neighbors, *next_but_one))
