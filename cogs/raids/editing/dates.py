"""The coming dates of a series, as text and to choose from; pure."""

from datetime import UTC, date, datetime

import discord
from babel.dates import format_date, format_time

from bot.domain.raids import RaidStatus
from bot.domain.when.repeats import Occurrence
from bot.services.raids.series import Outlook
from cogs.raids.editing import recurrence_text as text
from cogs.raids.rules import render_series
from cogs.ui.limits import CHOICE_NAME, clip
from cogs.ui.words import Words

_NEXT = 4
"""Dates that are named in the text; the selects have more."""


def render_outlook(outlook: Outlook, words: Words) -> str:
    """Return how it recurs and when the next ones are."""
    said = [render_series(outlook.series, words)]
    said.append(words(text.NOT_POSTED if outlook.raid.status is RaidStatus.DRAFT else text.WHEN_PLANNED))
    dates = []
    for one in outlook.dates[:_NEXT]:
        named = date_name(outlook, one, words)
        dates.append(words(text.SKIPPED, date=named) if is_off(outlook, one.day) else named)
    return "\n".join([*said, words(text.NEXT, dates=" · ".join(dates))] if dates else said)


def skipped_options(outlook: Outlook, words: Words) -> list[discord.SelectOption]:
    """Return the coming dates; chosen are those that are called off."""
    return [
        discord.SelectOption(
            label=_label(outlook, one, words), value=one.day.isoformat(), default=is_off(outlook, one.day)
        )
        for one in outlook.dates
    ]


def coming_options(outlook: Outlook, words: Words) -> list[discord.SelectOption]:
    """Return the coming dates that take place; each value is the raid, the day and when it begins, in seconds."""
    return [
        discord.SelectOption(
            label=_label(outlook, one, words),
            value=f"{outlook.raid.short_id}:{one.day.isoformat()}:{int(one.starts.timestamp())}",
        )
        for one in outlook.dates
        if not is_off(outlook, one.day)
    ]


def date_name(outlook: Outlook, one: Occurrence, words: Words) -> str:
    """Return a date; of one that was moved its time too, and where it would have been if that is another day."""
    if not outlook.series.is_moved(one.day):
        return _day(one.starts, words)
    time = format_time(one.starts, "short", tzinfo=one.starts.tzinfo, locale=words.language)
    moved = {"date": _day(one.starts, words), "time": time}
    if one.starts.date() == one.day:
        return words(text.MOVED_HOUR, **moved)
    return words(text.MOVED_FROM, **moved, usual=_day(one.day, words))


def is_off(outlook: Outlook, day: date) -> bool:
    """Tell whether a date is called off."""
    return day in outlook.series.changes and outlook.series.changes[day] is None


def in_utc(seconds: str) -> datetime:
    """Return the moment that the value of an option names."""
    return datetime.fromtimestamp(int(seconds), UTC)


def _label(outlook: Outlook, one: Occurrence, words: Words) -> str:
    return clip(date_name(outlook, one, words), CHOICE_NAME)


def _day(when: date, words: Words) -> str:
    return format_date(when, "EEE d MMM", locale=words.language)
