"""What recurs, compared with a look at every single day."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.when.repeats import LAST, MonthlyDay, MonthlyWeekday, Repeat, Weekly, parse_rule

PARIS = ZoneInfo("Europe/Paris")
DAYS = 1_200
SHOWN = 8

weekdays = st.integers(0, 6)
weekly = st.builds(
    lambda days, every: Weekly(tuple(sorted(days)), every),
    st.sets(weekdays, min_size=1),
    st.integers(1, 8),
)
monthly_days = st.builds(MonthlyDay, st.integers(1, 31), st.integers(1, 4))
monthly_weekdays = st.builds(MonthlyWeekday, st.sampled_from([1, 2, 3, 4, 5, LAST]), weekdays, st.integers(1, 4))
repeats = st.one_of(weekly, monthly_days, monthly_weekdays)
starts = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def is_meant(repeat: Repeat, start: date) -> Callable[[date], bool]:
    """Return the rule as a question about one day."""
    if isinstance(repeat, Weekly):
        monday = start - timedelta(days=start.weekday())
        return lambda day: day.weekday() in repeat.weekdays and (day - monday).days // 7 % repeat.every == 0

    def in_month(day: date) -> bool:
        return ((day.year - start.year) * 12 + day.month - start.month) % repeat.every == 0

    if isinstance(repeat, MonthlyDay):
        return lambda day: in_month(day) and day.day == repeat.day
    if repeat.nth == LAST:
        return lambda day: (
            in_month(day) and day.weekday() == repeat.weekday and (day + timedelta(days=7)).month != day.month
        )
    return lambda day: in_month(day) and day.weekday() == repeat.weekday and (day.day - 1) // 7 + 1 == repeat.nth


@settings(deadline=None)
@given(repeat=repeats, start=starts)
def test_dates_are_those_that_the_rule_means(repeat: Repeat, start: date) -> None:
    meant = is_meant(repeat, start)
    all_days = (start + timedelta(days=day) for day in range(DAYS))
    expected = [day for day in all_days if meant(day)][:SHOWN]
    assert list(islice(repeat.dates(start), len(expected))) == expected


@settings(deadline=None)
@given(repeat=repeats)
def test_a_rule_is_read_back(repeat: Repeat) -> None:
    assert parse_rule(repeat.to_rule()) == repeat


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=DAILY;INTERVAL=1",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=",
        "FREQ=WEEKLY;INTERVAL=0;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=FR,MO",
        "FREQ=WEEKLY;INTERVAL=1;BYDAY=MO;COUNT=3",
        "FREQ=MONTHLY;INTERVAL=1;BYDAY=9FR",
        "FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=32",
    ],
)
def test_other_rules_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_rule(text)
