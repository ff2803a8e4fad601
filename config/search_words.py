"""The words that builds are searched with, read from `config/game/search_words.toml` and checked.

Words for stats and weapons are those that gear is told with: they stand in `gear_words.toml` alone.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from bot.domain.gear.reading.lexicon import Role, Vocabulary
from bot.domain.search.lexicon import SearchWords, Synonym
from bot.domain.search.terms import Facet, words_of

FILE = "game/search_words.toml"

_OF_GEAR = {Facet.STAT: Role.STAT, Facet.WEAPON: Role.WEAPON}


def _check_phrase(text: str) -> str:
    if not words_of(text):
        raise ValueError(f"{text!r} has no word")
    return text


Phrase = Annotated[str, Field(max_length=60), AfterValidator(_check_phrase)]
Phrases = Annotated[tuple[Phrase, ...], Field(min_length=1)]


class Entry(BaseModel):
    """Phrases for one value, or for several between which they leave open."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facet: Annotated[str, Field(pattern="^(profession|elite|role|supply|mode)$")]
    of: Annotated[tuple[str, ...], Field(min_length=1)]
    words: Phrases
    source: Annotated[str, Field(min_length=10)]
    checked: date

    def to_synonym(self) -> Synonym:
        """Return the entry as the domain has it."""
        return Synonym(Facet[self.facet.upper()], self.of, self.words)


class Silent(BaseModel):
    """Words that ask for nothing by themselves."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Phrases
    source: Annotated[str, Field(min_length=10)]
    checked: date


def load_search_words(gear: Vocabulary) -> SearchWords:
    """Return the words, with those of `gear`; raises ValueError, which says what is wrong with the file."""
    return _with_gear(_load_own(), gear)


def parse_search_words(text: str, gear: Vocabulary) -> SearchWords:
    """Read the words from TOML; raises ValueError for an entry that is incomplete."""
    return _with_gear(_parse_own(text), gear)


@cache
def _load_own() -> SearchWords:
    return _parse_own(resources.files("config").joinpath(FILE).read_text(encoding="utf-8"))


def _parse_own(text: str) -> SearchWords:
    document: dict[str, Any] = tomllib.loads(text)
    entries = TypeAdapter(list[Entry]).validate_python(document.get("entry", []))
    silent = Silent.model_validate(document.get("silent", {}))
    return SearchWords(tuple(entry.to_synonym() for entry in entries), frozenset(silent.words))


def _with_gear(own: SearchWords, gear: Vocabulary) -> SearchWords:
    return replace(own, synonyms=(*own.synonyms, *_of_gear(gear)))


def _of_gear(gear: Vocabulary) -> Iterator[Synonym]:
    for facet, role in _OF_GEAR.items():
        for name, words in gear.names.get(role, {}).items():
            yield Synonym(facet, (name,), words)
