"""Parts a text into words, each with its place, and tells what stands between them.

White space and punctuation part words and are not read themselves; any other sign is a word that nobody knows.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from bot.domain.names import name_key


class Gap(IntEnum):
    """How far a word stands from the one before it."""

    NONE = 0
    """White space, or a sign that joins, such as a plus or a slash."""
    CLAUSE = 1
    """A comma or a bracket: another thing, perhaps of the same kind."""
    LINE = 2
    """Another line or sentence."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word."""

    start: int
    end: int
    key: str
    """What is looked up: without case, accents, apostrophes, elided articles and the s of plural and genitive."""
    gap: Gap
    """What stands before it."""
    before: str
    """The signs before it, since the last word."""


_APOSTROPHE: Final = "['`\N{RIGHT SINGLE QUOTATION MARK}\N{ACUTE ACCENT}]"
_WORD: Final = re.compile(rf"[^\W_]+(?:{_APOSTROPHE}[^\W_]+)*")
_ELISION: Final = re.compile(rf"^(?:l|d|qu){_APOSTROPHE}(?=.)")
_GENITIVE: Final = re.compile(rf"{_APOSTROPHE}s?$")
_COUNT: Final = re.compile(r"(?:x(\d{1,3})|(\d{1,3})x?)")
_LINE_SIGNS: Final = frozenset("\n\r;|•·\u2028\u2029!?")
_CLAUSE_SIGNS: Final = frozenset(",()[]{}")
_SHORTEST_PLURAL: Final = 4


def find_tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    tokens: list[Token] = []
    end = 0
    for start, stop in _find_words(text):
        before = text[end:start]
        tokens.append(Token(start, stop, word_key(text[start:stop]), _gap(before, at_start=not tokens), before))
        end = stop
    return tokens


def word_key(word: str) -> str:
    """Return what is looked up for one word."""
    key = name_key(word).replace("œ", "oe").replace("æ", "ae")
    key = _GENITIVE.sub("", _ELISION.sub("", key))
    key = re.sub(_APOSTROPHE, "", key)
    if len(key) >= _SHORTEST_PLURAL and key.endswith("s") and not key.endswith("ss"):
        return key[:-1]
    return key


def get_count(key: str) -> int | None:
    """Return the number that a word such as 2, 2x or x2 is."""
    match = _COUNT.fullmatch(key)
    return int(match[1] or match[2]) if match else None


def _find_words(text: str) -> list[tuple[int, int]]:
    words = [match.span() for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    end = 0
    for start, stop in [*words, (len(text), len(text))]:
        found += _find_signs(text, end, start)
        if start < stop:
            found.append((start, stop))
        end = stop
    return found


def _find_signs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return runs of signs that are neither white space nor punctuation, such as emoji."""
    found: list[tuple[int, int]] = []
    for place in range(start, end):
        if _is_silent(text[place]):
            continue
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _is_silent(sign: str) -> bool:
    return (
        sign.isspace()
        or unicodedata.category(sign)[0] in "PZ"
        or sign in "+|=<>`\N{MULTIPLICATION SIGN}\N{ACUTE ACCENT}"
    )


def _gap(before: str, *, at_start: bool) -> Gap:
    if at_start or _LINE_SIGNS & set(before) or ". " in before:
        return Gap.LINE
    return Gap.CLAUSE if _CLAUSE_SIGNS & set(before) else Gap.NONE
