"""What a raid asks for beyond title, time and template, as text; and the news of it."""

from datetime import timedelta

from bot.domain.raid_options import News, RoleGroup
from bot.domain.raids import Raid
from cogs.raids.editing import text
from cogs.ui.markup import shown
from cogs.ui.words import Words, moment

_HOUR = timedelta(hours=1)
DEADLINES = (1, 2, 6, 12, 24, 48)
"""Hours before the start by which sign-ups may end."""


def render_asks(raid: Raid, words: Words) -> str:
    """Return what its leader chose, a line each."""
    options = raid.options
    said = [words(text.SIZE, size=raid.size), words(text.CLOSES, when=deadline_name(hours_before(raid), words))]
    if options.limits:
        said.append(words(text.LIMITS, limits=render_limits(raid, words)))
    said.append(words(text.APPROVAL_ON if options.approval else text.APPROVAL_OFF))
    said.append(render_around(raid, words) or words(text.NOTHING_AROUND))
    return "\n".join(f"- {line}" for line in said)


def render_around(raid: Raid, words: Words) -> str:
    """Return what comes with the post; nothing where it stands alone."""
    options = raid.options
    around = [
        name
        for wanted, name in (
            (options.with_thread, words(text.A_THREAD)),
            (options.with_event, words(text.AN_EVENT)),
            (options.ping, words(text.A_PING, role=f"<@&{options.ping}>")),
        )
        if wanted
    ]
    return words(text.AROUND, things=words.list(around)) if around else ""


def render_limits(raid: Raid, words: Words) -> str:
    """Return "Healers 2, DPS 6"."""
    return ", ".join(f"{words(text.GROUPS[group])} {most}" for group, most in raid.options.limits)


def hours_before(raid: Raid) -> int | None:
    """Return how many hours before the start sign-ups end; None where it is with the start."""
    return None if raid.closes_at is None else round((raid.starts_at - raid.closes_at) / _HOUR)


def deadline_name(hours: int | None, words: Words) -> str:
    """Return "2 hours before the start" as this language says it."""
    return words(text.AT_START) if hours is None else words.n(text.HOUR_BEFORE, text.HOURS_BEFORE, hours)


def render_news(raid: Raid, news: News, words: Words) -> list[str]:
    """Return what is to be told, a sentence each, without the people."""
    title = shown(raid.title, limit=80)
    said = []
    if news.canceled:
        said.append(words(text.NEWS_CANCELED, title=title))
    elif news.moved_from is not None:
        old, new = moment(news.moved_from, "f"), moment(raid.starts_at, "F")
        said.append(words(text.NEWS_MOVED, title=title, old=old, new=new))
    return said


def parse_limits(typed: dict[RoleGroup, str]) -> tuple[tuple[RoleGroup, int], ...]:
    """Return the limits typed into a form; what is no number, or empty, is no limit."""
    return tuple((group, int(said)) for group, said in typed.items() if said.isascii() and said.isdigit())
