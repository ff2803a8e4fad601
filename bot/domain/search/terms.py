"""What a build is found by: terms, such as `e:firebrand`, `s:alacrity` or `x:roamer`.

A term is a facet's letter and a value. Values of the game are slugs of its English names, whatever language somebody
reads; words are those of name, tags and notes without case and accents. Terms are stored, so a change of what is made
here needs another SCHEME: then all builds are described anew.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final

from bot.domain.builds import Build
from bot.domain.edition import Edition
from bot.domain.gamedata import GameData
from bot.domain.giving import Giving
from bot.domain.ids import UserId
from bot.domain.names import name_key
from bot.domain.roles import RoleRules
from bot.domain.supplies.kinds import HOSTILE, Kind, To
from bot.domain.titles import elite_of

SCHEME: Final = 3
WORD_LIMIT: Final = 40
"""Characters of a word; what is longer is cut, in builds and in what is asked for alike."""

_WORD = re.compile(r"[^\W_]+|[^\w\s]")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")


class Facet(StrEnum):
    """What a term tells of; the value is the letter that its terms begin with."""

    PROFESSION = "p"
    ELITE = "e"
    ROLE = "r"
    SUPPLY = "s"
    MODE = "m"
    STAT = "t"
    WEAPON = "w"
    AUTHOR = "a"
    WORD = "x"

    def term(self, value: str) -> str:
        """Return the term of a value."""
        return f"{self}:{value}"


NO_MODE: Final = "any"
"""Stands where other builds have a mode: in that of a build for all of them, and for one to search in all."""


def value_of(term: str) -> str:
    """Return a term without its facet."""
    return term[2:]


def facet_of(term: str) -> Facet:
    """Return what a term tells of."""
    return Facet(term[0])


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, comparable with each other: letters and digits, and single symbols.

    An emoji is a word; punctuation is none. "Berserker's" is the word "berserker".
    """
    parts = _WORD.findall(_POSSESSIVE.sub("", name_key(text)))
    return tuple(part[:WORD_LIMIT] for part in parts if part[0].isalnum() or unicodedata.category(part)[0] == "S")


def slug_of(name: str) -> str:
    """Return a name of the game as a term's value."""
    return "-".join(words_of(name))


def author_term(user: UserId) -> str:
    """Return the term of a build's owner."""
    return Facet.AUTHOR.term(str(user))


def edition_mark(edition: Edition) -> str:
    """Return which facts terms were made from; the mark of newer ones sorts after it."""
    build, at = edition.rank
    return f"{SCHEME:03}.{build:010}.{int(at):012}"


def find_terms(build: Build, giving: Giving, stats: Iterable[str], game: GameData, roles: RoleRules) -> frozenset[str]:
    """Return all terms of a build; `stats` are the names of the combinations that it wears.

    What its author declares stands in place of the roles that are suggested, and a declared role gives what it holds.
    """
    elite = elite_of(build.template, game)
    declared = build.roles
    found = [
        author_term(build.owner),
        Facet.PROFESSION.term(slug_of(build.template.profession.display)),
        *(Facet.ELITE.term(slug_of(line.name)) for line in (elite,) if line),
        Facet.MODE.term(build.mode or NO_MODE),
        *(Facet.ROLE.term(role) for role in declared or giving.roles),
        *(Facet.SUPPLY.term(value) for value in _supplies(giving)),
        *(Facet.SUPPLY.term(boon) for rule in roles.roles if rule.id in declared for boon in rule.holds),
        *(Facet.STAT.term(slug_of(name)) for name in stats),
        *(Facet.WEAPON.term(slug_of(name)) for name in _weapons(build, game)),
    ]
    texts = (build.name, *build.tags, build.notes)
    return frozenset((*found, *(Facet.WORD.term(word) for text in texts for word in words_of(text))))


def _supplies(giving: Giving) -> Iterator[str]:
    """Boons are those that it holds: nearly every build gives a little of most."""
    yield from giving.held
    for supply in giving.supplies:
        if supply.kind is not Kind.BOON and (supply.to is To.ALLIES or supply.kind in HOSTILE):
            yield slug_of(supply.name)


def _weapons(build: Build, game: GameData) -> Iterator[str]:
    worn = (weapon for held in build.gear.sets for weapon in held.weapons) if build.gear else ()
    for number in (*build.template.weapons, *worn):
        if number in game.weapons:
            yield game.weapons[number].name
