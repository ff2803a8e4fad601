"""Reads what somebody wrote about what recurs: "every 2 weeks", « lundi et jeudi », "first friday of the month".

What it gives is shown to whoever wrote it before anything is planned by it. A text that says two things in two
languages says nothing.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bot.domain.names import name_key
from bot.domain.when.repeats import LAST, MonthlyDay, MonthlyWeekday, Repeat, Weekly, nth_of
from bot.errors import RepeatUnreadError

LONGEST: Final = 60
"""Characters of a text that are read."""
_PIECE: Final = re.compile(r"\d+|[^\W\d_]+")


class Beat(StrEnum):
    """What a word or phrase says."""

    EVERY = "every"
    OTHER = "other"
    """One of two."""
    WEEK = "week"
    MONTH = "month"
    WEEKLY = "weekly"
    FORTNIGHT = "fortnight"
    MONTHLY = "monthly"
    LAST = "last"
    FILLER = "filler"
    NUMBER = "number"
    WEEKDAY = "weekday"
    """With a number: 0 for Monday to 6."""


_SILENT: Final = frozenset({Beat.EVERY, Beat.FILLER})
_UNITS: Final = frozenset({Beat.WEEK, Beat.MONTH})


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said."""

    beat: Beat
    number: int = 0


@dataclass(frozen=True, slots=True)
class RepeatWords:
    """One language. Keys are phrases without case, accents and signs."""

    phrases: Mapping[str, Said]
    longest: int
    """Words of the longest phrase."""


class RepeatReader:
    """Reads what recurs in several languages."""

    def __init__(self, languages: Iterable[RepeatWords]) -> None:
        self._languages = tuple(languages)

    def read(self, text: str, start: date) -> Repeat:
        """Return the rule that `text` names for something that is first held on `start`.

        A text without weekday means that of `start`; one of the month, its place in the month. Raises
        RepeatUnreadError.
        """
        if len(text) > LONGEST:
            raise RepeatUnreadError(text, part=text)
        readings = (_said(_PIECE.findall(name_key(text)), words) for words in self._languages)
        found = {repeat for said in readings if said and (repeat := _meant(said, start)) is not None}
        if len(found) != 1:
            raise RepeatUnreadError(text, part=text)
        return found.pop()


def _said(pieces: list[str], words: RepeatWords) -> list[Said]:
    """Return what the pieces say, the longest phrases first; nothing where one of them says nothing."""
    said: list[Said] = []
    at = 0
    while at < len(pieces):
        if pieces[at].isdigit():
            said.append(Said(Beat.NUMBER, int(pieces[at])))
            at += 1
            continue
        sizes = range(min(words.longest, len(pieces) - at), 0, -1)
        size = next((size for size in sizes if " ".join(pieces[at : at + size]) in words.phrases), 0)
        if not size:
            return []
        said.append(words.phrases[" ".join(pieces[at : at + size])])
        at += size
    return said


def _meant(said: list[Said], start: date) -> Repeat | None:
    """Return the one rule that all of it gives; None where it contradicts itself or says too little."""
    beats = {one.beat for one in said}
    every, day, nth = (2 if beats & {Beat.OTHER, Beat.FORTNIGHT} else 1), None, LAST if Beat.LAST in beats else None
    for at, one in enumerate(said):
        if one.beat is not Beat.NUMBER:
            continue
        after = [two.beat for two in said[at + 1 :]]
        if after[:1] and after[0] in _UNITS:  # "2 weeks"; the "15th of each month" has words between
            every = one.number
        elif next((beat for beat in after if beat not in _SILENT), None) is Beat.WEEKDAY:
            nth = one.number
        else:
            day = one.number
    weekdays = tuple(sorted({one.number for one in said if one.beat is Beat.WEEKDAY}))
    with suppress(ValueError):
        return _rule(beats, weekdays, every, day, nth, start)
    return None


def _rule(
    beats: set[Beat], weekdays: tuple[int, ...], every: int, day: int | None, nth: int | None, start: date
) -> Repeat | None:
    is_monthly = bool(beats & {Beat.MONTH, Beat.MONTHLY})
    if nth is not None:
        return MonthlyWeekday(nth, weekdays[0], every) if len(weekdays) == 1 and day is None else None
    if day is not None:
        return MonthlyDay(day, every) if is_monthly and not weekdays else None
    if is_monthly:
        return None if weekdays else MonthlyWeekday(nth_of(start), start.weekday(), every)
    if weekdays or beats & {Beat.WEEK, Beat.WEEKLY, Beat.FORTNIGHT}:
        return Weekly(weekdays or (start.weekday(),), every)
    return None
