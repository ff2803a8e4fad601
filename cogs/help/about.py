"""What `/help topic:about` and the button *About me* tell: version, and how old the facts of the game are."""

from datetime import UTC, date, datetime, time
from importlib import metadata
from typing import Any

from discord import ui
from typing_extensions import override

from bot.domain.edition import Edition
from cogs.help import text
from cogs.ui.controls import Layout, RefButton
from cogs.ui.people import Interaction, services
from cogs.ui.sending import answer_at_once
from cogs.ui.words import Words, moment, reader

BOT = "bot"
"""What the button's id names: there is one thing to tell about."""


class About(RefButton, verb="about"):
    """Tell which version this is and how old its facts are."""

    label = text.ABOUT

    @override
    async def press(self, interaction: Interaction) -> None:
        # nothing to wait for: the answer is in memory
        await answer_at_once(interaction, about_card(interaction))


def about_card(interaction: Interaction) -> Layout:
    """Return the card for the person who asks."""
    words, known = reader(interaction), services(interaction)
    told = render_about(known.almanac.edition, words, looks=known.renewal is not None)
    return Layout(ui.Container[Any](ui.TextDisplay(told), ui.TextDisplay(f"-# {words(text.TRADEMARK)}")))


def render_about(edition: Edition, words: Words, *, looks: bool) -> str:
    """Return version, game build, days and origin of the facts; `looks` is whether newer ones are looked for."""
    version = words(text.VERSION, version=metadata.version("gw2optimizer"))
    rows = [
        words(text.BUILD, build=edition.game.build),
        _origin(edition, words),
        *_days(edition, words),
        words(text.NAMES, languages=_languages(edition, words)),
        words(text.LOOKS if looks else text.LOOKS_NOT),
    ]
    return "\n".join([f"## {words(text.ABOUT)}", version, f"### {words(text.FACTS)}", *(f"- {row}" for row in rows)])


def _origin(edition: Edition, words: Words) -> str:
    if edition.fetched is not None:
        at = edition.fetched.at
        return words(text.FETCHED, day=moment(at, "d"), ago=moment(at))
    days = sorted(map(date.fromisoformat, edition.game.dates.values()))
    return words(text.SHIPPED, first=_day(days[0]), last=_day(days[-1]), ago=_day(days[0], "R"))


def _days(edition: Edition, words: Words) -> list[str]:
    found = {name: date.fromisoformat(day) for name, day in edition.facts.dates.items()}
    return [words(sentence, day=_day(found[name])) for name, sentence in text.DAYS.items() if name in found]


def _day(day: date, style: Any = "d") -> str:
    """Return a day as Discord shows it: noon in UTC is that day for nearly everyone."""
    return moment(datetime.combine(day, time(12), UTC), style)


def _languages(edition: Edition, words: Words) -> str:
    fetched = (language for language, names in edition.translations.items() if names.skills)
    return words.list(words(text.LANGUAGES.get(language, language)) for language in ("en", *fetched))
