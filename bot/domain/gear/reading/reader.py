"""Reads a text about gear and accounts for every word of it: understood, unclear, or not understood.

Nothing is filled in. Of what may mean several things the meanings are told, and of what nobody knows the very words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from bot.domain.gamedata import GameData
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.reading.assembly import Assembly
from bot.domain.gear.reading.atoms import Atom, find_clauses
from bot.domain.gear.reading.choices import Choice, choose
from bot.domain.gear.reading.clauses import Clause, choose_partly, place_clause, read_marks
from bot.domain.gear.reading.lexicon import Lexicon, Role
from bot.domain.gear.reading.tokens import Gap, Token, find_tokens


class Doubt(StrEnum):
    """What is unclear; the value is a stable name that words can be looked up by."""

    MEANING = "meaning"
    """The words may mean several things, the candidates."""
    WHICH = "which"
    """Several things, the candidates, were said of one place."""
    WHERE = "where"
    """It was not said in which slots."""
    COUNT = "count"
    """It was not said how many."""


@dataclass(frozen=True, slots=True)
class Span:
    """A part of the text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A part of the text that does not say enough."""

    span: Span
    doubt: Doubt
    candidates: tuple[str, ...]
    """What it may mean, by the game's names; at most MOST_CANDIDATES."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. Each of its words is in just one of the three lists."""

    gear: Gear
    understood: tuple[Span, ...]
    unclear: tuple[Unclear, ...]
    unread: tuple[Span, ...]


MOST_CANDIDATES: Final = 5


@dataclass(slots=True)
class _Account:
    """What became of each word."""

    read: set[int] = field(default_factory=set)
    doubts: dict[Atom, tuple[Doubt, tuple[str, ...]]] = field(default_factory=dict)

    def doubt(self, atom: Atom, doubt: Doubt, names: Sequence[str]) -> None:
        self.doubts.setdefault(atom, (doubt, tuple(dict.fromkeys(names))[:MOST_CANDIDATES]))
        self.read.difference_update(range(atom.start, atom.end))


class GearReader:
    """Reads texts with one lexicon."""

    def __init__(self, lexicon: Lexicon, game: GameData, infusion_slots: int) -> None:
        self._lexicon = lexicon
        self._infusion_slots = infusion_slots
        flags: dict[int, set[str]] = {number: set() for number in game.weapons}
        numbers = {weapon.name: number for number, weapon in game.weapons.items()}
        for facts in game.professions.values():
            for name, use in facts.weapons.items():
                if name in numbers:
                    flags[numbers[name]].update(use.flags)
        self._two_handed = frozenset(number for number, found in flags.items() if "TwoHand" in found)
        self._only = {
            number: int("Mainhand" not in found)
            for number, found in flags.items()
            if number not in self._two_handed and len(found & {"Mainhand", "Offhand"}) == 1
        }

    def read(self, text: str, sets: Sequence[WeaponSet] = ()) -> Reading:
        """Read a text. `sets` are the weapon sets of a build code where they are known: then no others are read."""
        tokens = find_tokens(text)
        assembly = Assembly(self._two_handed, self._only)
        for number, held in enumerate(sets):
            assembly.weapons |= {(number, hand): one for hand, one in enumerate(held.weapons) if one}
        assembly.fixed = bool(assembly.weapons)
        account = _Account()
        line = Clause()
        for atoms in find_clauses(tokens, self._lexicon):
            if tokens[atoms[0].start].gap is Gap.LINE:
                line = Clause()
            choice = choose(atoms, tokens, line.heading)
            choose_partly(atoms, tokens, choice, self._lexicon)
            line = self._place(atoms, choice, line, assembly, account)
            line.announced |= _announces(atoms, tokens)
        for said in assembly.find_contested():
            for atom in said:
                account.doubt(atom, Doubt.WHICH, [one.name for one in said.values()])
        return self._report(text, tokens, assembly, account)

    def _place(
        self, atoms: Sequence[Atom], choice: Choice, line: Clause, assembly: Assembly, account: _Account
    ) -> Clause:
        placed = place_clause(atoms, choice, line, assembly, self._infusion_slots)
        read_marks(atoms, choice, placed, assembly)
        account.read.update(place for atom in placed.read for place in range(atom.start, atom.end))
        for atom, meanings in choice.unclear.items():
            account.doubt(atom, Doubt.MEANING, [one.name for one in meanings])
        for atom, name in placed.homeless.items():
            account.doubt(atom, Doubt.WHERE, [name])
        for atom, name in placed.uncounted.items():
            account.doubt(atom, Doubt.COUNT, [name])
        self._settle_silent(atoms, account)
        return placed

    @staticmethod
    def _settle_silent(atoms: Sequence[Atom], account: _Account) -> None:
        """Let words that mean nothing by themselves go with the word before them, or else with the one after."""
        known = {place for atom in account.doubts for place in range(atom.start, atom.end)} | account.read
        for neighbors in (atoms, tuple(reversed(atoms))):
            last: Atom | None = None
            for atom in neighbors:
                if atom.silent and last and last.start in account.read and atom.start not in known:
                    account.read.update(range(atom.start, atom.end))
                last = atom

    @staticmethod
    def _report(text: str, tokens: Sequence[Token], assembly: Assembly, account: _Account) -> Reading:
        doubtful = {place for atom in account.doubts for place in range(atom.start, atom.end)}
        unread = [place for place in range(len(tokens)) if place not in account.read | doubtful]
        unclear = [
            Unclear(_span(text, tokens[atom.start], tokens[atom.end - 1]), *doubt)
            for atom, doubt in sorted(account.doubts.items(), key=lambda pair: pair[0].start)
        ]
        return Reading(
            gear=assembly.to_gear(),
            understood=_spans(text, tokens, sorted(account.read - doubtful)),
            unclear=tuple(unclear),
            unread=_spans(text, tokens, unread),
        )


def _announces(atoms: Sequence[Atom], tokens: Sequence[Token]) -> bool:
    """Tell whether a colon follows a slot."""
    ends = [atom.end for atom in atoms if atom.find(Role.PLACE)]
    return any(":" in tokens[end].before for end in ends if end < len(tokens))


def _spans(text: str, tokens: Sequence[Token], places: Sequence[int]) -> tuple[Span, ...]:
    """Return the words in these places, those of one clause that follow each other as one."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place and tokens[place].gap is Gap.NONE:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(_span(text, tokens[start], tokens[end - 1]) for start, end in found)


def _span(text: str, first: Token, last: Token) -> Span:
    return Span(first.start, last.end, text[first.start : last.end])
