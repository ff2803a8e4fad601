"""Reads what somebody wrote about a time. What can be understood in two ways is asked, never guessed."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Final

from bot.domain.when.clocks import around_gap, moments_of
from bot.domain.when.grammar import Grammar
from bot.domain.when.spec import Day, Spec, Which
from bot.domain.when.tokens import LONGEST, Token, find_tokens
from bot.domain.when.words import TimeWords
from bot.errors import (
    AmbiguousWhenError,
    ClockChangeError,
    PastWhenError,
    WhenMissingError,
    WhenTooFarError,
    WhenUnreadError,
    ZoneMissingError,
)

FARTHEST: Final = timedelta(days=400)
"""How far ahead something is planned at most: a year and a bit."""
CANDIDATES: Final = 10
"""More readings than this nobody wants to choose from."""
LEAP_CYCLE: Final = 8
"""Years between two leap years at most."""
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


class WhenReader:
    """Reads times in several languages: each text in all of them, since people mix languages between texts."""

    def __init__(self, languages: Iterable[TimeWords]) -> None:
        self._languages = tuple(languages)

    def read(self, text: str, now: datetime, zone: tzinfo | None) -> datetime:
        """Return the moment that `text` names, in `zone`, else in UTC; `now` is aware.

        An offset that is written counts in place of the zone. Without a day, the present one; a weekday is the coming
        one; a date without a year is the nearest one, which may be past. Raises WhenUnreadError and WhenMissingError
        for a text that says too little, AmbiguousWhenError, PastWhenError and ClockChangeError with what may be meant,
        WhenTooFarError beyond FARTHEST; without a zone, ZoneMissingError where the moment depends on it.
        """
        specs = self.find_specs(text)
        exact = {spec.after for spec in specs if spec.after is not None}
        if exact:
            return self._after(text, exact, now).astimezone(zone or UTC)
        written_in = _offset_of(specs) or zone
        if written_in is None:
            raise ZoneMissingError
        return self._named(text, specs, now, written_in).astimezone(zone or UTC)

    @staticmethod
    def _named(text: str, specs: frozenset[Spec], now: datetime, zone: tzinfo) -> datetime:
        found = _Found.of(specs, now.astimezone(zone).replace(tzinfo=None, fold=0))
        if not found.walls:
            raise WhenUnreadError(text, part=text)
        coming = [moment for moment in _moments(found.walls, zone) if moment > now]
        if len(found.walls) == 1:
            return _only(text, found, now, zone)
        if not coming:
            raise PastWhenError(text, candidates=_later(found, now, zone))
        if len(coming) > 1:
            raise AmbiguousWhenError(text, candidates=coming[:CANDIDATES])
        return _near(text, coming[0], now)

    @staticmethod
    def _after(text: str, spans: set[timedelta], now: datetime) -> datetime:
        """Return the moment after a span, on a full minute; one text names one span in any language."""
        whole = now.astimezone(UTC).replace(second=0, microsecond=0)
        return _near(text, max(whole + span for span in spans), now)

    def find_specs(self, text: str) -> frozenset[Spec]:
        """Return the complete readings in all languages; raises for a text without any."""
        tokens = find_tokens(text[: LONGEST + 1])
        if not tokens or len(text) > LONGEST:
            raise WhenUnreadError(text, part=text)
        readings = [Grammar(tokens, words).read() for words in self._languages]
        specs = frozenset(spec for reading in readings for spec in reading.specs)
        complete = frozenset(spec for spec in specs if _is_complete(spec))
        if complete:
            return complete
        if any(spec.clock is None for spec in specs):
            raise WhenMissingError(text, missing="time")
        raise WhenUnreadError(text, part=_unread(tokens, max(reading.reached for reading in readings)))


@dataclass(frozen=True, slots=True)
class _Found:
    """The wall times of all readings, and those that come after them where they are past."""

    walls: tuple[datetime, ...]
    later: tuple[datetime, ...]

    @classmethod
    def of(cls, specs: frozenset[Spec], here: datetime) -> "_Found":
        pairs = {pair for spec in specs for pair in _walls(spec, here)}
        return cls(tuple(sorted({wall for wall, _ in pairs})), tuple(sorted({later for _, later in pairs if later})))


def _is_complete(spec: Spec) -> bool:
    if spec.after is not None:
        return spec.day == Day() and spec.clock is None
    if spec.clock is None or (spec.day.weeks is not None and spec.day.weekday is None):
        return False
    return bool(spec.hours())


def _unread(tokens: tuple[Token, ...], reached: int) -> str:
    return tokens[min(reached, len(tokens) - 1)].text


def _walls(spec: Spec, here: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    """Yield each wall time of a reading, and what may be meant where that is past."""
    assert spec.clock is not None  # noqa: S101 - complete readings only
    for hour in spec.hours():
        clock = timedelta(hours=hour, minutes=spec.clock.minute)
        shifts = (timedelta(), _DAY) if spec.midnight and spec.day != Day() else (timedelta(),)
        if spec.midnight and spec.day == Day():
            shifts = (_DAY,)
        for shift in shifts:
            for day, later in _days(spec.day, here, clock + shift):
                begun = datetime.combine(day, datetime.min.time())
                wall = begun + clock + shift
                after = None if later is None else datetime.combine(later, datetime.min.time()) + clock + shift
                # "8" at noon is tonight or tomorrow morning; "today 8" can only be tonight
                is_next = spec.day == Day() and len(spec.hours()) > 1 and wall <= here
                yield (after, None) if is_next and after is not None else (wall, after)


def _days(day: Day, here: datetime, clock: timedelta) -> Iterator[tuple[date, date | None]]:
    """Yield the dates that a day may be, each with the one to offer where it is past."""
    today = here.date()
    if day.day is not None:
        yield from _dates(day, today)
    elif day.offset is not None:
        found = today + day.offset * _DAY
        if day.weekday in {None, found.weekday()}:
            yield found, (found + _DAY if day.offset == 0 else None)
    elif day.weekday is None:
        yield today, today + _DAY
    elif day.weeks is not None:
        monday = today - today.weekday() * _DAY
        found = monday + day.weeks * _WEEK + day.weekday * _DAY
        yield found, found + _WEEK
    else:
        yield from ((found, None) for found in _weekdays(day, here, clock))


def _weekdays(day: Day, here: datetime, clock: timedelta) -> Iterator[date]:
    assert day.weekday is not None  # noqa: S101 - asked for weekdays only
    today = here.date()
    ahead = (day.weekday - today.weekday()) % 7
    is_over = ahead == 0 and datetime.combine(today, datetime.min.time()) + clock <= here
    coming = today + ahead * _DAY + (_WEEK if is_over or (ahead == 0 and day.which is Which.NEXT) else timedelta())
    yield coming
    if day.which is Which.NEXT and ahead:
        yield coming + _WEEK


def _dates(day: Day, today: date) -> Iterator[tuple[date, date | None]]:
    """Yield the date; where a weekday was said that it does not have, also the coming day of that name."""
    if day.month is None:
        found, later = _day_of_month(day, today), None
    elif day.year is not None:
        found, later = date_in(day.year, day), None
    else:
        years = [date_in(today.year + shift, day) for shift in range(-1, LEAP_CYCLE + 1)]
        real = [year for year in years if year is not None]
        found = min(real, key=lambda year: abs(year - today), default=None)
        later = next((year for year in real if year > today), None)
    if found is None:
        return
    yield found, later
    if day.weekday is not None and found.weekday() != day.weekday:
        yield today + ((day.weekday - today.weekday()) % 7 or 7) * _DAY, None


def _day_of_month(day: Day, today: date) -> date | None:
    """Return the next day of that number, today included."""
    months = (today.year * 12 + today.month - 1 + shift for shift in range(3))
    dates = (date_in(month // 12, replace(day, month=month % 12 + 1)) for month in months)
    return next((found for found in dates if found is not None and found >= today), None)


def date_in(year: int, day: Day) -> date | None:
    """Return the day of that month and number in a year; None where there is none."""
    if day.month is None or day.day is None or not 1 <= day.month <= 12 or not 1 <= year <= 9998:  # noqa: PLR2004
        return None
    return date(year, day.month, day.day) if 1 <= day.day <= calendar.monthrange(year, day.month)[1] else None


def _offset_of(specs: frozenset[Spec]) -> timezone | None:
    """Return the offset that all readings have."""
    offset = next(iter({spec.utc_offset for spec in specs}), None)
    return None if offset is None else timezone(timedelta(minutes=offset))


def _moments(walls: Iterable[datetime], zone: tzinfo) -> list[datetime]:
    """Return all moments at which clocks show one of `walls`, around the gap where they never do."""
    found = [moment for wall in walls for moment in moments_of(wall, zone) or around_gap(wall, zone)]
    return sorted(found, key=lambda moment: moment.astimezone(UTC))


def _only(text: str, found: _Found, now: datetime, zone: tzinfo) -> datetime:
    """Return the moment of the one wall time; raises where clocks never show it, show it twice, or it is past."""
    moments = _moments(found.walls, zone)
    if moments[-1] <= now:
        raise PastWhenError(text, candidates=_later(found, now, zone))
    if not moments_of(found.walls[0], zone):
        raise ClockChangeError(text, change="skipped", candidates=[moment for moment in moments if moment > now])
    if len(moments) > 1:
        raise ClockChangeError(text, change="twice", candidates=[moment for moment in moments if moment > now])
    return _near(text, moments[0], now)


def _later(found: _Found, now: datetime, zone: tzinfo) -> list[datetime]:
    moments = (moment for wall in found.later for moment in moments_of(wall, zone) or around_gap(wall, zone))
    return [moment for moment in moments if now < moment <= now + FARTHEST][:CANDIDATES]


def _near(text: str, moment: datetime, now: datetime) -> datetime:
    if moment - now > FARTHEST:
        raise WhenTooFarError(text, days=FARTHEST.days)
    return moment
