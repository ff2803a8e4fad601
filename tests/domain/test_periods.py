"""Days of a period, as people write them in four languages."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.when.periods import Period, PeriodReader
from bot.domain.when.reader import WhenReader
from bot.errors import AmbiguousWhenError, PastWhenError, WhenError, WhenTooFarError, WhenUnreadError
from config.when import load_time_words

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
"""A Tuesday."""
WORDS = load_time_words()
READER = PeriodReader(WhenReader(WORDS), WORDS)
TODAY, THIRD, SEVENTEENTH = date(2026, 11, 24), date(2026, 12, 3), date(2026, 12, 17)


@pytest.mark.parametrize(
    "text",
    [
        "3-17 dec",
        "3 - 17 December",
        "dec 3 - 17",
        "dec 3 to dec 17",
        "from 3 dec until 17 dec",
        "from 2026-12-03 to 2026-12-17",
        "2026-12-03 - 2026-12-17",
        "2026-12-03\u20132026-12-17",
        "3.12.-17.12.",
        "3.-17.12.",
        "3.12. bis 17.12.",
        "vom 3. bis zum 17. Dezember",
        "3 au 17 décembre",
        "du 3 au 17 décembre",
        "du 3 décembre jusqu\u2019au 17 décembre",
        "del 3 al 17 de diciembre",
        "desde el 3 de diciembre hasta el 17 de diciembre",
        "thursday next week - 2026-12-17",
    ],
)
def test_the_same_days_in_many_words(text: str) -> None:
    assert READER.read(text, NOW, PARIS) == Period(THIRD, SEVENTEENTH)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("until friday", TODAY, date(2026, 11, 27)),
        ("jusqu'à vendredi", TODAY, date(2026, 11, 27)),
        ("bis Freitag", TODAY, date(2026, 11, 27)),
        ("hasta el viernes", TODAY, date(2026, 11, 27)),
        ("today", TODAY, TODAY),
        ("tomorrow", date(2026, 11, 25), date(2026, 11, 25)),
        ("17 dec", SEVENTEENTH, SEVENTEENTH),
        ("friday to monday", date(2026, 11, 27), date(2026, 11, 30)),
        ("28 dec - 3 jan", date(2026, 12, 28), date(2027, 1, 3)),
        ("20 nov - 30 nov", TODAY, date(2026, 11, 30)),
        ("demain au 3 décembre", date(2026, 11, 25), THIRD),
        ("heute bis morgen", TODAY, date(2026, 11, 25)),
    ],
)
def test_other_days(text: str, first: date, last: date) -> None:
    assert READER.read(text, NOW, PARIS) == Period(first, last)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", WhenUnreadError),
        ("until", WhenUnreadError),
        ("-", WhenUnreadError),
        ("from", WhenUnreadError),
        ("to friday to", WhenUnreadError),
        ("a long holiday", WhenUnreadError),
        ("17 dec - 3 dec 2026", PastWhenError),
        ("1-2-3 dec", WhenUnreadError),
        ("3 dec to 17 dec to 18 dec", WhenUnreadError),
        ("x" * 101, WhenUnreadError),
        ("1 nov - 3 nov", PastWhenError),
        ("3 dec - 2028-12-17", WhenTooFarError),
        ("5/12 to 6/12", AmbiguousWhenError),
    ],
)
def test_what_is_asked_back_quotes_what_was_typed(text: str, error: type[WhenError]) -> None:
    with pytest.raises(error) as asked:
        READER.read(text, NOW, PARIS)
    assert asked.value.text == text


def test_days_begin_and_end_at_midnight_also_where_clocks_are_turned_then() -> None:
    period = Period(date(2027, 3, 28), date(2027, 3, 28))
    assert period.ends_at(PARIS) - period.begins_at(PARIS) == timedelta(days=1)
    assert period.ends_at(PARIS).astimezone(UTC) - period.begins_at(PARIS).astimezone(UTC) == timedelta(hours=23)
    havana = ZoneInfo("America/Havana")
    assert Period(date(2027, 3, 14), date(2027, 3, 14)).begins_at(havana).hour == 1


@given(st.integers(0, 300), st.integers(0, 90))
def test_iso_dates_are_read_back(ahead: int, days: int) -> None:
    first = TODAY + timedelta(days=ahead)
    period = Period(first, first + timedelta(days=days))
    assert READER.read(f"{period.first} - {period.last}", NOW, PARIS) == period


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period = READER.read(text, NOW, PARIS)
    except WhenError:
        return
    assert period.last >= TODAY
    assert period.first <= period.last
