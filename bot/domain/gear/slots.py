"""Where equipment is worn. Weapons are apart: they come in sets (`gear.py`)."""

from enum import StrEnum
from typing import Final


class SlotKind(StrEnum):
    """Slots of one kind hold the same pieces, with the same budget of attributes."""

    HELM = "helm"
    SHOULDERS = "shoulders"
    COAT = "coat"
    GLOVES = "gloves"
    LEGGINGS = "leggings"
    BOOTS = "boots"
    AMULET = "amulet"
    RING = "ring"
    ACCESSORY = "accessory"
    BACK = "back"
    ONE_HAND = "one-hand"
    TWO_HAND = "two-hand"

    @property
    def is_armor(self) -> bool:
        """Tell whether it is one of the six pieces that have defense and take a rune."""
        return self in _ARMOR

    @property
    def is_trinket(self) -> bool:
        """Tell whether its stats are those of trinkets; a back item's are."""
        return self in _TRINKETS


class Slot(StrEnum):
    """A place for one piece of armor or one trinket, in the order of the hero panel."""

    HELM = "helm"
    SHOULDERS = "shoulders"
    COAT = "coat"
    GLOVES = "gloves"
    LEGGINGS = "leggings"
    BOOTS = "boots"
    BACK = "back"
    ACCESSORY_1 = "accessory-1"
    ACCESSORY_2 = "accessory-2"
    AMULET = "amulet"
    RING_1 = "ring-1"
    RING_2 = "ring-2"

    @property
    def kind(self) -> SlotKind:
        """What fits here."""
        return SlotKind(self.value.partition("-")[0])


class Rarity(StrEnum):
    """How good the pieces are. Legendary ones have the numbers of ascended ones."""

    ASCENDED = "ascended"
    EXOTIC = "exotic"


class Weight(StrEnum):
    """The weight of armor that a profession wears."""

    HEAVY = "heavy"
    MEDIUM = "medium"
    LIGHT = "light"


_ARMOR: Final = frozenset(
    {SlotKind.HELM, SlotKind.SHOULDERS, SlotKind.COAT, SlotKind.GLOVES, SlotKind.LEGGINGS, SlotKind.BOOTS}
)
_TRINKETS: Final = frozenset({SlotKind.AMULET, SlotKind.RING, SlotKind.ACCESSORY, SlotKind.BACK})
SLOTS: Final = tuple(Slot)
