"""The places that a text about gear can name, and which slots each of them is."""

from typing import Final

from bot.domain.gear.slots import Slot

WEAPONS: Final = "weapons"
HAND_PLACES: Final = ("main-hand", "off-hand")
GROUPS: Final = {
    "armor": tuple(slot for slot in Slot if slot.kind.is_armor),
    "trinkets": tuple(slot for slot in Slot if slot.kind.is_trinket and slot is not Slot.BACK),
}
"""A back item is no trinket in the game's own lists, so "trinkets" leaves it open."""
PAIRS: Final = {
    "ring": (Slot.RING_1, Slot.RING_2),
    "accessory": (Slot.ACCESSORY_1, Slot.ACCESSORY_2),
}
PLACES: Final = {
    **{slot.value: (slot,) for slot in Slot},
    **PAIRS,
    **GROUPS,
    WEAPONS: (),
    **dict.fromkeys(HAND_PLACES, ()),
}
"""Slots by the place's stable name; weapons have none, they stand in sets."""
