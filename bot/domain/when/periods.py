"""Reads what somebody wrote about the days of a period: "3-17 Dec", « du 3 au 17 décembre », "until friday".

Each end is read by `WhenReader`; what one end leaves out, as the month in "3-17 Dec", the other one says.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NoReturn
from zoneinfo import ZoneInfo

from bot.domain.names import name_key
from bot.domain.when.clocks import settled
from bot.domain.when.reader import FARTHEST, WhenReader
from bot.domain.when.tokens import LONGEST
from bot.domain.when.words import Meaning, TimeWords
from bot.errors import PastWhenError, WhenError, WhenTooFarError, WhenUnreadError

_NOON: Final = " 12:00 pm"
"""Said with each day, so that the reader of moments takes it; no clock is turned then."""
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DASH: Final = re.compile(r"\s+[-\u2013\u2014]\s+|\s*[\u2013\u2014]\s*|-(?=\s*\d)")
_APOSTROPHE: Final = re.compile(r"['\u2019`]")
_BARE: Final = re.compile(r"\D{0,3}?(\d{1,2})(?:\.|st|nd|rd|th|er|re)?")
"""A day of the month without its month: "3", "3.", "1er"."""
_DAY: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_ONE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last one, both included."""

    first: date
    last: date

    def begins_at(self, zone: ZoneInfo) -> datetime:
        """Return the beginning of the first day."""
        return settled(datetime.combine(self.first, datetime.min.time()), zone)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """Return the end of the last day, which does not belong to it any more."""
        return settled(datetime.combine(self.last + _ONE, datetime.min.time()), zone)


class PeriodReader:
    """Reads periods in several languages."""

    def __init__(self, reader: WhenReader, languages: Iterable[TimeWords]) -> None:
        self._reader = reader
        words = tuple(languages)
        self._until = re.compile(rf"\b(?:{_phrases(words, Meaning.UNTIL)})\b")
        self._since = re.compile(rf"\s*(?:{_phrases(words, Meaning.SINCE)})\b")

    def read(self, text: str, now: datetime, zone: ZoneInfo) -> Period:
        """Return the days that `text` names, in `zone`; one day alone is a period too, and "until" begins today.

        Raises the WhenErrors: for an end that is not understood or ambiguous, a last day before the first one, one that
        is over, one that is more than FARTHEST ahead.
        """
        if len(text) > LONGEST:
            raise WhenUnreadError(text, part=text, days=True)
        today = now.astimezone(zone).date()
        key = _APOSTROPHE.sub(" ", name_key(text)).strip()
        # dates as 2026-12-03 hold signs that part days elsewhere
        parts = _parted(_ISO.sub(r"\1/\2/\3", key), self._until)
        if len(parts) > 2 or not parts[-1].strip():  # noqa: PLR2004 - both ends
            raise WhenUnreadError(text, part=text, days=True)
        begin, end = (parts[0], parts[-1]) if len(parts) > 1 else (None, parts[0])
        if begin is not None and not begin.strip():
            first = today
        else:
            begin, end = _completed(self._since.sub("", begin if begin is not None else end, count=1), end)
            first = self._first(text, begin, today, zone)
        last = self._day(text, self._since.sub("", end, count=1), max(first, today), zone) if len(parts) > 1 else first
        return _checked(text, Period(first, last), today)

    def _first(self, text: str, part: str, today: date, zone: ZoneInfo) -> date:
        """Return the first day; one that is past is as good as today."""
        try:
            return self._day(text, part, today, zone)
        except PastWhenError:
            return today

    def _day(self, text: str, part: str, since: date, zone: ZoneInfo) -> date:
        """Return the day that a part names, as it is read at the beginning of `since`."""
        dated = re.sub(r"(\d{4})/(\d{1,2})/(\d{1,2})", r"\1-\2-\3", part).strip()
        if not re.search(r"\w", dated):
            raise WhenUnreadError(text, part=text, days=True)
        begun = settled(datetime.combine(since, datetime.min.time()), zone)
        try:
            return self._reader.read(dated + _NOON, begun, zone).date()
        except WhenError as error:
            _raise_about(error, text, dated)


def _raise_about(error: WhenError, text: str, part: str) -> NoReturn:
    """Raise what the reader of moments raised, about what was really typed."""
    if isinstance(error, WhenUnreadError):
        raise WhenUnreadError(text, part=part, days=True) from error
    error.text = text
    raise error


def _parted(key: str, until: re.Pattern[str]) -> list[str]:
    said = until.split(key)
    return said if len(said) > 1 else _DASH.split(key)


def _completed(begin: str, end: str) -> tuple[str, str]:
    """Return both ends with the month that only one of them names."""
    if (bare := _BARE.fullmatch(begin.strip())) and _DAY.search(end):
        return _DAY.sub(bare[1], end, count=1), end
    if (bare := _BARE.fullmatch(end.strip())) and _DAY.search(begin):
        return begin, _DAY.sub(bare[1], begin, count=1)
    return begin, end


def _checked(text: str, period: Period, today: date) -> Period:
    if period.last < period.first:
        raise WhenUnreadError(text, part=text, days=True)
    if period.last < today:
        raise PastWhenError(text, candidates=())
    if period.last - today > FARTHEST:
        raise WhenTooFarError(text, days=FARTHEST.days)
    return period


def _phrases(languages: tuple[TimeWords, ...], meaning: Meaning) -> str:
    found = {
        phrase
        for words in languages
        for phrase, senses in words.senses.items()
        for one in senses
        if one.meaning is meaning
    }
    return "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
