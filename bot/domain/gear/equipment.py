"""What can be worn and eaten, as one immutable value: stat combinations, upgrades, relics, food, infusions.

Facts alone, as in `bot.domain.gamedata`: ids, names, numbers. What an item does beyond numbers that always hold is
not told here, only that there is more (`Item.effects`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gear.attributes import Attribute, Share
from bot.domain.gear.slots import Rarity, SlotKind, Weight

Coefficients = tuple[tuple[Attribute, float, int], ...]
"""Attribute, multiplier of a piece's budget, and a fixed addend."""


class ItemKind(StrEnum):
    """What an item is, or which place of the gear it fills."""

    RUNE = "rune"
    SIGIL = "sigil"
    RELIC = "relic"
    FOOD = "food"
    UTILITY = "utility"


@dataclass(frozen=True, slots=True)
class Combination:
    """A combination of attributes, such as Berserker's. Its id is that of one of the API's item stats."""

    id: int
    name: str
    armor: Coefficients
    """For armor and weapons; empty if none of them has this combination."""
    trinket: Coefficients
    """For ascended trinkets and back items; empty if none of them has this combination."""

    def coefficients(self, kind: SlotKind) -> Coefficients:
        """Return those for an ascended piece in a slot of `kind`."""
        return self.trinket if kind.is_trinket else self.armor


@dataclass(frozen=True, slots=True)
class Conversion:
    """A gain of one attribute by hundredths of another."""

    gained: Attribute
    percent: int
    source: Attribute


@dataclass(frozen=True, slots=True)
class Extra:
    """A number that holds, but for something other than attributes: +10 % Might Duration, for example."""

    name: str
    percent: float


@dataclass(frozen=True, slots=True)
class Item:
    """A rune (all six), a sigil, a relic, a food or a utility item."""

    id: int
    name: str
    kind: ItemKind
    also: tuple[int, ...] = ()
    """Other ids of the same thing, such as that of its legendary form."""
    flat: tuple[tuple[Attribute, int], ...] = ()
    shares: tuple[tuple[Share, int], ...] = ()
    conversions: tuple[Conversion, ...] = ()
    extras: tuple[Extra, ...] = ()
    effects: int = 0
    """How many things it does beside, under conditions or now and then."""


@dataclass(frozen=True, slots=True)
class Infusion:
    """An infusion that gives an attribute."""

    attribute: Attribute
    amount: int
    names: tuple[tuple[int, str], ...]
    """The plain items of this kind by id: there are many more with other looks."""


@dataclass(frozen=True, slots=True)
class Budget:
    """What a piece in a slot of one kind can give."""

    adjustment: float
    """The API's attribute adjustment, which the coefficients multiply."""
    defense: Mapping[Weight, int]
    """Empty for what is no armor."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Equipment:
    """Everything above, by id."""

    dates: Mapping[str, str]
    """For every kind of thing the day its newest facts were read, as YYYY-MM-DD."""
    combinations: Mapping[int, Combination]
    items: Mapping[ItemKind, Mapping[int, Item]]
    """By kind, then by id: the item's own and those of `Item.also`."""
    infusions: Mapping[Attribute, Infusion]
    budgets: Mapping[tuple[Rarity, SlotKind], Budget]
    shield_defense: Mapping[Rarity, int]

    def __repr__(self) -> str:
        return f"<Equipment: {len(self.combinations)} combinations>"

    def get_item(self, kind: ItemKind, number: int) -> Item | None:
        """Return an item by any of its ids."""
        return self.items[kind].get(number)
