"""What people write about what recurs, in four languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.when.recurring import RepeatReader
from bot.domain.when.repeats import LAST, MonthlyDay, MonthlyWeekday, Repeat, Weekly
from bot.errors import RepeatUnreadError
from config.repeats import load_repeat_words, parse_repeat_words

READER = RepeatReader(load_repeat_words())
FRIDAY = date(2026, 11, 27)
"""The fourth and last Friday of its month."""
MONDAY_THURSDAY = Weekly((0, 3))
FORTNIGHTLY = Weekly((4,), 2)
FOURTH = MonthlyWeekday(4, 4)


@pytest.mark.parametrize(
    ("text", "repeat"),
    [
        *((text, Weekly((4,))) for text in ("every week", "weekly", "Weekly ", "every Friday", "fridays")),
        *((text, Weekly((4,))) for text in ("chaque semaine", "toutes les semaines", "tous les vendredis")),
        *((text, Weekly((4,))) for text in ("jede Woche", "wöchentlich", "jeden Freitag", "freitags")),
        *((text, Weekly((4,))) for text in ("cada semana", "todas las semanas", "cada viernes", "todos los viernes")),
        *((text, MONDAY_THURSDAY) for text in ("mon, thu", "Monday and Thursday", "thu mon", "every mon & thu")),
        *((text, MONDAY_THURSDAY) for text in ("lundi et jeudi", "les lundis et jeudis", "lun, jeu")),
        *((text, MONDAY_THURSDAY) for text in ("Mo, Do", "montags und donnerstags", "lunes y jueves")),
        *((text, FORTNIGHTLY) for text in ("every 2 weeks", "every other week", "fortnightly", "every two weeks")),
        *((text, FORTNIGHTLY) for text in ("toutes les 2 semaines", "une semaine sur deux", "alle 2 Wochen")),
        *((text, FORTNIGHTLY) for text in ("alle zwei Wochen", "cada 2 semanas", "every other friday")),
        ("every 3 weeks on tuesday and saturday", Weekly((1, 5), 3)),
        *((text, FOURTH) for text in ("monthly", "every month", "tous les mois", "monatlich", "cada mes")),
        ("every 2 months", MonthlyWeekday(4, 4, 2)),
        ("first friday of the month", MonthlyWeekday(1, 4)),
        ("2nd tuesday of every month", MonthlyWeekday(2, 1)),
        ("le premier vendredi du mois", MonthlyWeekday(1, 4)),
        ("am ersten Freitag des Monats", MonthlyWeekday(1, 4)),
        ("el primer viernes del mes", MonthlyWeekday(1, 4)),
        ("last sunday of the month", MonthlyWeekday(LAST, 6)),
        ("le dernier dimanche du mois", MonthlyWeekday(LAST, 6)),
        ("monthly on the 15th", MonthlyDay(15)),
        ("le 15 de chaque mois", MonthlyDay(15)),
    ],
)
def test_what_is_read(text: str, repeat: Repeat) -> None:
    assert READER.read(text, FRIDAY) == repeat


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "   ",
            "sometimes",
            "every",
            "2",
            "every 0 weeks",
            "every 60 weeks",
            "the 32nd of every month",
            "week " * 20,
        ),
        *("friday monthly", "first monday and friday", "every friday 20:00", "6th friday of the month", "mon xyz"),
    ],
)
def test_what_is_not(text: str) -> None:
    with pytest.raises(RepeatUnreadError):
        READER.read(text, FRIDAY)


@given(st.text(max_size=70))
def test_any_text_is_a_rule_or_an_error(text: str) -> None:
    try:
        repeat = READER.read(text, FRIDAY)
    except RepeatUnreadError:
        return
    assert next(iter(repeat.dates(FRIDAY))) >= FRIDAY


def test_without_a_weekday_it_is_that_of_the_start() -> None:
    assert READER.read("weekly", date(2026, 12, 1)) == Weekly((1,))
    assert READER.read("monthly", date(2026, 7, 31)) == MonthlyWeekday(LAST, 4)


@pytest.mark.parametrize("text", ["", "[en]\nevery = ['every']\n"])
def test_a_language_that_lacks_words_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_repeat_words(text)
