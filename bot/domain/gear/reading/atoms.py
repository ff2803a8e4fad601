"""Finds the phrases of the lexicon among the words of a text, the longest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.gear.reading.lexicon import NAMES, Lexicon, Meaning, Role
from bot.domain.gear.reading.tokens import Gap, Token, get_count

_MOST_SPELLINGS = 4
"""How many readings of one phrase are followed."""
_LONGEST_CLAUSE = 60
"""Atoms; what goes on for longer is parted, so that work grows with the text and not faster."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A phrase, a number, or a word that means nothing by itself or to nobody."""

    start: int
    """The first of its tokens, and the one after its last."""
    end: int
    meanings: tuple[Meaning, ...] = ()
    count: int | None = None
    silent: bool = False
    exact: bool = True
    """Whether it was spelled right."""

    @property
    def is_unknown(self) -> bool:
        """Tell whether nobody knows what it is."""
        return not self.meanings and self.count is None and not self.silent

    def find(self, role: Role) -> Meaning | None:
        """Return what it means in this role."""
        return next((one for one in self.meanings if one.role is role), None)

    @property
    def names(self) -> tuple[Meaning, ...]:
        """Return what it may name."""
        return tuple(one for one in self.meanings if one.role in NAMES)


def find_clauses(tokens: Sequence[Token], lexicon: Lexicon) -> list[list[Atom]]:
    """Return the atoms of a text by clause; together they have every token once."""
    clauses: list[list[Atom]] = []
    place = 0
    while place < len(tokens):
        atom = _read(tokens, place, lexicon)
        apart = tokens[place].gap is not Gap.NONE or atom.find(Role.EXCEPT) is not None
        if not clauses or apart or len(clauses[-1]) == _LONGEST_CLAUSE:
            clauses.append([])
        clauses[-1].append(atom)
        place = atom.end
    return clauses


def _read(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Atom:
    token = tokens[place]
    if token.key in lexicon.silent:
        return Atom(place, place + 1, silent=True)
    if found := _find_phrase(tokens, place, lexicon):
        return found
    count = get_count(token.key)
    if count is None:
        return Atom(place, place + 1)
    bonus = token.before.endswith("+")
    return Atom(place, place + 1, count=None if bonus else count, silent=bonus)


def _find_phrase(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> Atom | None:
    best: Atom | None = None
    partial: list[tuple[str, ...]] = [()]
    for end in range(place, len(tokens)):
        token = tokens[end]
        if end > place and token.gap is not Gap.NONE:
            break
        if token.key in lexicon.silent:
            continue
        spellings = lexicon.speller.find(token.key)
        longer = [(*phrase, word) for phrase in partial for word in spellings]
        partial = [phrase for phrase in longer if phrase in lexicon.beginnings][:_MOST_SPELLINGS]
        if not partial:
            break
        meanings = dict.fromkeys(one for phrase in partial for one in lexicon.get_meanings(phrase))
        if meanings:
            keys = tuple(one.key for one in tokens[place : end + 1] if one.key not in lexicon.silent)
            best = Atom(place, end + 1, tuple(meanings), exact=keys in partial)
    return best
