"""How people write times, as rules: each takes pieces off the front and adds what they say to the reading.

All readings that use up the whole text are found, not only the first: two of them are a question to the writer. One
language at a time: words of several in one text are not mixed, for "am" is half a day in English and "on" in German.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from bot.domain.when.spec import Clock, Day, Part, Spec, Which
from bot.domain.when.tokens import Token
from bot.domain.when.words import Meaning, Sense, TimeWords

Step = tuple[int, Spec]
"""Where the next piece begins, and the reading so far."""

_DAYS: Final = {
    Meaning.TODAY: Day(offset=0),
    Meaning.YESTERDAY: Day(offset=-1),
    Meaning.TOMORROW: Day(offset=1),
    Meaning.DAY_AFTER: Day(offset=2),
    Meaning.THIS_WEEK: Day(weeks=0),
    Meaning.NEXT_WEEK: Day(weeks=1),
}
_PARTS: Final = {
    Meaning.MORNING: Part.MORNING,
    Meaning.AFTERNOON: Part.AFTERNOON,
    Meaning.EVENING: Part.EVENING,
}
_UNITS: Final = {
    Meaning.MINUTES: timedelta(minutes=1),
    Meaning.HOURS: timedelta(hours=1),
    Meaning.DAYS: timedelta(days=1),
    Meaning.WEEKS: timedelta(weeks=1),
}
_TWELVE, _FULL_DAY, _MINUTES, _CENTURY = 12, 24, 60, 100


@dataclass(frozen=True, slots=True)
class Readings:
    """The complete readings, and the index of the first piece that none could use (the number of pieces, if any)."""

    specs: frozenset[Spec]
    reached: int


class Grammar:
    """Reads the pieces of one text with the words of one language."""

    def __init__(self, tokens: tuple[Token, ...], words: TimeWords) -> None:
        self._tokens = tokens
        self._words = words

    def read(self) -> Readings:
        """Return every reading of the whole text; whether it is complete is not asked here."""
        reached, found = 0, set[Spec]()
        open_steps, seen = [(0, Spec())], set[Step]()
        while open_steps:
            step = open_steps.pop()
            if step in seen:
                continue
            seen.add(step)
            reached = max(reached, step[0])
            if step[0] == len(self._tokens):
                found.add(step[1])
            else:
                open_steps.extend(self._next(*step))
        return Readings(frozenset(found), reached)

    def _next(self, at: int, spec: Spec) -> Iterator[Step]:
        rules: tuple[Callable[[int, Spec], Iterator[Step]], ...] = (
            self._said_day,
            self._dated,
            self._month_day,
            self._timed,
            self._span,
            self._part,
            self._filler,
        )
        for rule in rules:
            yield from rule(at, spec)

    # --- pieces

    def _at(self, at: int) -> Token | None:
        return self._tokens[at] if at < len(self._tokens) else None

    def _senses(self, at: int) -> tuple[int, frozenset[Sense]]:
        """Return where the longest phrase that begins here ends, and what it may mean."""
        for length in range(self._words.longest, 0, -1):
            phrase = self._tokens[at : at + length]
            if len(phrase) == length and all(token.kind == "word" for token in phrase):
                senses = self._words.senses.get(" ".join(token.text for token in phrase))
                if senses:
                    return at + length, senses
        return at, frozenset()

    def _means(self, at: int, meaning: Meaning) -> tuple[int, int] | None:
        """Return where the phrase of this meaning ends, and its number; None where none stands here."""
        end, senses = self._senses(at)
        return next(((end, sense.number) for sense in senses if sense.meaning is meaning), None)

    def _number(self, at: int) -> int | None:
        token = self._at(at)
        return token.numbers[0] if token is not None and token.kind == "number" and not token.is_ordinal else None

    # --- days

    def _said_day(self, at: int, spec: Spec) -> Iterator[Step]:
        end, senses = self._senses(at)
        for sense in senses:
            if sense.meaning in _DAYS:
                yield from _dayed(end, spec, _DAYS[sense.meaning])
            elif sense.meaning is Meaning.TONIGHT and spec.part is None:
                yield from _dayed(end, replace(spec, part=Part.EVENING), Day(offset=0))
            elif sense.meaning is Meaning.WEEKDAY:
                yield from self._weekday(end, spec, sense.number)
            elif sense.meaning in {Meaning.THIS, Meaning.NEXT} and (named := self._means(end, Meaning.WEEKDAY)):
                which = Which.NEXT if sense.meaning is Meaning.NEXT else Which.COMING
                yield from _dayed(named[0], spec, Day(weekday=named[1], which=which))

    def _weekday(self, at: int, spec: Spec, number: int) -> Iterator[Step]:
        if following := self._means(at, Meaning.NEXT):
            yield from _dayed(following[0], spec, Day(weekday=number, which=Which.NEXT))
        else:
            yield from _dayed(at, spec, Day(weekday=number))

    def _dated(self, at: int, spec: Spec) -> Iterator[Step]:
        token = self._at(at)
        if token is None:
            return
        end = at + 1
        if token.kind == "iso":
            follower = self._at(end)
            end += follower is not None and follower.text == "t"
        if token.kind == "point" and spec.day != Day():
            return
        for day in self._written_days(token, end):
            yield from _dayed(end, spec, day)

    def _written_days(self, token: Token, end: int) -> Iterator[Day]:
        """Yield the days that a date in figures may be."""
        if token.kind == "iso":
            yield Day(token.numbers[0], token.numbers[1], token.numbers[2])
        elif token.kind in {"dotted", "point"}:
            yield _dated(*token.numbers)
        elif token.kind == "slash":
            first, second, *year = token.numbers
            yield _dated(first, second, *year)
            if self._words.month_first:
                yield _dated(second, first, *year)
        elif token.kind == "number" and token.is_ordinal and not self._before_month(end):
            yield Day(day=token.numbers[0])

    def _before_month(self, at: int) -> bool:
        return self._month(at) is not None

    def _month(self, at: int) -> tuple[int, int] | None:
        """Return the month that is named here, past an "of"."""
        past_of = self._means(at, Meaning.FILLER)
        return self._means(at, Meaning.MONTH) or (self._means(past_of[0], Meaning.MONTH) if past_of else None)

    def _month_day(self, at: int, spec: Spec) -> Iterator[Step]:
        token = self._at(at)
        if token is not None and token.kind == "number" and (month := self._month(at + 1)):
            yield from self._with_year(month[0], spec, Day(month=month[1], day=token.numbers[0]))
        if month := self._means(at, Meaning.MONTH):
            day = self._at(month[0])
            if day is not None and day.kind == "number":
                yield from self._with_year(month[0] + 1, spec, Day(month=month[1], day=day.numbers[0]))

    def _with_year(self, at: int, spec: Spec, day: Day) -> Iterator[Step]:
        past_of = self._means(at, Meaning.FILLER)
        for place in (at, past_of[0] if past_of else at):
            year = self._number(place)
            if year is not None and year >= _CENTURY:
                yield from _dayed(place + 1, spec, replace(day, year=year))
                return
        yield from _dayed(at, spec, day)

    # --- times of day

    def _timed(self, at: int, spec: Spec) -> Iterator[Step]:
        if spec.clock is not None or spec.after is not None:
            return
        token = self._at(at)
        if token is not None and token.kind in {"clock", "point"}:
            mark = self._means(at + 1, Meaning.HOUR_MARK)
            yield from self._half_day(mark[0] if mark else at + 1, spec, *token.numbers, bare=False)
        elif token is not None and token.kind == "number":
            yield from self._hour(at, spec, token.numbers[0])
        elif noon := self._means(at, Meaning.NOON):
            yield self._offset(noon[0], replace(spec, clock=Clock((12,), is_fixed=True)))
        elif midnight := self._means(at, Meaning.MIDNIGHT):
            yield self._offset(midnight[0], replace(spec, clock=Clock((0,), is_fixed=True), midnight=True))

    def _hour(self, at: int, spec: Spec, hour: int) -> Iterator[Step]:
        mark = self._means(at + 1, Meaning.HOUR_MARK)
        if mark is None:
            yield from self._half_day(at + 1, spec, hour, 0, bare=True)
            return
        minute = self._number(mark[0])
        if minute is not None and minute < _MINUTES:
            past_unit = self._means(mark[0] + 1, Meaning.MINUTES)
            end = past_unit[0] if past_unit else mark[0] + 1
            yield from self._half_day(end, spec, hour, minute, bare=False)
        else:
            yield from self._half_day(mark[0], spec, hour, 0, bare=False)

    def _half_day(self, at: int, spec: Spec, hour: int, minute: int, *, bare: bool) -> Iterator[Step]:
        """Yield the clock with the half of the day that is named after it, or that may be meant."""
        if hour > _FULL_DAY or minute >= _MINUTES or (hour == _FULL_DAY and minute):
            return
        for meaning, shift in ((Meaning.AM, 0), (Meaning.PM, _TWELVE)):
            if (said := self._means(at, meaning)) and 1 <= hour <= _TWELVE:
                yield self._offset(
                    said[0], replace(spec, clock=Clock((hour % _TWELVE + shift,), minute, is_fixed=True))
                )
        hours = (hour, hour + _TWELVE) if self._may_be_evening(hour, at, bare=bare) else (hour,)
        yield self._offset(at, replace(spec, clock=Clock(hours, minute)))

    def _may_be_evening(self, hour: int, at: int, *, bare: bool) -> bool:
        """Tell whether an hour without half of the day may be one; not where it is written 08, or after an ISO date."""
        place = next(place for place in range(at - 1, -1, -1) if self._tokens[place].numbers)
        before = self._tokens[max(place - 2, 0) : place]
        is_iso = any(token.kind == "iso" for token in before) and not bare
        is_told = is_iso or self._tokens[place].text.startswith("0")
        return (bare or self._words.twelve_hours) and 1 <= hour < _TWELVE and not is_told

    def _offset(self, at: int, spec: Spec) -> Step:
        token = self._at(at)
        if token is None or token.kind != "offset" or self._may_be_end(token):
            return at, spec
        return at + 1, replace(spec, utc_offset=token.numbers[0])

    def _may_be_end(self, offset: Token) -> bool:
        """Tell whether an offset may be the hour at which something ends: 08:00 -10:00, not behind an ISO date."""
        return offset.text.startswith(" -") and not any(token.kind == "iso" for token in self._tokens)

    def _part(self, at: int, spec: Spec) -> Iterator[Step]:
        end, senses = self._senses(at)
        for sense in senses:
            # "morgen" alone is tomorrow, "Freitag morgen" a part of Friday: a part follows what it is a part of
            told = spec.day.is_named() or spec.clock is not None
            if sense.meaning in _PARTS and spec.part is None and told and spec.after is None:
                yield end, replace(spec, part=_PARTS[sense.meaning])

    # --- spans and fillers

    def _span(self, at: int, spec: Spec) -> Iterator[Step]:
        begin = self._means(at, Meaning.IN)
        if begin is None or spec.after is not None or spec.day != Day():
            return
        if half := self._means(begin[0], Meaning.HALF_HOUR):
            yield half[0], replace(spec, after=timedelta(minutes=30))
        at, span, days_only = begin[0], timedelta(), True
        while (counted := self._counted(at)) is not None:
            at, unit, number = counted
            span += number * _UNITS[unit]
            days_only = days_only and unit in {Meaning.DAYS, Meaning.WEEKS}
            if days_only:
                yield from _dayed(at, spec, Day(offset=span.days))
            elif spec.clock is None:
                yield at, replace(spec, after=span)

    def _counted(self, at: int) -> tuple[int, Meaning, int] | None:
        """Return the end, the unit and the number of "2 hours"; in "1 h 30" the last number are minutes."""
        one = self._means(at, Meaning.ONE)
        number, after = (1, one[0]) if one else (self._number(at), at + 1)
        if number is None:
            return None
        for unit in _UNITS:
            if said := self._means(after, unit):
                return said[0], unit, number
        is_rest = at > 0 and number < _MINUTES and self._means(at - 1, Meaning.HOURS) is not None
        return (after, Meaning.MINUTES, number) if is_rest else None

    def _filler(self, at: int, spec: Spec) -> Iterator[Step]:
        end, senses = self._senses(at)
        if end < len(self._tokens) and any(sense.meaning is Meaning.FILLER for sense in senses):
            yield end, spec


def _dayed(at: int, spec: Spec, day: Day) -> Iterator[Step]:
    merged = spec.day.merged(day)
    if merged is not None and spec.after is None:
        yield at, replace(spec, day=merged)


def _dated(day: int, month: int, year: int | None = None) -> Day:
    return Day(None if year is None else year + (0 if year >= _CENTURY else 2000), month, day)
