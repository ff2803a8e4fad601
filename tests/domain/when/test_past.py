"""Days that are over, as people write them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.when.past import read_past_day
from bot.domain.when.reader import WhenReader
from bot.errors import AmbiguousWhenError, WhenUnreadError
from config.when import load_time_words

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
"""A Wednesday in Paris, where it is half past midnight."""
READER = WhenReader(load_time_words())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 25)),
        ("yesterday", date(2026, 11, 24)),
        ("hier", date(2026, 11, 24)),
        ("wednesday", date(2026, 11, 25)),
        ("friday", date(2026, 11, 20)),
        ("lundi", date(2026, 11, 23)),
        ("montag", date(2026, 11, 23)),
        ("2026-11-20", date(2026, 11, 20)),
        ("20 nov", date(2026, 11, 20)),
        ("3 décembre", date(2025, 12, 3)),
        ("the 26th", date(2026, 10, 26)),
        ("the 31st", date(2026, 10, 31)),
        ("29 feb", date(2024, 2, 29)),
        ("20.11.", date(2026, 11, 20)),
    ],
)
def test_the_last_day_of_that_name(text: str, day: date) -> None:
    assert read_past_day(READER, text, NOW, PARIS) == day


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-12-24", "20:00", "in 2 hours", "whenever", "", "30 feb 2026", "1960-01-01", "0001-01-01"]
)
def test_no_day_that_is_over(text: str) -> None:
    with pytest.raises(WhenUnreadError) as refused:
        read_past_day(READER, text, NOW, PARIS)
    assert refused.value.part == text


def test_what_may_be_two_days_is_asked() -> None:
    with pytest.raises(AmbiguousWhenError):
        read_past_day(READER, "3/4/2026", NOW, PARIS)
