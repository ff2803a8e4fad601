"""The words that times are written with, from `config/when.toml` and CLDR, checked before they are relied on."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Any

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.when.words import Meaning, Sense, TimeWords, phrase_key

FILE = "when.toml"
_NAMED = (Meaning.WEEKDAY, Meaning.MONTH)
"""What CLDR has the names of."""

Phrases = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=40)], ...], Field(min_length=1)]
_PHRASES = TypeAdapter(dict[Meaning, Phrases])


class _Habits(BaseModel):
    """How a language writes dates and clocks."""

    model_config = ConfigDict(frozen=True)

    month_first: bool
    twelve_hours: bool


@cache
def load_time_words() -> tuple[TimeWords, ...]:
    """Return the words of every language; raises ValueError, which says what is wrong with the file."""
    return parse_time_words(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_time_words(text: str) -> tuple[TimeWords, ...]:
    """Read the words from TOML; raises ValueError for a language in which something cannot be said."""
    document: dict[str, dict[str, Any]] = tomllib.loads(text)
    if not document:
        raise ValueError(f"{FILE}: no language")
    return tuple(_language(code, dict(table)) for code, table in document.items())


def _language(code: str, table: dict[str, Any]) -> TimeWords:
    habits = _Habits.model_validate({name: table.pop(name, None) for name in _Habits.model_fields})
    phrases = _PHRASES.validate_python(table)
    missing = set(Meaning) - set(phrases) - set(_NAMED)
    if missing or set(phrases) & set(_NAMED):
        raise ValueError(f"{FILE}: {code}: without words, or with words that CLDR has: {sorted(missing)}")
    senses: dict[str, set[Sense]] = defaultdict(set)
    for phrase, sense in (*_named(code), *((text, Sense(said)) for said, texts in phrases.items() for text in texts)):
        senses[phrase_key(phrase)].add(sense)
    return TimeWords(
        senses=MappingProxyType({key: frozenset(found) for key, found in senses.items()}),
        month_first=habits.month_first,
        twelve_hours=habits.twelve_hours,
        longest=max(key.count(" ") + 1 for key in senses),
    )


def _named(code: str) -> Iterator[tuple[str, Sense]]:
    """Yield the names of weekdays and months, in every width but the single letters."""
    locale = Locale.parse(code)
    for meaning, names in ((Meaning.WEEKDAY, locale.days), (Meaning.MONTH, locale.months)):
        for widths in names.values():
            for width, said in widths.items():
                if width != "narrow":
                    yield from ((name, Sense(meaning, number)) for number, name in said.items())
