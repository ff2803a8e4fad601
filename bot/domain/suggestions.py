"""How well a name answers a few typed letters: begins with them, holds them, or is much like them."""

from bot.domain.names import name_key

SIMILAR_FROM = 3
"""Letters; fewer say too little for a guess."""
_ALIKE_PCT = 60


def name_rank(name: str, typed: str) -> int | None:
    """Return 0 when the name key begins with the typed key, 1 when it holds it, 2 when similar, None otherwise."""
    if name.startswith(typed):
        return 0
    if typed in name:
        return 1
    return 2 if is_similar(name, typed) else None


def is_similar(name: str, typed: str) -> bool:
    """Tell whether most pairs of typed letters occur in the name: one slip in a word leaves enough of them.

    Pairs are letters that are neighbors or next but one, so that two letters swapped cost little.
    """
    if len(typed) < SIMILAR_FROM:
        return False
    wanted = _pairs(typed)
    return 100 * len(wanted & _pairs(name)) >= _ALIKE_PCT * len(wanted)


def typed_key(text: str) -> str:
    """Return what was typed so far, comparable with the keys of names."""
    return name_key(text) if text.strip() else ""


def _pairs(key: str) -> frozenset[str]:
    neighbors = (key[index : index + 2] for index in range(len(key) - 1))
    next_but_one = (key[index] + key[index + 2] for index in range(len(key) - 2))
    return frozenset((*neighbors, *next_but_one))
