"""How a raid recurs, as the reader's language says it."""

from babel.dates import format_time, get_day_names

from bot.domain.raid_series import RaidSeries
from bot.domain.raids import Raid
from bot.domain.when.repeats import MonthlyDay, Repeat, Weekly
from bot.errors import NotFoundError
from cogs.raids.editing import recurrence_text as text
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.words import Words, reader


async def find_series(interaction: Interaction, raid: Raid) -> str:
    """Return how a raid recurs, for its leaders; nothing where it takes place once."""
    if raid.series is None:
        return ""
    try:
        outlook = await services(interaction).series.require(viewer(interaction), raid.short_id)
    except NotFoundError:  # it was ended
        return ""
    return render_series(outlook.series, reader(interaction))


def render_series(series: RaidSeries, words: Words) -> str:
    """Return how often and when of a series, as a sentence."""
    time = format_time(series.first.time(), "short", locale=words.language)
    return words(text.SAYS, rule=render_rule(series.repeat, words), time=time, zone=series.zone)


def render_rule(repeat: Repeat, words: Words) -> str:
    """Return "every 2 weeks on Monday and Thursday" as this language says it."""
    names = get_day_names("wide", locale=words.language)
    if isinstance(repeat, Weekly):
        days = words.list(words(text.WEEKDAY, weekday=names[day]) for day in repeat.weekdays)
        return (
            words(text.EVERY_WEEK, days=days)
            if repeat.every == 1
            else words(text.EVERY_WEEKS, count=repeat.every, days=days)
        )
    if isinstance(repeat, MonthlyDay):
        day = words(text.DAYS.get(repeat.day, text.DAY), number=repeat.day)
    else:
        day = words(text.NTH[repeat.nth], weekday=names[repeat.weekday])
    return (
        words(text.EVERY_MONTH, day=day) if repeat.every == 1 else words(text.EVERY_MONTHS, count=repeat.every, day=day)
    )
