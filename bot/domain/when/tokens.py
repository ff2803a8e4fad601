"""Parts what somebody wrote about a time into words, numbers, dates and clocks. Signs between them say nothing."""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.names import name_key

_TOKEN: Final = re.compile(
    r"(?P<iso>(\d{4})-(\d{1,2})-(\d{1,2}))(?=$|[t\s,])"
    r"|(?P<offset>(?:(?:utc|gmt)\s?[+\-]|\s?\+|\s-)(0\d|1[0-4]):([0-5]\d))"
    r"|(?P<dotted>(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}|\d{2})(?![\d:h.]))?)"
    r"|(?P<point>(\d{1,2})\.(\d{2}))(?![\d.])"
    r"|(?P<slash>(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?)(?![\d/])"
    r"|(?P<clock>(\d{1,2}):(\d{2}))(?![\d:])"
    r"|(?P<meridiem>([ap])\.?\s?m\b\.?)"
    r"|(?P<number>(\d{1,4})(?![\d:/])(\.(?!\d)|(?:st|nd|rd|th|er|re)\b)?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sign>[\s,;'\u2019`\-\u2013\u2014@()!.|]+)"
    r"|(?P<rest>.)"
)
LONGEST: Final = 100
"""Characters of a text about a time that are read."""


@dataclass(frozen=True, slots=True)
class Token:
    """One piece: its kind (a group of `_TOKEN`), its text as it was looked at, and the numbers in it, in order."""

    kind: str
    text: str
    numbers: tuple[int, ...] = ()
    is_ordinal: bool = False
    """Whether a number is written as one in a row: 5th, 5., 1er."""


def find_tokens(text: str) -> tuple[Token, ...]:
    """Return the pieces of a text in order, signs left out."""
    key = name_key(text)
    return tuple(_token(found) for found in _TOKEN.finditer(key) if found.lastgroup != "sign")


def _token(found: re.Match[str]) -> Token:
    kind = next(name for name, part in found.groupdict().items() if part is not None)
    inner = [part for part in re.findall(r"\d+", found.group()) if part.isascii()]
    if kind == "offset":
        minutes = int(inner[0]) * 60 + int(inner[1])
        return Token(kind, found.group(), (-minutes if "-" in found.group() else minutes,))
    if kind == "meridiem":
        return Token("word", f"{found.group()[0]}m")
    text = found.group()
    return Token(kind, text, tuple(map(int, inner)), is_ordinal=kind == "number" and not text.isdigit())
