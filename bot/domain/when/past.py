"""Reads what somebody wrote about a day that is over: "yesterday", "friday", "3 Dec", « lundi », "2026-11-20"."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.when.clocks import settled
from bot.domain.when.reader import LEAP_CYCLE, WhenReader, date_in
from bot.domain.when.spec import Day
from bot.errors import AmbiguousWhenError, WhenUnreadError

_NOON = " 12:00 pm"
"""Said with each day, so that the reader of moments takes it."""
_MONTHS = 3
"""A day of the month that this one and the last do not have, as the 31st, is in the one before."""
_ONE = timedelta(days=1)
_EARLIEST = date(1970, 1, 2)
"""Nothing is kept of days before, and what counts from 1970 on cannot name them."""


def read_past_day(reader: WhenReader, text: str, now: datetime, zone: ZoneInfo) -> date:
    """Return the last day, today included, that `text` names in `zone`: of "friday" the last one.

    Raises WhenUnreadError where it names none, or only days to come; AmbiguousWhenError.
    """
    today = now.astimezone(zone).date()
    try:
        specs = reader.find_specs(f"{text}{_NOON}")
    except WhenUnreadError as error:
        raise WhenUnreadError(text, part=text, days=True) from error
    read = (day for spec in specs if spec.day != Day() for day in _days(spec.day, today))
    named = {day for day in read if _EARLIEST <= day <= today}
    if not named:
        raise WhenUnreadError(text, part=text, days=True)
    if len(named) > 1:
        moments = [settled(datetime.combine(day, datetime.min.time()), zone) for day in sorted(named)]
        raise AmbiguousWhenError(text, candidates=moments)
    return named.pop()


def _days(day: Day, today: date) -> Iterator[date]:
    """Yield the days that may be meant, those to come among them."""
    monday = today - today.weekday() * _ONE
    if day.day is not None:
        yield from _dates(day, today)
    elif day.offset is not None:
        yield today + day.offset * _ONE
    elif day.weekday is not None and day.weeks is not None:
        yield monday + day.weeks * 7 * _ONE + day.weekday * _ONE
    elif day.weekday is not None:
        yield today - (today.weekday() - day.weekday) % 7 * _ONE


def _dates(day: Day, today: date) -> Iterator[date]:
    """Yield the last day of that date, if there is any."""
    if day.year is not None:
        said = [day]
    elif day.month is not None:
        said = [replace(day, year=today.year - shift) for shift in range(LEAP_CYCLE + 1)]
    else:
        months = (today.year * 12 + today.month - 1 - shift for shift in range(_MONTHS))
        said = [replace(day, year=month // 12, month=month % 12 + 1) for month in months]
    found = (date_in(one.year, one) for one in said if one.year is not None)
    yield from [one for one in found if one is not None and one <= today][:1]
