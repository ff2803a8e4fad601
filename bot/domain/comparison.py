"""What two builds have in common and what tells them apart: a value, to be written or drawn.

Where the order means nothing (utilities, weapons, pets, which of two rings), it makes no difference here either. Lines
are compared by their names, not by their places. What gear a build without any wears is not known: such a side is
empty, and `Comparison.dressed` says which sides are dressed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import Gear
from bot.domain.gear.slots import SLOTS
from bot.domain.giving import Giving
from bot.domain.sheet import BuildSheet, Named, SheetBar, SheetLine, SheetSkill
from bot.domain.supplies import To


class Area(StrEnum):
    """Where a topic is known from."""

    CODE = "code"
    GEAR = "gear"
    """Known of dressed builds only."""
    GIVING = "giving"


class Topic(StrEnum):
    """What is compared, in the order in which it is told; trait lines come first and are told apart from these."""

    HEAL = "heal"
    UTILITY = "utility"
    ELITE = "elite"
    INACTIVE = "inactive"
    """Utilities of the legend that is not active."""
    LEGENDS = "legends"
    PETS = "pets"
    WEAPONS = "weapons"
    VARIANTS = "variants"
    WATER = "water"
    """Everything under water: skills, and legends or pets."""
    STATS = "stats"
    RUNE = "rune"
    SIGILS = "sigils"
    RELIC = "relic"
    FOOD = "food"
    UTILITY_ITEM = "utility-item"
    INFUSIONS = "infusions"
    """Parts are attributes, by their values."""
    RARITY = "rarity"
    HOLDS = "holds"
    """Boons that the build holds for five."""
    ROLES = "roles"
    TO_ALLIES = "to-allies"
    """Supplies, by their names."""
    TO_SELF = "to-self"
    TO_OTHERS = "to-others"

    @property
    def area(self) -> Area:
        """Where it is known from."""
        if self in _GEAR:
            return Area.GEAR
        return Area.GIVING if self in _GIVING else Area.CODE


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a build has, so many times; `name` is None where nothing is known to have the id."""

    id: int
    name: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Contrast:
    """One topic: what only one of the builds has, and what both have."""

    topic: Topic
    left: tuple[Part, ...]
    right: tuple[Part, ...]
    both: tuple[Part, ...]

    @property
    def differs(self) -> bool:
        """Tell whether either has something that the other has not."""
        return bool(self.left or self.right)


@dataclass(frozen=True, slots=True)
class LineContrast:
    """The same trait line in both builds, or two that stand against each other; None where one side has none left."""

    left: SheetLine | None
    right: SheetLine | None

    @property
    def differs(self) -> bool:
        """Tell whether line or choices differ."""
        return self.left != self.right

    @property
    def is_same_line(self) -> bool:
        """Tell whether it is one line, of which the choices may differ."""
        return self.left is not None and self.right is not None and self.left.id == self.right.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two builds: what its code says, what it wears and what it gives, the latter two where known."""

    sheet: BuildSheet
    gear: Gear | None = None
    giving: Giving | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two builds side by side."""

    lines: tuple[LineContrast, ...]
    """At most three, in the order of the left build."""
    contrasts: tuple[Contrast, ...]
    """One for each topic of which either build has something, in the order of `Topic`."""
    dressed: tuple[bool, bool]

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        return not self.differing and not any(line.differs for line in self.lines)

    @property
    def differing(self) -> tuple[Contrast, ...]:
        """The topics that differ."""
        return tuple(one for one in self.contrasts if one.differs)

    @property
    def shared(self) -> tuple[Contrast, ...]:
        """The topics in which the builds are the same."""
        return tuple(one for one in self.contrasts if not one.differs)


def compare(left: Side, right: Side, equipment: Equipment) -> Comparison:
    """Set two builds side by side; `equipment` names what they wear."""
    ours, theirs = _Reader(left, equipment).read(), _Reader(right, equipment).read()
    contrasts = (_contrast(topic, ours.get(topic, Counter()), theirs.get(topic, Counter())) for topic in Topic)
    return Comparison(
        lines=tuple(_pair_lines(left.sheet, right.sheet)),
        contrasts=tuple(one for one in contrasts if one.differs or one.both),
        dressed=(left.gear is not None, right.gear is not None),
    )


_Key = tuple[int, str | None, str]
"""Id, name, and what keeps apart two things of one topic that have both alike, such as stats of two kinds of piece."""


def _contrast(topic: Topic, left: Counter[_Key], right: Counter[_Key]) -> Contrast:
    return Contrast(topic, _parts(left - right), _parts(right - left), _parts(left & right))


def _parts(found: Counter[_Key]) -> tuple[Part, ...]:
    """Return each thing once with its count, in the order in which the build has them."""
    counts: dict[tuple[int, str | None], int] = {}
    for (number, name, _), count in found.items():
        counts[number, name] = counts.get((number, name), 0) + count
    return tuple(Part(number, name, count) for (number, name), count in counts.items())


def _pair_lines(left: BuildSheet, right: BuildSheet) -> Iterator[LineContrast]:
    rest = [line for line in right.lines if line]
    partners = [_take(line, rest) for line in left.lines]
    for line, same in zip(left.lines, partners, strict=True):
        partner = same or (rest.pop(0) if rest else None)
        if line or partner:
            yield LineContrast(line, partner)


def _take(line: SheetLine | None, rest: list[SheetLine]) -> SheetLine | None:
    """Take the same line out of `rest`: a damaged build may hold it twice, then the one with the same choices."""
    same = [other for other in rest if line and other.id == line.id]
    if not same:
        return None
    taken = min(same, key=lambda other: other != line)
    rest.remove(taken)
    return taken


class _Reader:
    """Reads one side, topic by topic."""

    def __init__(self, side: Side, equipment: Equipment) -> None:
        self._side = side
        self._equipment = equipment

    def read(self) -> dict[Topic, Counter[_Key]]:
        sheet, giving = self._side.sheet, self._side.giving
        found = self._skills(sheet) | self._gear(self._side.gear)
        if giving:
            found |= {Topic.HOLDS: _named(giving.held), Topic.ROLES: _named(giving.roles)}
            for topic, to in _SUPPLIES:
                found[topic] = _named(dict.fromkeys(one.name for one in giving.supplies if one.to is to))
        return found

    @staticmethod
    def _skills(sheet: BuildSheet) -> dict[Topic, Counter[_Key]]:
        land = sheet.land
        beasts = sheet.legends_water or sheet.pets_water or ()
        return {
            Topic.HEAL: _things([land.heal]),
            Topic.UTILITY: _things(land.utility),
            Topic.ELITE: _things([land.elite]),
            Topic.INACTIVE: _things(sheet.inactive_land or ()),
            Topic.LEGENDS: _things(sheet.legends_land or ()),
            Topic.PETS: _things(sheet.pets_land or ()),
            Topic.WEAPONS: _things(sheet.weapons),
            Topic.VARIANTS: _things(sheet.overrides),
            Topic.WATER: _things([*_bar(sheet.water), *(sheet.inactive_water or ()), *beasts]),
        }

    def _gear(self, gear: Gear | None) -> dict[Topic, Counter[_Key]]:
        if gear is None:
            return {}
        return {
            Topic.STATS: Counter(self._stats(gear)),
            Topic.SIGILS: self._items(ItemKind.SIGIL, [sigil for held in gear.sets for sigil in held.sigils]),
            **{topic: self._items(kind, [getattr(gear, kind.value)]) for topic, kind in _ITEMS.items()},
            Topic.INFUSIONS: Counter({(0, attribute.value, ""): count for attribute, count in gear.infusions}),
            Topic.RARITY: _named([gear.rarity.value]),
        }

    def _stats(self, gear: Gear) -> Iterator[_Key]:
        worn = [(slot.kind.value, stat) for slot, stat in zip(SLOTS, gear.stats, strict=True)]
        worn += [(f"set {number}", stat) for number, held in enumerate(gear.sets) for stat in held.stats]
        for kind, stat in worn:
            if stat:
                known = self._equipment.combinations.get(stat)
                yield stat, known.name if known else None, kind

    def _items(self, kind: ItemKind, numbers: Iterable[int]) -> Counter[_Key]:
        found: Counter[_Key] = Counter()
        for number in filter(None, numbers):
            item = self._equipment.get_item(kind, number)
            # an item's legendary form has another id and does the same
            found[(item.id, item.name, "") if item else (number, None, "")] += 1
        return found


def _bar(bar: SheetBar) -> tuple[SheetSkill | None, ...]:
    return (bar.heal, *bar.utility, bar.elite)


def _things(things: Iterable[Named | SheetSkill | None]) -> Counter[_Key]:
    return Counter((_id(thing), thing.name, "") for thing in things if thing)


def _id(thing: Named | SheetSkill) -> int:
    # a skill has several palette ids, one for each profession; an unknown one has its palette id alone
    if isinstance(thing, SheetSkill):
        return thing.palette if thing.id is None else thing.id
    return thing.id


def _named(names: Iterable[str]) -> Counter[_Key]:
    return Counter((0, name, "") for name in names)


_ITEMS: Final = {
    Topic.RUNE: ItemKind.RUNE,
    Topic.RELIC: ItemKind.RELIC,
    Topic.FOOD: ItemKind.FOOD,
    Topic.UTILITY_ITEM: ItemKind.UTILITY,
}
_SUPPLIES: Final = ((Topic.TO_ALLIES, To.ALLIES), (Topic.TO_SELF, To.SELF), (Topic.TO_OTHERS, To.UNKNOWN))
_GEAR: Final = frozenset({Topic.STATS, Topic.SIGILS, Topic.INFUSIONS, Topic.RARITY, *_ITEMS})
_GIVING: Final = frozenset({Topic.HOLDS, Topic.ROLES, *(topic for topic, _ in _SUPPLIES)})
