"""Times as people write them: read, or asked back with what may be meant."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.when.clocks import format_wall
from bot.domain.when.reader import FARTHEST, WhenReader
from bot.errors import (
    AmbiguousWhenError,
    ClockChangeError,
    PastWhenError,
    WhenError,
    WhenMissingError,
    WhenTooFarError,
    WhenUnreadError,
    ZoneMissingError,
)

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 24, 17, 0, 30, tzinfo=UTC)
"""A Tuesday, 18:00 in Paris."""
ZONES = [ZoneInfo(name) for name in ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu")]

READ = {
    "friday 20:00": "2026-11-27 20:00",
    "Vendredi, 20h30": "2026-11-27 20:30",
    "morgen um 20 Uhr": "2026-11-25 20:00",
    "mañana a las 20:00": "2026-11-25 20:00",
    "in 2 hours": "2026-11-24 20:00",
    "dans 2 heures": "2026-11-24 20:00",
    "in einer Stunde": "2026-11-24 19:00",
    "dentro de 90 minutos": "2026-11-24 19:30",
    "in half an hour": "2026-11-24 18:30",
    "dans 1h30": "2026-11-24 19:30",
    "in 24 hours": "2026-11-25 18:00",
    "in 3 days at 20:00": "2026-11-27 20:00",
    "2026-12-05 20:00": "2026-12-05 20:00",
    "2026-12-05 10:00": "2026-12-05 10:00",
    "2026-12-05T20:00": "2026-12-05 20:00",
    "5.12. 20:00": "2026-12-05 20:00",
    "5.12.26 20:00": "2026-12-05 20:00",
    "Samstag, den 5. Dezember 2026 um 20.30 Uhr": "2026-12-05 20:30",
    "samedi 5 décembre 2026 à 20 h 30": "2026-12-05 20:30",
    "el 5 de diciembre a las 20:00": "2026-12-05 20:00",
    "December 5th, 2026 at 8 p.m.": "2026-12-05 20:00",
    "the 5th at 20:00": "2026-12-05 20:00",
    "13/12 8pm": "2026-12-13 20:00",
    "vendredi 4/12 à 20h": "2026-12-04 20:00",
    "8pm tomorrow": "2026-11-25 20:00",
    "tonight 8": "2026-11-24 20:00",
    "heute Abend 8 Uhr": "2026-11-24 20:00",
    "Freitag morgen 8 Uhr": "2026-11-27 08:00",
    "mañana por la mañana a las 8": "2026-11-25 08:00",
    "pasado mañana a las 8 de la tarde": "2026-11-26 20:00",
    "demain midi": "2026-11-25 12:00",
    "friday 08:00": "2026-11-27 08:00",
    "vendredi 8h": "2026-11-27 08:00",
    "friday 24:00": "2026-11-28 00:00",
    "this friday 20:00": "2026-11-27 20:00",
    "friday next week 20:00": "2026-12-04 20:00",
    "vendredi de la semaine prochaine 20h": "2026-12-04 20:00",
    "tuesday 20:00": "2026-11-24 20:00",
    "tuesday 17:00": "2026-12-01 17:00",
    "20:00": "2026-11-24 20:00",
    "today 8": "2026-11-24 20:00",
    "mar 20:00": "2026-11-24 20:00",
    "5 mar 20:00": "2027-03-05 20:00",
    "8 am friday": "2026-11-27 08:00",
    "FRIDAY  20:00 ": "2026-11-27 20:00",
}

ASKED = {
    "5/12 20:00": ["2026-12-05 20:00", "2027-05-12 20:00"],
    "friday 8": ["2026-11-27 08:00", "2026-11-27 20:00"],
    "vendredi à 8": ["2026-11-27 08:00", "2026-11-27 20:00"],
    "friday at 8:00": ["2026-11-27 08:00", "2026-11-27 20:00"],
    "8": ["2026-11-24 20:00", "2026-11-25 08:00"],
    "next friday 20:00": ["2026-11-27 20:00", "2026-12-04 20:00"],
    "vendredi prochain à 20h": ["2026-11-27 20:00", "2026-12-04 20:00"],
    "friday midnight": ["2026-11-27 00:00", "2026-11-28 00:00"],
    "saturday 27.11. 20:00": ["2026-11-27 20:00", "2026-11-28 20:00"],
    "8 am Freitag": ["2026-11-27 08:00", "2026-11-27 20:00"],
}

OVER = {
    "17:00": ["2026-11-25 17:00"],
    "heute 17 Uhr": ["2026-11-25 17:00"],
    "23.11. 20:00": ["2027-11-23 20:00"],
    "2026-11-23 20:00": [],
}

UNREAD = {
    "banana 20:00": "banana",
    "friday 20:00 sharp": "sharp",
    "20h du matin": "matin",
    "tomorrow friday 20:00": "tomorrow friday 20:00",
    "31.2. 20:00": "31.2. 20:00",
    "25:00": "25:00",
    "in 0 days": None,
    "": "",
    "x" * 101: "x" * 101,
}


@pytest.mark.parametrize(("text", "wall"), READ.items())
def test_what_is_clear_is_read(reader: WhenReader, text: str, wall: str) -> None:
    moment = reader.read(text, NOW, PARIS)
    assert format_wall(moment) == wall
    assert moment.tzinfo is PARIS


@pytest.mark.parametrize(("text", "walls"), ASKED.items())
def test_what_is_ambiguous_is_asked(reader: WhenReader, text: str, walls: list[str]) -> None:
    with pytest.raises(AmbiguousWhenError) as asked:
        reader.read(text, NOW, PARIS)
    assert [format_wall(moment) for moment in asked.value.candidates] == walls


@pytest.mark.parametrize(("text", "walls"), OVER.items())
def test_what_is_over_is_told_with_what_may_be_meant(reader: WhenReader, text: str, walls: list[str]) -> None:
    with pytest.raises(PastWhenError) as told:
        reader.read(text, NOW, PARIS)
    assert [format_wall(moment) for moment in told.value.candidates] == walls


@pytest.mark.parametrize(("text", "part"), UNREAD.items())
def test_what_is_not_understood_is_quoted(reader: WhenReader, text: str, part: str | None) -> None:
    with pytest.raises(WhenUnreadError if part is not None else WhenError) as told:
        reader.read(text, NOW, PARIS)
    assert part is None or (isinstance(told.value, WhenUnreadError) and told.value.part == part)


@pytest.mark.parametrize("text", ["friday", "5.12.", "vendredi soir", "in 2 weeks"])
def test_a_day_without_a_time_is_not_enough(reader: WhenReader, text: str) -> None:
    with pytest.raises(WhenMissingError):
        reader.read(text, NOW, PARIS)


def test_nothing_is_planned_for_years_ahead(reader: WhenReader) -> None:
    with pytest.raises(WhenTooFarError):
        reader.read("2062-01-01 20:00", NOW, PARIS)


def test_an_hour_that_is_skipped_is_asked_back(reader: WhenReader) -> None:
    with pytest.raises(ClockChangeError) as told:
        reader.read("2027-03-28 02:30", NOW, PARIS)
    assert told.value.change == "skipped"
    assert [format_wall(moment) for moment in told.value.candidates] == ["2027-03-28 01:30", "2027-03-28 03:30"]


def test_an_hour_that_comes_twice_is_asked_back(reader: WhenReader) -> None:
    with pytest.raises(ClockChangeError) as told:
        reader.read("2027-10-31 02:30", NOW, PARIS)
    first, second = told.value.candidates
    assert told.value.change == "twice"
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
    assert reader.read("2027-10-31 02:30 +01:00", NOW, PARIS) == second


def test_the_second_of_two_hours_alone_is_ahead(reader: WhenReader) -> None:
    between = datetime(2027, 10, 31, 0, 45, tzinfo=UTC)
    with pytest.raises(ClockChangeError) as told:
        reader.read("2027-10-31 02:30", between, PARIS)
    assert [format_wall(moment) for moment in told.value.candidates] == ["2027-10-31 02:30 +01:00"]


@pytest.mark.parametrize("zone", [None, *ZONES])
def test_what_no_zone_changes_is_read_without_one(reader: WhenReader, zone: ZoneInfo | None) -> None:
    for text, moment in {
        "in 2 hours": datetime(2026, 11, 24, 19, 0, tzinfo=UTC),
        "friday 20:00 +05:45": datetime(2026, 11, 27, 14, 15, tzinfo=UTC),
        "friday noon +01:00": datetime(2026, 11, 27, 11, 0, tzinfo=UTC),
        "midnight UTC-05:00": datetime(2026, 11, 25, 5, 0, tzinfo=UTC),
        "vendredi 20h30 UTC-05:00": datetime(2026, 11, 28, 1, 30, tzinfo=UTC),
        "2026-12-05 20:00 -05:00": datetime(2026, 12, 6, 1, 0, tzinfo=UTC),
    }.items():
        assert reader.read(text, NOW, zone) == moment


def test_what_a_zone_changes_is_not_read_without_one(reader: WhenReader) -> None:
    for text in ("friday 20:00", "in 2 days at 20:00", "2026-12-05 20:00"):
        with pytest.raises(ZoneMissingError):
            reader.read(text, NOW, None)
    with pytest.raises(WhenUnreadError):
        reader.read("whenever", NOW, None)


@pytest.mark.parametrize("text", ["08:00-10:00", "friday 08:00 -10:00", "friday 20:00 +15:00", "friday 20:00 +01:75"])
def test_the_end_of_something_and_what_no_clock_shows_are_no_offsets(reader: WhenReader, text: str) -> None:
    with pytest.raises(WhenUnreadError):
        reader.read(text, NOW, PARIS)


moments = st.builds(
    lambda minutes, zone: (NOW.replace(second=0) + timedelta(minutes=minutes)).astimezone(zone),
    st.integers(1, int(FARTHEST.total_seconds()) // 60),
    st.sampled_from(ZONES),
)


@settings(deadline=None)
@given(moment=moments)
def test_what_is_written_is_read_back(reader: WhenReader, moment: datetime) -> None:
    assert moment.tzinfo in ZONES
    zone = next(zone for zone in ZONES if zone is moment.tzinfo)
    again = reader.read(format_wall(moment), NOW, zone)
    assert (again.astimezone(UTC), format_wall(again)) == (moment.astimezone(UTC), format_wall(moment))


WORDS = ("friday", "vendredi", "morgen", "mañana", "in", "dans", "at", "um", "8", "20:00", "5/12", "5.12.", "pm", "am")
MORE = ("next", "prochain", "2 hours", "2h30", "midnight", "31.2.", "the 5th", "2026-12-05", "+01:00", "march", "soir")


@settings(deadline=None)
@given(text=st.one_of(st.text(max_size=110), st.lists(st.sampled_from(WORDS + MORE), max_size=6).map(" ".join)))
def test_any_text_is_read_or_refused_and_what_is_offered_can_be_chosen(reader: WhenReader, text: str) -> None:
    try:
        moment = reader.read(text, NOW, PARIS)
    except WhenError as error:
        for candidate in error.candidates:
            assert reader.read(format_wall(candidate), NOW, PARIS) == candidate
    else:
        assert NOW < moment <= NOW + FARTHEST
        assert reader.read(text, NOW, PARIS) == moment
