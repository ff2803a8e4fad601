"""Decides what the names in one clause are names of: a word beside them says it, a heading, or their company.

"Thief" is a rune and a relic; "relic of the thief" is one of them. A name that no word is beside is a combination of
attributes if there is one of that name, for nothing else is called by its bare name so often.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.gear.reading.atoms import Atom
from bot.domain.gear.reading.lexicon import Meaning, Role
from bot.domain.gear.reading.tokens import Token

KINDS = {
    "stat": Role.STAT,
    "rune": Role.RUNE,
    "sigil": Role.SIGIL,
    "relic": Role.RELIC,
    "food": Role.FOOD,
    "utility": Role.UTILITY,
    "infusion": Role.ATTRIBUTE,
}


@dataclass(slots=True)
class Choice:
    """What was made of a clause."""

    chosen: dict[Atom, Meaning] = field(default_factory=dict)
    unclear: dict[Atom, tuple[Meaning, ...]] = field(default_factory=dict)
    heading: Role | None = None
    """The kind that holds for the clauses after this one, on the same line."""


def choose(atoms: Sequence[Atom], tokens: Sequence[Token], heading: Role | None) -> Choice:
    """Return what each name in a clause is; `heading` is the kind that an earlier clause of the line announced."""
    spoken = [atom for atom in atoms if not atom.silent and atom.count is None]
    kinds = {atom: KINDS[kind.word] for atom in spoken if (kind := _kind(atom))}
    choice = Choice(heading=_heading(atoms, kinds, tokens) or (heading if not kinds else None))
    claimed: set[Atom] = set()
    bare: list[Atom] = []
    for place, atom in enumerate(spoken):
        if not atom.names or atom in kinds:
            continue
        for beside in _order(spoken, place, kinds, atoms):
            if meanings := _of(atom, kinds[beside]):
                claimed.add(beside)
                _settle(choice, atom, meanings)
                break
        else:
            if choice.heading and (meanings := _of(atom, choice.heading)):
                _settle(choice, atom, meanings)
            else:
                bare.append(atom)
    clean = not any(atom.is_unknown for atom in atoms)
    for atom in bare:
        place = spoken.index(atom)
        neighbors = {*spoken[max(place - 1, 0) : place], *spoken[place + 1 : place + 2]}
        if not any(one in kinds and kinds[one] is not Role.STAT for one in neighbors - claimed):
            _settle_bare(choice, atom, clean=clean)
    if any(atom.find(Role.WEAPON) for atom in atoms) and any(one.role is Role.SIGIL for one in choice.chosen.values()):
        choice.heading = choice.heading or Role.SIGIL
    return choice


def _kind(atom: Atom) -> Meaning | None:
    return atom.find(Role.KIND)


def _heading(atoms: Sequence[Atom], kinds: dict[Atom, Role], tokens: Sequence[Token]) -> Role | None:
    for atom in atoms:
        if atom in kinds and atom.end < len(tokens) and ":" in tokens[atom.end].before:
            return kinds[atom]
    return None


def _order(spoken: Sequence[Atom], place: int, kinds: dict[Atom, Role], atoms: Sequence[Atom]) -> list[Atom]:
    """Return the kinds' words that may say what the name at `place` is, the likeliest first.

    "Scholar runes", but "rune of the Scholar": a silent word between makes the one before the likelier.
    """
    atom = spoken[place]
    before = [one for one in spoken[max(place - 1, 0) : place] if one in kinds]
    after = [one for one in spoken[place + 1 : place + 2] if one in kinds]
    joined = bool(before) and atoms[atoms.index(atom) - 1].silent
    near = [*before, *after] if joined else [*after, *before]
    if atom.find(Role.STAT):
        return near
    far = sorted(kinds, key=lambda one: abs(spoken.index(one) - place))
    return [*near, *(one for one in far if one not in near)]


def _of(atom: Atom, role: Role) -> tuple[Meaning, ...]:
    return tuple(one for one in atom.names if one.role is role)


def _settle(choice: Choice, atom: Atom, meanings: tuple[Meaning, ...]) -> None:
    if len(meanings) == 1:
        choice.chosen[atom] = meanings[0]
    else:
        choice.unclear[atom] = meanings


def _settle_bare(choice: Choice, atom: Atom, *, clean: bool) -> None:
    """Settle a name that no word is beside. A single word in the midst of unknown ones may be just a word."""
    if stats := _of(atom, Role.STAT):
        _settle(choice, atom, stats)
        return
    meanings = tuple(one for one in atom.names if one.role is not Role.ATTRIBUTE)
    if not meanings or not atom.exact or not (clean or atom.end - atom.start > 1):
        return
    company = {one.role for one in choice.chosen.values()} & {one.role for one in meanings}
    _settle(choice, atom, tuple(one for one in meanings if one.role in company) if len(company) == 1 else meanings)
