"""Every word that a person reads goes through a `Words`: the translations of one language, with formatting.

Which language: the reader's for what only they see, the one they chose or else that of their Discord; the guild's
for what all see. It is decided here for every answer, and for every message to one person. Texts are written in
English in the features' `text.py`; other languages stand in `cogs/locales/<language>/LC_MESSAGES/bot.po`. A text
without a translation is shown in English. The catalogs are read once, at the first use.
"""

import gettext
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal

import discord
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.domain.ids import UserId
from cogs.ui.people import Interaction, guild_rules, taste

if TYPE_CHECKING:
    from bot.app import Bot

SOURCE_LANGUAGE = "en"
LANGUAGES = ("en", "fr")
"""Languages with a complete catalog; the first is the one that the texts are written in."""


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark `message` for translation without translating it yet."""
    return message


_CLAUSES = N_("; ")
_UNBROKEN = {"fr": re.compile(r"(?<=«) | (?=[;:!?»%])")}
"""Spaces at which a line must not end, by language. Such a space becomes U+00A0, which every font has."""

LANGUAGE_NAMES = {"en": N_("English"), "fr": N_("French")}


class Words:
    """The words of one language: call it with an English text and the values to fill in."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalog = _catalog(language)

    def __call__(self, message: str, /, **values: object) -> str:
        """Return `message` in this language with `{name}` replaced by the values given, fractions as it writes them."""
        text = self._catalog.gettext(message)
        return text.format(**{name: self._written(value) for name, value in values.items()}) if values else text

    def n(self, one: str, many: str, count: int, /, **values: object) -> str:
        """Return the form that goes with `count`, which is filled in as `{count}`."""
        return self._catalog.ngettext(one, many, count).format(count=count, **values)

    def named(self, message: str, context: str) -> str | None:
        """Return the translation of `message` in `context`, or None where there is none."""
        text = self._catalog.pgettext(context, message)
        return None if text == message and self.language != SOURCE_LANGUAGE else text

    def list(self, items: Iterable[str], *, style: Literal["standard", "or"] = "standard") -> str:
        """Return "a, b and c" (or "a, b or c") as this language writes it."""
        return format_list(list(items), style=style, locale=self.language)

    def clauses(self, items: Iterable[str]) -> str:
        """Return "a; b; c" as this language writes it."""
        return self(_CLAUSES).join(items)

    def _written(self, value: object) -> object:
        return format_decimal(value, "0.##", locale=self.language) if isinstance(value, float) else value


def reader(interaction: discord.Interaction[Any]) -> Words:
    """Return the words for what only the person who acts will see."""
    return words_for(_reader_locale(interaction))


def listed_words(interaction: discord.Interaction[Any]) -> Words:
    """Return the words in which Discord lists the commands to the person who acts, whatever we answer in."""
    return words_for(str(interaction.locale))


def addressed(bot: "Bot", user: int, otherwise: str) -> Words:
    """Return the words for a message to one person; `otherwise` is the language of whoever never chose one."""
    return words_for(bot.services.tastes.get(UserId(user)).language or otherwise)


def audience(interaction: Interaction) -> Words:
    """Return the words for what everyone in the channel will see."""
    return words_for(audience_locale(interaction))


def audience_locale(interaction: Interaction) -> str:
    """Return the language of what everyone there sees, as its admins or Discord say."""
    return guild_rules(interaction).language or str(interaction.guild_locale or _reader_locale(interaction))


def _reader_locale(interaction: Interaction) -> str:
    return taste(interaction).language or str(interaction.locale)


@cache
def words_for(locale: str) -> Words:
    """Return the words for Discord's `locale` ("fr", "en-US", ...), English where the language is not ours."""
    language = locale.split("-", 1)[0]
    return Words(language if language in LANGUAGES else SOURCE_LANGUAGE)


def moment(when: datetime, style: Literal["R", "d", "f", "F"] = "R") -> str:
    """Return a time that Discord shows in each reader's own zone and language."""
    return discord.utils.format_dt(when, style)


@cache
def _catalog(language: str) -> gettext.NullTranslations:
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()
    source = resources.files("cogs").joinpath("locales", language, "LC_MESSAGES", "bot.po")
    with source.open("rb") as text:
        catalog = read_po(text, locale=language)
    if language in _UNBROKEN:
        for message in catalog:
            message.string = _unbroken(message.string or "", _UNBROKEN[language])
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _unbroken(said: str | Sequence[str], spaces: re.Pattern[str]) -> str | tuple[str, ...]:
    if isinstance(said, str):
        return spaces.sub("\N{NO-BREAK SPACE}", said)
    return tuple(spaces.sub("\N{NO-BREAK SPACE}", form) for form in said)
