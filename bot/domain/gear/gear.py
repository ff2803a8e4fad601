"""What a build wears, as far as its author said: ids and nothing else. 0 is what was not said, as in build codes.

Well-formed by construction; what is impossible in the game is told by `legality.py`.
"""

from dataclasses import dataclass, replace
from typing import Final, Self

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.faults import GearError
from bot.domain.gear.slots import SLOTS, Rarity, Slot

SETS: Final = 2
"""Underwater weapons are not kept: build codes do not name them."""
HANDS: Final = ("main", "off")


def _check_numbers(numbers: tuple[int, ...], length: int, path: str) -> None:
    fits = len(numbers) == length and all(type(number) is int and number >= 0 for number in numbers)
    if not fits:
        raise GearError(path, expected=f"{length} numbers from 0 on", found=str(numbers))


@dataclass(frozen=True, slots=True)
class WeaponSet:
    """What is held at one time. A two-handed weapon stands in the main hand, with both sigils."""

    weapons: tuple[int, int] = (0, 0)
    """Weapon types as build codes number them, main hand and off hand."""
    stats: tuple[int, int] = (0, 0)
    """Combinations of the two."""
    sigils: tuple[int, int] = (0, 0)

    def __post_init__(self) -> None:
        """Raise GearError for what is not two numbers per row."""
        for name in ("weapons", "stats", "sigils"):
            _check_numbers(getattr(self, name), len(HANDS), name)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said about the set."""
        return self == _NO_SET


@dataclass(frozen=True, slots=True, kw_only=True)
class Gear:
    """Everything that is worn and eaten."""

    stats: tuple[int, ...] = (0,) * len(SLOTS)
    """Combinations by slot, in the order of `Slot`."""
    sets: tuple[WeaponSet, WeaponSet] = (WeaponSet(), WeaponSet())
    rune: int = 0
    """The same in all six pieces of armor."""
    relic: int = 0
    food: int = 0
    utility: int = 0
    infusions: tuple[tuple[Attribute, int], ...] = ()
    """How many infusions of each attribute, in the order of `Attribute`, none with zero."""
    rarity: Rarity = Rarity.ASCENDED

    def __post_init__(self) -> None:
        """Raise GearError for a value of another shape, saying where."""
        _check_numbers(self.stats, len(SLOTS), "stats")
        if len(self.sets) != SETS:
            raise GearError("sets", expected=f"{SETS} sets", found=str(len(self.sets)))
        for name in ("rune", "relic", "food", "utility"):
            _check_numbers((getattr(self, name),), 1, name)
        order = list(Attribute)
        places = [order.index(attribute) for attribute, _ in self.infusions]
        if places != sorted(set(places)) or any(count <= 0 for _, count in self.infusions):
            raise GearError("infusions", expected="each attribute once, in order", found=str(self.infusions))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was said."""
        return self == _NO_GEAR or self == replace(_NO_GEAR, rarity=self.rarity)

    def get_stat(self, slot: Slot) -> int:
        """Return the combination in a slot."""
        return self.stats[SLOTS.index(slot)]

    def with_stat(self, stat: int, *slots: Slot) -> Self:
        """Return the same gear with another combination in these slots."""
        return replace(
            self,
            stats=tuple(stat if slot in slots else now for slot, now in zip(SLOTS, self.stats, strict=True)),
        )

    def with_set(self, number: int, held: WeaponSet) -> Self:
        """Return the same gear with another weapon set; `number` is 0 or 1."""
        first, second = self.sets
        return replace(self, sets=(first, held) if number else (held, second))


_NO_SET: Final = WeaponSet()
_NO_GEAR: Final = Gear()
