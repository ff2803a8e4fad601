"""The words of one language for times, by what they mean. The tables themselves stand in `config/when.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.names import name_key


class Meaning(StrEnum):
    """What a word or phrase says. A word may have several meanings; the sentence around it decides."""

    WEEKDAY = "weekday"
    """With a number: 0 for Monday to 6."""
    MONTH = "month"
    """With a number: 1 to 12."""
    TODAY = "today"
    YESTERDAY = "yesterday"
    TOMORROW = "tomorrow"
    DAY_AFTER = "day_after"
    """The day after tomorrow."""
    TONIGHT = "tonight"
    """In the evening of today."""
    THIS = "this"
    NEXT = "next"
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    IN = "in"
    """Begins a span from now."""
    ONE = "one"
    HALF_HOUR = "half_hour"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    HOUR_MARK = "hour_mark"
    """Follows the hour of a clock: o'clock, h, Uhr."""
    AM = "am"
    PM = "pm"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NOON = "noon"
    MIDNIGHT = "midnight"
    SINCE = "since"
    """Before the first day of a period."""
    UNTIL = "until"
    """Before the last day of a period."""
    FILLER = "filler"
    """Says nothing by itself: at, on, the."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase; `number` for weekdays and months."""

    meaning: Meaning
    number: int = 0


@dataclass(frozen=True, slots=True)
class TimeWords:
    """One language. Keys are phrases as `phrase_key` makes them."""

    senses: Mapping[str, frozenset[Sense]]
    month_first: bool
    """Whether 5/12 may be the twelfth of May; the fifth of December it may be everywhere."""
    twelve_hours: bool
    """Whether 8:00 may be in the evening. A bare 8 may be everywhere."""
    longest: int
    """Words of the longest phrase."""


_WORD: Final = re.compile(r"[^\W\d_]+")


def phrase_key(text: str) -> str:
    """Return a phrase without case, accents and signs: "Après-midi" and "apres midi" are the same."""
    return " ".join(_WORD.findall(name_key(text)))
