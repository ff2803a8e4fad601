"""What a build uses of the game, and what of it is another thing in newer facts.

Of every thing four bytes are kept for each edition of the facts: a digest of its name and of what it does. Two editions
are compared by these; what a thing was before is not kept, only that it was not the same. Descriptions, recharges of
skills that do nothing for a group and damage are not among our facts, so changes of those are not seen.
"""

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from hashlib import blake2b
from typing import Final, NamedTuple, Protocol, Self

from bot.domain.edition import Edition
from bot.domain.facts import ThingFacts
from bot.domain.gamedata import GameData, Skill
from bot.domain.gear.equipment import Combination, Item
from bot.domain.gear.gear import Gear
from bot.domain.professions import Profession
from bot.domain.supplies import find_reach
from bot.domain.template import BuildTemplate, SkillBar

FORMAT: Final = 1
"""Changes when the digests mean something else: those of before tell nothing then."""
_HEAD: Final = struct.Struct("<HI")
_LEGENDS_FROM: Final = 16
"""Palette ids of a legend are counted after those of the nine professions."""


class ThingKind(IntEnum):
    """What a build is made of."""

    LINE = 1
    TRAIT = 2
    SKILL = 3
    PALETTE = 4
    """A palette id on the bar of a profession or a legend; its id here names both."""
    STAT = 5
    ITEM = 6


class Thing(NamedTuple):
    """One thing of the game."""

    kind: ThingKind
    id: int

    @property
    def key(self) -> int:
        """Kind and id in one number."""
        return self.kind << 32 | self.id


class _Named(Protocol):
    @property
    def name(self) -> str | None: ...


class Prints:
    """The digests of all things of one edition: 12 bytes each, since several editions are compared."""

    __slots__ = ("_digests", "_keys")

    def __init__(self, keys: Iterable[int], digests: Iterable[int]) -> None:
        self._keys = array("Q", keys)
        self._digests = array("I", digests)

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Return the digests of an edition; takes a tenth of a second."""
        pairs = sorted((thing.key, _digest(said)) for thing, said in _things(edition))
        return cls((key for key, _ in pairs), (digest for _, digest in pairs))

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Read what `to_bytes` wrote; raises ValueError for another format."""
        if len(stored) < _HEAD.size or _HEAD.unpack_from(stored)[0] != FORMAT:
            raise ValueError("digests of another format")
        count = _HEAD.unpack_from(stored)[1]
        numbers = struct.Struct(f"<{count}Q{count}I").unpack_from(stored, _HEAD.size)
        return cls(numbers[:count], numbers[count:])

    def to_bytes(self) -> bytes:
        """Return all digests, to be kept."""
        count = len(self._keys)
        return _HEAD.pack(FORMAT, count) + struct.pack(f"<{count}Q{count}I", *self._keys, *self._digests)

    def get(self, thing: Thing) -> int | None:
        """Return the digest of a thing, None where the edition does not have it."""
        place = bisect_left(self._keys, thing.key)
        found = place < len(self._keys) and self._keys[place] == thing.key
        return self._digests[place] if found else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Prints) and (self._keys, self._digests) == (other._keys, other._digests)

    __hash__ = None  # type: ignore[assignment]  # compared once a day, never looked up


@dataclass(frozen=True, slots=True)
class LoggedEdition:
    """An edition that was in use from `since` on."""

    since: datetime
    build: int
    fetched_at: datetime | None
    prints: bytes

    @property
    def rank(self) -> tuple[int, float]:
        """What is compared with the rank of an edition."""
        return self.build, self.fetched_at.timestamp() if self.fetched_at else 0.0


def find_uses(
    template: BuildTemplate, gear: Gear | None, edition: Edition, no_toolbelt: frozenset[int]
) -> tuple[Thing, ...]:
    """Return what a build is made of and what comes with it, in the order in which it is told."""
    reach = find_reach(template, edition.game, edition.facts, no_toolbelt)
    lines = (Thing(ThingKind.LINE, line.specialization) for line in template.lines if line.specialization)
    traits = (Thing(ThingKind.TRAIT, number) for number in reach.traits)
    skills = (Thing(ThingKind.SKILL, number) for number in reach.skills)
    worn = _worn(gear) if gear else ()
    return tuple(dict.fromkeys((*lines, *traits, *_palettes(template), *skills, *worn)))


def find_changes(uses: Iterable[Thing], before: Prints, after: Prints) -> tuple[Thing, ...]:
    """Return those of `uses` that are not the same in both; what neither knows is the same."""
    return tuple(thing for thing in uses if before.get(thing) != after.get(thing))


def name_things(things: Iterable[Thing], edition: Edition) -> tuple[str, ...]:
    """Return the names of things, each once; what has no name is left out."""
    return tuple(dict.fromkeys(name for name in (_name(thing, edition) for thing in things) if name))


def _palettes(template: BuildTemplate) -> Iterator[Thing]:
    for place, bar in enumerate((template.land, template.water)):
        legend = (template.legends.land, template.legends.water)[place][0] if template.legends else 0
        yield from (_palette(template, legend, palette) for palette in _slots(bar) if palette)


def _slots(bar: SkillBar) -> tuple[int, ...]:
    return (bar.heal, *bar.utility, bar.elite)


def _palette(template: BuildTemplate, legend: int, palette: int) -> Thing:
    owner = _LEGENDS_FROM + legend if legend else int(template.profession)
    return Thing(ThingKind.PALETTE, owner << 16 | palette)


def _worn(gear: Gear) -> Iterator[Thing]:
    stats = (*gear.stats, *(stat for held in gear.sets for stat in held.stats))
    items = (gear.rune, *(sigil for held in gear.sets for sigil in held.sigils), gear.relic, gear.food, gear.utility)
    yield from (Thing(ThingKind.STAT, number) for number in stats if number)
    yield from (Thing(ThingKind.ITEM, number) for number in items if number)


def _things(edition: Edition) -> Iterator[tuple[Thing, object]]:
    """Yield everything with all that its digest is made of."""
    game, facts, equipment = edition.game, edition.facts, edition.equipment
    for number, line in game.specializations.items():
        yield Thing(ThingKind.LINE, number), (line.name, line.minor, line.major)
    for number, trait in game.traits.items():
        yield Thing(ThingKind.TRAIT, number), (trait.name, trait.tier, trait.slot, _does(facts.traits.get(number)))
    for number, skill in game.skills.items():
        if skill.professions or number in facts.skills:
            yield Thing(ThingKind.SKILL, number), (skill.name, skill.slot, _does(facts.skills.get(number)))
    bars = [(int(profession), skills) for profession, skills in game.palettes.items()]
    bars += [(_LEGENDS_FROM + number, legend.skills) for number, legend in game.legends.items()]
    for owner, skills in bars:
        for palette, skill in skills.items():
            yield Thing(ThingKind.PALETTE, owner << 16 | palette), skill.id
    for number, one in equipment.combinations.items():
        yield Thing(ThingKind.STAT, number), _gives(one)
    for items in equipment.items.values():
        for number, item in items.items():
            yield Thing(ThingKind.ITEM, number), _works(item)


def _does(thing: ThingFacts | None) -> object:
    """Return the facts in an order of their own: the game tells them in any."""
    if thing is None:
        return None
    facts = sorted((one.what, one.amount, one.times, one.trait, one.overrides >= 0) for one in thing.facts)
    return facts, sorted(thing.wvw.items())


def _gives(one: Combination) -> object:
    return one.name, sorted(one.armor), sorted(one.trinket)


def _works(item: Item) -> object:
    conversions = sorted((one.gained, one.percent, one.source) for one in item.conversions)
    extras = sorted((one.name, one.percent) for one in item.extras)
    return item.name, sorted(item.flat), sorted(item.shares), conversions, extras, item.effects


def _digest(said: object) -> int:
    return int.from_bytes(blake2b(_spelled(said).encode(), digest_size=4).digest(), "little")


def _spelled(said: object) -> str:
    """Write a value so that 5 and 5.0 are the same."""
    if isinstance(said, list | tuple):
        return f"({','.join(map(_spelled, said))})"
    return f"{said:g}" if isinstance(said, float) else str(said)


def _name(thing: Thing, edition: Edition) -> str | None:
    game, equipment = edition.game, edition.equipment
    found: _Named | None
    match thing.kind:
        case ThingKind.LINE:
            found = game.specializations.get(thing.id)
        case ThingKind.TRAIT:
            found = game.traits.get(thing.id)
        case ThingKind.SKILL:
            found = game.skills.get(thing.id)
        case ThingKind.PALETTE:
            found = _on_bar(thing.id, game)
        case ThingKind.STAT:
            found = equipment.combinations.get(thing.id)
        case ThingKind.ITEM:
            found = next((items[thing.id] for items in equipment.items.values() if thing.id in items), None)
    return found.name if found else None


def _on_bar(number: int, game: GameData) -> Skill | None:
    owner, palette = divmod(number, 1 << 16)
    if owner < _LEGENDS_FROM:
        return game.palettes[Profession(owner)].get(palette)
    legend = game.legends.get(owner - _LEGENDS_FROM)
    return legend.skills.get(palette) if legend else None
