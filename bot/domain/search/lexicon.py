"""What words of a search mean in the game: names of professions, weapons, boons and so on, in several languages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.names import name_key
from bot.domain.professions import Profession
from bot.domain.search.spelling import first_letters, pick_nearest
from bot.domain.search.terms import Facet, slug_of, value_of, words_of
from bot.domain.supplies.kinds import WORDS

Phrase = tuple[str, ...]

_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu)['\u2019](?=\w)")
"""French articles and pronouns that lean on the next word."""
_SLIPPED = 2
"""Rank of a phrase that is near only."""


@dataclass(frozen=True, slots=True)
class Synonym:
    """Further phrases for values of one facet; several values where the phrase leaves open which."""

    facet: Facet
    of: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What tables add to the game's own names."""

    synonyms: tuple[Synonym, ...] = ()
    silent: frozenset[str] = frozenset()
    """Words that ask for nothing by themselves, such as "with"."""


def asked_words(text: str) -> tuple[str, ...]:
    """Return the words of a text that asks for something, without French articles that lean on a word."""
    return words_of(_ELISION.sub("", name_key(text)))


class Lexicon:
    """Phrases by their words."""

    def __init__(
        self,
        phrases: Mapping[Phrase, frozenset[str]],
        values: Mapping[Facet, Mapping[str, str]],
        silent: frozenset[str] = frozenset(),
    ) -> None:
        self.values = values
        """By facet the English name of every value."""
        self.silent = silent
        self.longest: Final = max(map(len, phrases), default=1)
        self._phrases = phrases
        self._joined: dict[str, frozenset[str]] = {}
        for phrase, terms in phrases.items():
            joined = "".join(phrase)
            self._joined[joined] = self._joined.get(joined, frozenset()) | terms

    @classmethod
    def build(cls, game: GameData, stats: Iterable[str], roles: Iterable[str], words: SearchWords) -> Self:
        """Return the lexicon of everything there is. Raises ValueError for a word of a value that does not exist."""
        values: dict[Facet, dict[str, str]] = {facet: {} for facet in Facet}
        for facet, name in _find_values(game, stats, roles):
            values[facet].setdefault(slug_of(name), name)
        silent = frozenset(word for phrase in words.silent for word in words_of(phrase))
        phrases: dict[Phrase, set[str]] = {}
        for text, terms in _find_phrases(values, words.synonyms):
            phrase = tuple(word for word in asked_words(text) if word not in silent)
            phrases.setdefault(phrase, set()).update(terms)
        return cls({phrase: frozenset(terms) for phrase, terms in phrases.items()}, values, silent)

    def find(self, words: Sequence[str]) -> frozenset[str]:
        """Return the terms that words mean, also where they are written apart or as one; empty if none."""
        return self._phrases.get(tuple(words)) or self._joined.get("".join(words), frozenset())

    def find_near(self, words: Sequence[str]) -> tuple[frozenset[str], int]:
        """Return what misspelled words may mean, by the phrases with the fewest slips, and how many those are."""
        typed = "".join(words)
        near, slips = pick_nearest(typed, (known for known in self._joined if known[0] in first_letters(typed)))
        return frozenset[str]().union(*(self._joined[known] for known in near)), slips

    def find_beginning(self, word: str, limit: int) -> frozenset[str]:
        """Return the terms of phrases that begin with `word`, the shortest `limit` of them: of what is half typed."""
        longer = sorted((known for known in self._joined if known.startswith(word)), key=len)[:limit]
        return frozenset[str]().union(*(self._joined[known] for known in longer))

    def find_value(self, facet: Facet, text: str) -> str | None:
        """Return the one value of `facet` that a text names, perhaps misspelled; None if it names none or several."""
        typed = words_of(text)
        if slug_of(text) in self.values[facet]:
            return slug_of(text)
        meant = self.find(typed) or self.find_near(typed)[0]
        named = {value_of(term) for term in meant if term.startswith(facet)}
        return named.pop() if len(named) == 1 else None

    def suggest(self, facet: Facet, text: str) -> list[str]:
        """Return the values whose names or synonyms hold what was typed, those that begin with it first."""
        typed = "".join(words_of(text))
        ranks: dict[str, int] = {}
        for joined, terms in self._joined.items():
            rank = _rank(typed, joined)
            for value in (value_of(term) for term in terms if rank is not None and term.startswith(facet)):
                ranks[value] = min(ranks.get(value, _SLIPPED), rank or 0)
        best = min(ranks.values(), default=0)
        return sorted(
            (value for value in ranks if ranks[value] < _SLIPPED or best == _SLIPPED),
            key=lambda value: (ranks[value], value),
        )


def _find_values(game: GameData, stats: Iterable[str], roles: Iterable[str]) -> Iterator[tuple[Facet, str]]:
    yield from ((Facet.PROFESSION, profession.display) for profession in Profession)
    yield from ((Facet.ELITE, line.name) for line in game.specializations.values() if line.elite)
    yield from ((Facet.MODE, mode.value) for mode in GameMode)
    yield from ((Facet.WEAPON, weapon.name) for weapon in game.weapons.values())
    yield from ((Facet.SUPPLY, name) for _, name in WORDS.values())
    yield from ((Facet.STAT, name) for name in stats)
    yield from ((Facet.ROLE, role) for role in roles)


def _find_phrases(
    values: Mapping[Facet, Mapping[str, str]], synonyms: Iterable[Synonym]
) -> Iterator[tuple[str, set[str]]]:
    for facet, named in values.items():
        yield from ((name, {facet.term(slug)}) for slug, name in named.items())
    for synonym in synonyms:
        terms = {synonym.facet.term(_known(name, synonym.facet, values)) for name in synonym.of}
        yield from ((phrase, terms) for phrase in synonym.words)


def _rank(typed: str, joined: str) -> int | None:
    """Return how well what was typed so far goes with a phrase, 0 being best; None if it does not."""
    if joined.startswith(typed):
        return 0
    if typed in joined:
        return 1
    return _SLIPPED if pick_nearest(typed, (joined[: len(typed)],))[0] else None


def _known(name: str, facet: Facet, values: Mapping[Facet, Mapping[str, str]]) -> str:
    if slug_of(name) not in values[facet]:
        raise ValueError(f"no {facet.name.lower()} is called {name!r}")
    return slug_of(name)
