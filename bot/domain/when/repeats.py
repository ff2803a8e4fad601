"""What recurs: weekly, every n weeks, on chosen weekdays, monthly.

A rule is kept, and written into calendar files, as a recurrence rule of RFC 5545 (`RRULE`), of which this is the part
that raids need: a month without a 31st, or without a fifth Friday, is passed over, as there. It speaks of dates; the
wall time stays what it is while clocks are turned, so a weekly 20:00 stays 20:00.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Final, TypeAlias

_DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEK: Final = 7
MOST_WEEKS: Final = 52
LAST: Final = -1
"""The last weekday of its name in a month."""
_NTH: Final = (1, 2, 3, 4, 5, LAST)


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every `every` weeks, on each of `weekdays` (0 for Monday). Weeks begin on Monday; the first has the start."""

    weekdays: tuple[int, ...]
    every: int = 1

    def __post_init__(self) -> None:
        if not self.weekdays or list(self.weekdays) != sorted({day % _WEEK for day in self.weekdays}):
            raise ValueError(f"weekdays in order, each once, 0 to 6: {self.weekdays}")
        _check_every(self.every, MOST_WEEKS)

    def dates(self, start: date) -> Iterator[date]:
        """Yield the dates from `start` on."""
        monday = start - timedelta(days=start.weekday())
        for week in count(0, self.every):
            for weekday in self.weekdays:
                found = monday + timedelta(weeks=week, days=weekday)
                if found >= start:
                    yield found

    def to_rule(self) -> str:
        """Return the rule as RFC 5545 writes it."""
        return f"FREQ=WEEKLY;INTERVAL={self.every};BYDAY={','.join(_DAYS[day] for day in self.weekdays)}"


@dataclass(frozen=True, slots=True)
class MonthlyDay:
    """Every `every` months on day `day` of the month."""

    day: int
    every: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31:  # noqa: PLR2004
            raise ValueError(f"no month has a day {self.day}")
        _check_every(self.every, 12)

    def dates(self, start: date) -> Iterator[date]:
        """Yield the dates from `start` on."""
        for year, month in _months(start, self.every):
            if self.day <= calendar.monthrange(year, month)[1] and (found := date(year, month, self.day)) >= start:
                yield found

    def to_rule(self) -> str:
        """Return the rule as RFC 5545 writes it."""
        return f"FREQ=MONTHLY;INTERVAL={self.every};BYMONTHDAY={self.day}"


@dataclass(frozen=True, slots=True)
class MonthlyWeekday:
    """Every `every` months on the `nth` (1 to 5, or LAST) weekday of its name."""

    nth: int
    weekday: int
    every: int = 1

    def __post_init__(self) -> None:
        if self.nth not in _NTH or self.weekday not in range(_WEEK):
            raise ValueError(f"no weekday of a month: {self!r}")
        _check_every(self.every, 12)

    def dates(self, start: date) -> Iterator[date]:
        """Yield the dates from `start` on."""
        for year, month in _months(start, self.every):
            found = self._in_month(year, month)
            if found is not None and found >= start:
                yield found

    def to_rule(self) -> str:
        """Return the rule as RFC 5545 writes it."""
        return f"FREQ=MONTHLY;INTERVAL={self.every};BYDAY={self.nth}{_DAYS[self.weekday]}"

    def _in_month(self, year: int, month: int) -> date | None:
        first, length = calendar.monthrange(year, month)
        days = range(1 + (self.weekday - first) % _WEEK, length + 1, _WEEK)
        if self.nth == LAST:
            return date(year, month, days[-1])
        return date(year, month, days[self.nth - 1]) if self.nth <= len(days) else None


Repeat: TypeAlias = Weekly | MonthlyDay | MonthlyWeekday


def parse_rule(text: str) -> Repeat:
    """Return the rule that `to_rule` wrote; raises ValueError for any other text."""
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    try:
        every = int(parts["INTERVAL"])
        repeat = _weekly(parts, every) if parts["FREQ"] == "WEEKLY" else _monthly(parts, every)
    except LookupError as error:
        raise ValueError(f"no rule of ours: {text!r}") from error
    if repeat.to_rule() != text:
        raise ValueError(f"no rule of ours: {text!r}")
    return repeat


def nth_of(day: date) -> int:
    """Return which weekday of its name `day` is in its month, LAST for the last where there is no fifth for sure."""
    nth = (day.day - 1) // _WEEK + 1
    is_last = day.day + _WEEK > calendar.monthrange(day.year, day.month)[1]
    return LAST if is_last and nth > 4 else nth  # noqa: PLR2004 - not every month has a fifth


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One date of a series: `day` is the one that the rule gave, `starts` the moment, elsewhere if it was moved."""

    day: date
    starts: datetime


def _weekly(parts: dict[str, str], every: int) -> Weekly:
    return Weekly(tuple(map(_DAYS.index, parts["BYDAY"].split(","))), every)


def _monthly(parts: dict[str, str], every: int) -> MonthlyDay | MonthlyWeekday:
    if "BYMONTHDAY" in parts:
        return MonthlyDay(int(parts["BYMONTHDAY"]), every)
    return MonthlyWeekday(int(parts["BYDAY"][:-2]), _DAYS.index(parts["BYDAY"][-2:]), every)


def _months(start: date, every: int) -> Iterator[tuple[int, int]]:
    """Yield years and months from the one of `start` on, as far as dates go."""
    for month in count(start.year * 12 + start.month - 1, every):
        if month // 12 > date.max.year:
            return
        yield month // 12, month % 12 + 1


def _check_every(every: int, most: int) -> None:
    if not 1 <= every <= most:
        raise ValueError(f"every {every}: 1 to {most} are allowed")
