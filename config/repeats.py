"""The words for what recurs, from `config/repeats.toml` and CLDR, checked before they are relied on."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Annotated, Any

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field

from bot.domain.when.recurring import Beat, RepeatWords, Said
from bot.domain.when.words import phrase_key

FILE = "repeats.toml"

Phrases = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=40)], ...], Field(min_length=1)]


class _Language(BaseModel):
    """One language as it stands in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    every: Phrases
    other: Phrases
    week: Phrases
    month: Phrases
    weekly: Phrases
    fortnight: Phrases
    monthly: Phrases
    last: Phrases
    filler: Phrases
    numbers: Annotated[tuple[Phrases, ...], Field(min_length=5, max_length=5)]
    plural: bool


@cache
def load_repeat_words() -> tuple[RepeatWords, ...]:
    """Return the words of every language; raises ValueError, which says what is wrong with the file."""
    return parse_repeat_words(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def parse_repeat_words(text: str) -> tuple[RepeatWords, ...]:
    """Read the words from TOML; raises ValueError for a language in which something cannot be said."""
    document: dict[str, dict[str, Any]] = tomllib.loads(text)
    if not document:
        raise ValueError(f"{FILE}: no language")
    return tuple(_words(code, _Language.model_validate(table)) for code, table in document.items())


def _words(code: str, language: _Language) -> RepeatWords:
    phrases = {phrase_key(name): Said(Beat.WEEKDAY, number) for name, number in _weekdays(code, plural=language.plural)}
    for beat in (Beat.EVERY, Beat.OTHER, Beat.WEEK, Beat.MONTH, Beat.WEEKLY, Beat.FORTNIGHT, Beat.MONTHLY, Beat.LAST):
        phrases |= {phrase_key(phrase): Said(beat) for phrase in getattr(language, beat.value)}
    phrases |= {phrase_key(phrase): Said(Beat.FILLER) for phrase in language.filler}
    for number, said in enumerate(language.numbers, 1):
        phrases |= {phrase_key(phrase): Said(Beat.NUMBER, number) for phrase in said}
    return RepeatWords(phrases, longest=max(key.count(" ") + 1 for key in phrases))


def _weekdays(code: str, *, plural: bool) -> Iterator[tuple[str, int]]:
    for widths in Locale.parse(code).days.values():
        for width, said in widths.items():
            for number, name in said.items() if width != "narrow" else ():
                yield name, number
                if plural and width == "wide":
                    yield f"{name}s", number
