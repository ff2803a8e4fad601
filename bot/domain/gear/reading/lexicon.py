"""Every word and phrase that gear is told with, and what each may mean.

Names come from the equipment itself. What players say besides, and all French, comes as `Vocabulary` from a table of
`config/game`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import Equipment, Item, ItemKind
from bot.domain.gear.reading.spelling import Speller
from bot.domain.gear.reading.tokens import find_tokens


class Role(StrEnum):
    """What a phrase does in a text about gear."""

    STAT = "stat"
    RUNE = "rune"
    SIGIL = "sigil"
    RELIC = "relic"
    FOOD = "food"
    UTILITY = "utility"
    ATTRIBUTE = "attribute"
    WEAPON = "weapon"
    PLACE = "place"
    """A slot, or a group of slots."""
    KIND = "kind"
    """A word such as "runes", which says of what kind a name beside it is."""
    FULL = "full"
    REST = "rest"
    EXCEPT = "except"
    """A word such as "except": what follows is said of the places that it names, and of no others."""
    SET = "set"
    RARITY = "rarity"
    SILENT = "silent"
    """A word that means nothing by itself, such as "of"."""


NAMES: Final = frozenset({Role.STAT, Role.RUNE, Role.SIGIL, Role.RELIC, Role.FOOD, Role.UTILITY, Role.ATTRIBUTE})
ITEM_ROLES: Final = {kind: Role(kind.value) for kind in ItemKind}


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a phrase may mean."""

    role: Role
    id: int = 0
    """Of the combination, item or weapon type."""
    word: str = ""
    """Of roles without ids, which one: the kind, the place, the rarity or the attribute."""
    name: str = ""
    """The thing as the game calls it, to be shown."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the table of words adds. Keys are phrases as people write them."""

    words: Mapping[Role, Mapping[str, tuple[str, ...]]]
    """Phrases of roles without ids, by what they stand for."""
    names: Mapping[Role, Mapping[str, tuple[str, ...]]]
    """Further phrases for stats, items and weapons, by their English name in the equipment."""


class Lexicon:
    """Phrases by their words, and the words by their spelling."""

    def __init__(self, meanings: Mapping[tuple[str, ...], tuple[Meaning, ...]], silent: frozenset[str]) -> None:
        self.meanings = meanings
        self.silent = silent
        self.longest = max(map(len, meanings), default=0)
        self.beginnings = frozenset(phrase[:end] for phrase in meanings for end in range(1, len(phrase) + 1))
        self.speller = Speller({word for phrase in meanings for word in phrase} | silent)
        self.by_word: dict[str, list[Meaning]] = {}
        for phrase, found in meanings.items():
            for word in set(phrase):
                self.by_word.setdefault(word, []).extend(one for one in found if one.role in _PARTLY)

    @classmethod
    def build(
        cls, equipment: Equipment, game: GameData, vocabulary: Vocabulary, spoken: Iterable[Equipment] = ()
    ) -> Self:
        """Return the lexicon of everything there is. Words of things that do not exist (any more) are passed over.

        `spoken` is the same equipment in other languages: those names are understood too.
        """
        silent = frozenset(
            token.key
            for phrases in vocabulary.words.get(Role.SILENT, {}).values()
            for phrase in phrases
            for token in find_tokens(phrase)
        )
        found: dict[tuple[str, ...], dict[Meaning, None]] = {}
        phrases = (*_find_phrases(equipment, game, vocabulary), *_find_spoken(equipment, spoken))
        for text, meaning in phrases:
            phrase = tuple(token.key for token in find_tokens(text) if token.key not in silent)
            if phrase:
                found.setdefault(phrase, {})[meaning] = None
        return cls({phrase: tuple(meanings) for phrase, meanings in found.items()}, silent)

    def get_meanings(self, phrase: tuple[str, ...]) -> tuple[Meaning, ...]:
        """Return what a phrase may mean; empty if nothing."""
        return self.meanings.get(phrase, ())

    def find_partly(self, role: Role, words: Sequence[str]) -> tuple[Meaning, ...]:
        """Return what has all these words in its name, each perhaps misspelled; empty if there are no words."""
        found: set[Meaning] | None = None
        for word in words:
            near = {one for known in self.speller.find(word) for one in self.by_word.get(known, ()) if one.role is role}
            found = near if found is None else found & near
        return tuple(sorted(found or (), key=lambda one: (len(one.name), one.name)))


_PARTLY: Final = frozenset({Role.FOOD, Role.UTILITY})
"""Kinds whose long names people shorten to some of their words."""
_HEADS: Final = {
    ItemKind.RUNE: ("Superior Rune of the ", "Superior Rune of ", "Superior Rune "),
    ItemKind.SIGIL: ("Superior Sigil of the ", "Superior Sigil of ", "Superior Sigil "),
    ItemKind.RELIC: ("Relic of the ", "Relic of ", "Relic "),
}


def _find_phrases(equipment: Equipment, game: GameData, vocabulary: Vocabulary) -> Iterator[tuple[str, Meaning]]:
    for role, groups in vocabulary.words.items():
        if role is not Role.SILENT:
            for word, phrases in groups.items():
                name = Attribute(word).display if role is Role.ATTRIBUTE else ""
                yield from ((phrase, Meaning(role, word=word, name=name)) for phrase in phrases)
    for attribute in Attribute:
        yield attribute.display, Meaning(Role.ATTRIBUTE, word=attribute.value, name=attribute.display)
    for role, meanings in _named(equipment, game).items():
        spoken = vocabulary.names.get(role, {})
        for name, meaning in meanings.items():
            yield from ((phrase, meaning) for phrase in (_short(role, name), *spoken.get(name, ())))


def _find_spoken(equipment: Equipment, spoken: Iterable[Equipment]) -> Iterator[tuple[str, Meaning]]:
    """Yield whole names alone: how players of a language shorten them is told by the vocabulary."""
    for other in spoken:
        for number, one in other.combinations.items():
            yield one.name, Meaning(Role.STAT, number, name=equipment.combinations[number].name)
        for kind, items in other.items.items():
            for name, number in _once(items):
                yield name, Meaning(ITEM_ROLES[kind], number, name=equipment.items[kind][number].name)


def _named(equipment: Equipment, game: GameData) -> dict[Role, dict[str, Meaning]]:
    stats = ((one.name, one.id) for one in equipment.combinations.values())
    weapons = ((one.name, number) for number, one in game.weapons.items())
    found = {Role.STAT: _meanings(Role.STAT, stats), Role.WEAPON: _meanings(Role.WEAPON, weapons)}
    for kind, items in equipment.items.items():
        role = ITEM_ROLES[kind]
        found[role] = _meanings(role, _once(items))
    return found


def _once(items: Mapping[int, Item]) -> Iterator[tuple[str, int]]:
    return ((item.name, number) for number, item in items.items() if number == item.id)


def _meanings(role: Role, things: Iterable[tuple[str, int]]) -> dict[str, Meaning]:
    return {name: Meaning(role, number, name=name) for name, number in things}


def _short(role: Role, name: str) -> str:
    """Return a name without what all of its kind begin with."""
    for kind, heads in _HEADS.items():
        if ITEM_ROLES[kind] is role:
            head = next((head for head in heads if name.startswith(head)), "")
            return name[len(head) :]
    return name
