"""Places what one clause says, and remembers what holds for the next clauses of the line."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.reading.assembly import SPOTS, Assembly, Claims, Spot
from bot.domain.gear.reading.atoms import Atom
from bot.domain.gear.reading.choices import Choice
from bot.domain.gear.reading.lexicon import Lexicon, Meaning, Role
from bot.domain.gear.reading.places import GROUPS, HAND_PLACES, PAIRS, PLACES, WEAPONS
from bot.domain.gear.reading.tokens import Token
from bot.domain.gear.slots import Rarity

_ITEMS: Final = frozenset({Role.RUNE, Role.RELIC, Role.FOOD, Role.UTILITY})
_PARTLY: Final = frozenset({Role.FOOD, Role.UTILITY})
_MARKS: Final = frozenset({Role.FULL, Role.REST, Role.EXCEPT, Role.KIND, Role.SET, Role.RARITY})
_SETS: Final = 2


@dataclass(slots=True)
class Clause:
    """What became of a clause."""

    heading: Role | None = None
    held: int | None = None
    """The weapon set that the line speaks of."""
    waiting: list[Atom] = field(default_factory=list)
    """Slots that were named before their combination: "helm, boots and gloves Berserker"."""
    announced: bool = False
    """Whether slots were announced with a colon: what follows a comma is not said of everything then."""
    read: set[Atom] = field(default_factory=set)
    homeless: dict[Atom, str] = field(default_factory=dict)
    """Combinations without slots, beside others."""
    uncounted: dict[Atom, str] = field(default_factory=dict)


def place_clause(
    atoms: Sequence[Atom], choice: Choice, line: Clause, assembly: Assembly, infusion_slots: int
) -> Clause:
    """Put what was chosen into place. `line` is what became of the clause before, on the same line."""
    clause = Clause(choice.heading, line.held)
    _read_set(atoms, clause)
    weapons = _place_weapons(atoms, clause, assembly)
    clause.announced = line.announced
    _place_stats(atoms, choice, line, clause, assembly, weapons)
    for atom, meaning in choice.chosen.items():
        if meaning.role in _ITEMS:
            assembly.put_item(atom, meaning)
            clause.read.add(atom)
        elif meaning.role is Role.SIGIL and assembly.put_sigil(meaning, clause.held):
            clause.read.add(atom)
    _place_infusions(atoms, choice, clause, assembly, infusion_slots)
    return clause


def read_marks(atoms: Sequence[Atom], choice: Choice, clause: Clause, assembly: Assembly) -> None:
    """Understand the words around what was understood."""
    understood = bool(clause.read) or bool(choice.unclear) or bool(clause.homeless)
    for atom in atoms:
        if (rarity := atom.find(Role.RARITY)) and not atom.names:
            assembly.rarity = Rarity(rarity.word)
            clause.read.add(atom)
        elif understood and any(one.role in _MARKS for one in atom.meanings) and atom not in choice.unclear:
            clause.read.add(atom)


def _read_set(atoms: Sequence[Atom], clause: Clause) -> None:
    for atom, after in pairwise(atoms):
        if atom.find(Role.SET) and after.count in range(1, _SETS + 1):
            clause.held = (after.count or 1) - 1
            clause.read |= {atom, after}


def _place_weapons(atoms: Sequence[Atom], clause: Clause, assembly: Assembly) -> dict[Atom, Spot]:
    """Place weapons, two at a time where both are held at once; return where each atom's is."""
    spots: dict[Atom, Spot] = {}
    named = clause.held if clause.read else None  # what this clause itself names: later ones may name the other set
    waiting = [(atom, meaning.id) for atom in atoms if (meaning := atom.find(Role.WEAPON)) and not atom.names]
    while waiting:
        pair = waiting[:2]
        found = assembly.put_weapons([number for _, number in pair], named) if len(pair) > 1 else None
        if found is None:
            pair = waiting[:1]
            found = assembly.put_weapons([pair[0][1]], named)
        for (atom, _), spot in zip(pair, found or (), strict=False):
            spots[atom] = spot
            clause.read.add(atom)
            clause.held = spot[0]
        waiting = waiting[len(pair) :]
    return spots


def _place_stats(
    atoms: Sequence[Atom],
    choice: Choice,
    line: Clause,
    clause: Clause,
    assembly: Assembly,
    weapons: dict[Atom, Spot],
) -> None:
    stats = [atom for atom, meaning in choice.chosen.items() if meaning.role is Role.STAT]
    places = [atom for atom in atoms if atom.find(Role.PLACE) or atom in weapons]
    named = any(atom in weapons for atom in places) or bool(choice.chosen)
    if places and not stats and not named:
        clause.waiting = [*line.waiting, *places]
    if not stats and any(atom.find(Role.EXCEPT) for atom in atoms):
        _leave_open(places, weapons, assembly)
        clause.read.update(places)
    if stats and places:
        places = [*line.waiting, *places]
        clause.announced = False
    _place_owned(places, stats, choice, clause, atoms, assembly, weapons)
    _read_counts(atoms, places, choice, clause)
    marked = any(atom.find(Role.FULL) or atom.find(Role.REST) for atom in atoms)
    placed = bool(places) or any(atom.find(Role.WEAPON) and not atom.names for atom in atoms)
    doubtful = any(atom.is_unknown or (atom.count is not None and atom not in clause.read) for atom in atoms)
    for stat in (atom for atom in stats if atom not in clause.read):
        if (placed or doubtful or clause.announced) and not marked:
            clause.homeless[_with_count(stat, atoms)] = choice.chosen[stat].name
        else:
            assembly.everywhere.said[stat] = choice.chosen[stat]
            clause.read.add(stat)


def _place_owned(
    places: Sequence[Atom],
    stats: Sequence[Atom],
    choice: Choice,
    clause: Clause,
    atoms: Sequence[Atom],
    assembly: Assembly,
    weapons: dict[Atom, Spot],
) -> None:
    """Give each place its combination; the one that is said of everything only if there is no other."""
    whole = _find_whole(stats, atoms)
    if not whole and len(stats) == len(places) + 1 and _put_pair(places, stats, choice, assembly):
        clause.read |= {*places, *stats}
    owners = [stat for stat in stats if stat is not whole] or stats
    for place in places:
        if place in clause.read and place not in weapons:
            continue
        if owner := _owner(place, owners, places):
            _put(place, owner, choice.chosen[owner], atoms, assembly, weapons)
            clause.read |= {place, owner}
        elif (meaning := place.find(Role.PLACE)) and meaning.word == WEAPONS and choice.chosen:
            clause.read.add(place)


def _find_whole(stats: Sequence[Atom], atoms: Sequence[Atom]) -> Atom | None:
    """Return the combination beside a word such as "full": at once, or after a silent word; after it, or before."""
    spoken = [atom for atom in atoms if not atom.silent]
    beside = [
        near[place + step]
        for near in (atoms, spoken)
        for place, atom in enumerate(near)
        if atom.find(Role.FULL) or atom.find(Role.REST)
        for step in (1, -1)
        if 0 <= place + step < len(near)
    ]
    return next((atom for atom in beside if atom in stats), None)


def _leave_open(places: Sequence[Atom], weapons: dict[Atom, Spot], assembly: Assembly) -> None:
    """Keep what is said of everything from places of which it was said that they are another matter."""
    for place in places:
        meaning = place.find(Role.PLACE)
        word = meaning.word if meaning else ""
        if place in weapons:
            assembly.open_hands.add(weapons[place])
        elif word == WEAPONS or word in HAND_PLACES:
            assembly.open_hands.update(one for one in SPOTS if word == WEAPONS or one[1] == HAND_PLACES.index(word))
        else:
            assembly.open_slots(PLACES[word], group=word in GROUPS)


def _put_pair(places: Sequence[Atom], stats: Sequence[Atom], choice: Choice, assembly: Assembly) -> bool:
    """Give the two rings or accessories one combination each, if that is what the clause says."""
    words = [meaning.word for place in places if (meaning := place.find(Role.PLACE))]
    if len(words) != 1 or words[0] not in PAIRS or places[0].start > stats[0].start:
        return False
    for slot, stat in zip(PAIRS[words[0]], stats, strict=True):
        assembly.put_stat(stat, choice.chosen[stat], [slot], group=False)
    return True


def _with_count(stat: Atom, atoms: Sequence[Atom]) -> Atom:
    """Return the combination together with the number right before it."""
    before = next((atom for atom in atoms if atom.end == stat.start and atom.count is not None), None)
    return Atom(before.start if before else stat.start, stat.end)


def _owner(place: Atom, stats: Sequence[Atom], places: Sequence[Atom]) -> Atom | None:
    """Return the combination that a place has: the one beside it, on the side on which the clause names them."""
    if not stats:
        return None
    if min(places, key=lambda atom: atom.start).start < stats[0].start:
        return next((stat for stat in stats if stat.start > place.start), stats[-1])
    return next((stat for stat in reversed(stats) if stat.start < place.start), stats[0])


def _put(
    place: Atom, owner: Atom, stat: Meaning, atoms: Sequence[Atom], assembly: Assembly, weapons: dict[Atom, Spot]
) -> None:
    if place in weapons:
        assembly.hands.setdefault(weapons[place], Claims()).said[owner] = stat
        return
    meaning = place.find(Role.PLACE)
    word = meaning.word if meaning else ""
    if word == WEAPONS:
        assembly.both_hands.said[owner] = stat
    elif word in HAND_PLACES:
        for spot in assembly.find_hands():
            if spot[1] == HAND_PLACES.index(word):
                assembly.hands.setdefault(spot, Claims()).said[owner] = stat
    elif word in PAIRS and _count(place, atoms) == 1:
        free = [slot for slot in PAIRS[word] if (1, slot) not in assembly.slots]
        assembly.put_stat(owner, stat, free[:1], group=False)
    else:
        assembly.put_stat(owner, stat, PLACES[word], group=word in GROUPS)


def _count(place: Atom, atoms: Sequence[Atom]) -> int | None:
    """Return the number said with a place; one in the clause is enough."""
    counts = [atom for atom in atoms if atom.count is not None]
    before = [atom.count for atom in counts if atom.end <= place.start]
    return before[-1] if before else next((atom.count for atom in counts), None)


def _read_counts(atoms: Sequence[Atom], places: Sequence[Atom], choice: Choice, clause: Clause) -> None:
    """Understand numbers that say how many pieces a pair of slots has, or that runes are six."""
    pairs = [atom for atom in places if atom in clause.read and (one := atom.find(Role.PLACE)) and one.word in PAIRS]
    runes = any(meaning.role is Role.RUNE for meaning in choice.chosen.values())
    allowed = {1, 2} if pairs else {6} if runes else set[int]()
    clause.read |= {atom for atom in atoms if atom.count in allowed}


def _place_infusions(
    atoms: Sequence[Atom], choice: Choice, clause: Clause, assembly: Assembly, infusion_slots: int
) -> None:
    everywhere = any(atom.find(Role.FULL) for atom in atoms)
    free = [atom for atom in atoms if atom.count is not None and atom not in clause.read]
    for atom, meaning in choice.chosen.items():
        if meaning.role is not Role.ATTRIBUTE:
            continue
        before = [one for one in free if one.end <= atom.start] or free
        number = before[-1] if before else None
        count = number.count if number else infusion_slots if everywhere else None
        if not count or count > infusion_slots:
            clause.uncounted[_with_count(atom, atoms)] = meaning.name
            continue
        assembly.infusions[Attribute(meaning.word)] = count
        clause.read.add(atom)
        if number:
            clause.read.add(number)
            free.remove(number)


def choose_partly(atoms: Sequence[Atom], tokens: Sequence[Token], choice: Choice, lexicon: Lexicon) -> None:
    """Find food and utility by some of the words of their names, where the text says that it is one."""
    kinds = [Role(kind.word) for atom in atoms if (kind := atom.find(Role.KIND)) and kind.word in _PARTLY]
    role = kinds[0] if kinds else choice.heading
    words = [atom for atom in atoms if not atom.silent and atom.count is None and not atom.find(Role.KIND)]
    if role not in _PARTLY or (len(words) == 1 and words[0] in choice.chosen):
        return
    keys = [tokens[place].key for atom in words for place in range(atom.start, atom.end)]
    if found := lexicon.find_partly(role, [key for key in keys if key not in lexicon.silent]):
        whole = Atom(words[0].start, words[-1].end)
        for atom in words:
            choice.chosen.pop(atom, None)
            choice.unclear.pop(atom, None)
        if len(found) == 1:
            choice.chosen[whole] = found[0]
        else:
            choice.unclear[whole] = found
