"""Takes free text apart: "alac mirage staff" asks for a boon, a specialization and a weapon.

The longest phrases that the game knows come first, written as they are or as one word ("fire brand"). What is left is
looked for in names, tags and notes; whoever knows which words occur there fills that in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.domain.search.lexicon import Lexicon, asked_words
from bot.domain.search.query import Condition
from bot.domain.search.request import TEXT_LIMIT, Request
from bot.domain.search.terms import NO_MODE, Facet, author_term, facet_of

PARTS_LIMIT = 12
"""Conditions of one search; more words than these nobody means."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of the text that belong together."""

    words: tuple[str, ...]
    terms: frozenset[str]
    """What they mean in the game; empty for words that the game does not know."""

    @property
    def typed(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    def to_condition(self) -> Condition:
        """Return the condition for words that mean something, or that a name may hold as they stand."""
        joined = Facet.WORD.term("".join(self.words))
        return Condition(self.terms | {joined}, typed=self.typed)


def read_text(text: str, lexicon: Lexicon) -> tuple[Part, ...]:
    """Return the parts of a text, each once; empty where it has no letter, digit or symbol."""
    words = asked_words(text[:TEXT_LIMIT])
    telling = [word for word in words if word not in lexicon.silent] or list(words)
    parts = {part.words: part for part in _find_parts(telling, lexicon)}
    return tuple(parts.values())[:PARTS_LIMIT]


def read_options(request: Request) -> Iterator[Condition]:
    """Return a condition for each closed set of which something was chosen; values are taken as they are."""
    for facet, value in request.get_options().items():
        yield Condition(frozenset((facet.term(value),)))
    if request.author is not None:
        yield Condition(frozenset((author_term(request.author),)))


def read_usual_mode(request: Request, conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Return the condition for the mode that is usually meant, unless one of `conditions` asks for a mode."""
    asked = (term for condition in conditions for term in condition.terms)
    if request.usual_mode and all(facet_of(term) is not Facet.MODE for term in asked):
        yield Condition(frozenset(map(Facet.MODE.term, (request.usual_mode, NO_MODE))))


def _find_parts(words: Sequence[str], lexicon: Lexicon) -> Iterator[Part]:
    at = 0
    while at < len(words):
        for length in range(min(lexicon.longest, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + length])
            terms = lexicon.find(phrase)
            if terms or length == 1:
                yield Part(phrase, terms)
                at += length
                break
