"""Series of raids: dates called off and moved, clocks turned, rules that move along."""

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from bot.domain.ids import ChannelId, SeriesId
from bot.domain.raid_series import AHEAD, Pattern, RaidSeries, shifted
from bot.domain.raids import OVER_AFTER
from bot.domain.when.repeats import LAST, MonthlyDay, MonthlyWeekday, Repeat, Weekly
from tests.factories import ALICE, HOME, START, new_id

FRIDAY = date(2026, 11, 27)
FIRST = datetime(2026, 11, 27, 20, 0)  # noqa: DTZ001 - a wall time
PATTERN = Pattern(title="Clear", content="raid", subgroups=2, size=10, channel=ChannelId(7), locale="en")
NOW = datetime(2026, 11, 28, tzinfo=UTC)


def series(repeat: Repeat = Weekly((4,)), first: datetime = FIRST, **more: Any) -> RaidSeries:  # noqa: B008 - frozen
    standard: dict[str, Any] = {"planned": first.date(), "created_at": START, "zone": "Europe/Paris"}
    return RaidSeries(
        id=SeriesId(new_id()),
        guild=HOME,
        leader=ALICE,
        repeat=repeat,
        first=first,
        pattern=PATTERN,
        **(standard | more),
    )


def test_dates_that_are_called_off_are_shown_and_not_planned() -> None:
    moved = datetime(2026, 12, 19, 21, 0)  # noqa: DTZ001 - a wall time
    changes = MappingProxyType({date(2026, 12, 4): None, date(2026, 12, 11): moved})
    recurring = series(changes=changes)
    shown = recurring.following(NOW, 3)
    assert [one.day for one in shown] == [date(2026, 12, 4), date(2026, 12, 11), date(2026, 12, 18)]
    assert (shown[1].starts.day, shown[1].starts.hour) == (19, 21)
    coming = recurring.next_date(NOW)
    assert coming is not None
    assert coming.day == date(2026, 12, 11)


def test_twenty_stays_twenty_and_a_skipped_hour_is_held_later() -> None:
    autumn = series(first=datetime(2026, 10, 16, 20, 0))  # noqa: DTZ001
    shown = autumn.following(datetime(2026, 10, 17, tzinfo=UTC), 2)
    assert [one.starts.astimezone(UTC).hour for one in shown] == [18, 19]
    spring = series(Weekly((6,)), datetime(2027, 3, 21, 2, 30))  # noqa: DTZ001
    assert [one.starts.hour for one in spring.following(datetime(2027, 3, 22, tzinfo=UTC), 2)] == [3, 2]


def test_a_rule_without_any_date_has_no_next_one() -> None:
    assert series(MonthlyDay(30, every=12), datetime(2027, 2, 1, 20, 0)).next_date(NOW) is None  # noqa: DTZ001
    assert series(ended=True).next_date(NOW) is None


def test_the_next_is_due_when_the_former_is_over_and_some_days_ahead_at_the_latest() -> None:
    weekly, twice = series(), series(Weekly((0, 4)))
    one, two = weekly.next_date(NOW), twice.next_date(NOW)
    assert one is not None
    assert two is not None
    assert weekly.due(one) == datetime(2026, 11, 27, 19, 0, tzinfo=UTC) + OVER_AFTER
    assert twice.due(two) == two.starts - AHEAD


@pytest.mark.parametrize(
    ("repeat", "to", "after"),
    [
        (Weekly((0, 4), 2), date(2026, 11, 28), Weekly((0, 5), 2)),
        (Weekly((0, 4)), date(2026, 11, 30), Weekly((0,))),
        (MonthlyDay(27), date(2026, 11, 30), MonthlyDay(30)),
        (MonthlyWeekday(4, 4, 2), date(2026, 11, 16), MonthlyWeekday(3, 0, 2)),
        (MonthlyWeekday(4, 4), date(2026, 7, 31), MonthlyWeekday(LAST, 4)),
    ],
)
def test_a_rule_moves_along_with_one_of_its_days(repeat: Repeat, to: date, after: Repeat) -> None:
    assert shifted(repeat, FRIDAY, to) == after


def test_a_date_that_is_moved_keeps_its_place_and_is_planned_in_time() -> None:
    fourth, eleventh = date(2026, 12, 4), date(2026, 12, 11)
    usual = series(planned=FRIDAY)
    first, second = usual.following(NOW, 2)
    later = usual.with_date_at(fourth, second.starts + timedelta(days=3))
    assert [one.day for one in later.following(NOW, 2)] == [fourth, eleventh]
    assert later.due(later.following(NOW, 1)[0]) == usual.due(first)
    sooner = usual.with_date_at(eleventh, NOW + timedelta(days=1))
    assert sooner.due(first) == NOW + timedelta(days=1) - AHEAD


def test_a_date_is_put_back_and_what_follows_another_time_keeps_it() -> None:
    day = date(2026, 12, 4)
    usual = series()
    moved = usual.with_date_at(day, datetime(2026, 12, 5, 20, tzinfo=UTC))
    assert moved.starts(day) == datetime(2026, 12, 5, 20, tzinfo=UTC)
    assert moved.with_date_at(day, usual.starts(day)) == moved.with_date_at(day, None) == usual
    assert moved.moved(FRIDAY, FIRST.replace(hour=21)).changes == moved.changes
    assert not moved.moved(FRIDAY, FIRST.replace(day=28)).changes


@pytest.mark.parametrize("hour", [0, 1])
def test_both_of_two_like_hours_can_be_meant(hour: int) -> None:
    day = date(2027, 10, 31)
    weekly = series(Weekly((6,)), datetime(2027, 10, 24, 20, 0))  # noqa: DTZ001
    to = datetime(2027, 10, 31, hour, 30, tzinfo=UTC)
    assert weekly.with_date_at(day, to).starts(day).astimezone(UTC) == to
