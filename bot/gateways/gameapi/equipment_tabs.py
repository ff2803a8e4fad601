"""From a character's equipment tab, as the API tells it, to gear. What gear cannot hold is counted.

Pieces whose attributes can be chosen tell which were; those of others stand with the item. An id that our facts do not
know is kept as it is, and shown as unknown. Left out: what is for underwater, for gathering, for the jade bot and for
structured PvP.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.domain.characters import EquipmentTab, Lack
from bot.domain.edition import Edition
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import SLOTS, Rarity, Slot
from bot.gateways.gameapi.account_answers import EquipmentTabAnswer, PieceAnswer
from bot.gateways.gameapi.answers import ItemEntry
from bot.gateways.gamedata.equipment_effects import ATTRIBUTES

Items = Mapping[int, ItemEntry]

_SLOTS: Final = {
    "Helm": Slot.HELM,
    "Shoulders": Slot.SHOULDERS,
    "Coat": Slot.COAT,
    "Gloves": Slot.GLOVES,
    "Leggings": Slot.LEGGINGS,
    "Boots": Slot.BOOTS,
    "Backpack": Slot.BACK,
    "Accessory1": Slot.ACCESSORY_1,
    "Accessory2": Slot.ACCESSORY_2,
    "Amulet": Slot.AMULET,
    "Ring1": Slot.RING_1,
    "Ring2": Slot.RING_2,
}
_HANDS: Final = (("WeaponA1", "WeaponA2"), ("WeaponB1", "WeaponB2"))
_RELIC: Final = "Relic"
_WORN: Final = frozenset({*_SLOTS, *(slot for hands in _HANDS for slot in hands), _RELIC})
"""Source: GW2 wiki, API:2/characters/:id/equipmenttabs; read 2026-11-25. Its list is older than relics."""
_SPEAR: Final = ("Harpoon", "Spear")
"""What the API calls a spear, and what build codes do."""
_RARITIES: Final = {"Exotic": Rarity.EXOTIC, "Ascended": Rarity.ASCENDED, "Legendary": Rarity.ASCENDED}


def list_items(tabs: Iterable[EquipmentTabAnswer]) -> frozenset[int]:
    """Return the ids of all items that have to be known to read the tabs: pieces, and infusions for what they give."""
    pieces = [piece for tab in tabs for piece in _worn(tab)]
    return frozenset(piece.id for piece in pieces) | {one for piece in pieces for one in piece.infusions if one}


def read_equipment_tab(answer: EquipmentTabAnswer, items: Items, edition: Edition) -> EquipmentTab:
    """Return the tab, read with the API's items and our facts."""
    reader = _Reader({piece.slot: piece for piece in _worn(answer)}, items, edition)
    gear = reader.read()
    return EquipmentTab(answer.tab, " ".join((answer.name or "").split()), answer.is_active, gear, dict(+reader.lacks))


def _worn(tab: EquipmentTabAnswer) -> Iterator[PieceAnswer]:
    return (piece for piece in tab.equipment if piece.slot in _WORN)


class _Reader:
    """Reads one tab; what is lacking is counted on the way."""

    def __init__(self, pieces: Mapping[str, PieceAnswer], items: Items, edition: Edition) -> None:
        self._pieces = pieces
        self._items = items
        self._equipment: Equipment = edition.equipment
        self._names = {stat.id: stat.name for stat in edition.game.stats.values()}
        self._combinations = {one.name: one.id for one in edition.equipment.combinations.values()}
        self._weapons = {weapon.name.casefold(): weapon.id for weapon in edition.game.weapons.values()}
        self.lacks: Counter[Lack] = Counter()

    def read(self) -> Gear:
        stats = {place: self._stat(self._pieces.get(slot)) for slot, place in _SLOTS.items()}
        first, second = (self._set(*hands) for hands in _HANDS)
        relic = self._pieces.get(_RELIC)
        return Gear(
            stats=tuple(stats[place] for place in SLOTS),
            sets=(first, second),
            rune=self._rune(),
            relic=self._item(ItemKind.RELIC, relic.id) if relic else 0,
            infusions=self._infusions(),
            rarity=self._rarity(),
        )

    def _stat(self, piece: PieceAnswer | None) -> int:
        if piece is None:
            return 0
        item = self._items.get(piece.id)
        upgrade = item.details.get("infix_upgrade") if item else None
        number = piece.stats.id if piece.stats else upgrade.get("id", 0) if isinstance(upgrade, dict) else 0
        if not isinstance(number, int) or number <= 0:
            self.lacks[Lack.PIECES] += 1
            return 0
        return self._combinations.get(self._names.get(number, ""), number)

    def _set(self, main: str, off: str) -> WeaponSet:
        held = [self._pieces.get(slot) for slot in (main, off)]
        weapons = [self._weapon(piece) for piece in held]
        stats = [self._stat(piece) for piece in held]
        sigils = [self._sigils(piece) for piece in held]
        # a two-handed weapon has both sigils
        pair = sigils[0] if held[1] is None else [sigils[0][0], sigils[1][0]]
        return WeaponSet((weapons[0], weapons[1]), (stats[0], stats[1]), (pair[0], pair[1]))

    def _weapon(self, piece: PieceAnswer | None) -> int:
        if piece is None:
            return 0
        item = self._items.get(piece.id)
        kind = str(item.details.get("type", "")) if item else ""
        weapon = self._weapons.get((_SPEAR[1] if kind == _SPEAR[0] else kind).casefold(), 0)
        self.lacks[Lack.WEAPONS] += not weapon
        return weapon

    def _sigils(self, piece: PieceAnswer | None) -> list[int]:
        upgrades = [one for one in piece.upgrades if one] if piece else []
        return [*(self._item(ItemKind.SIGIL, number) for number in upgrades), 0, 0][:2]

    def _rune(self) -> int:
        armor = (self._pieces[slot] for slot, place in _SLOTS.items() if place.kind.is_armor and slot in self._pieces)
        runes = [self._item(ItemKind.RUNE, number) for piece in armor for number in piece.upgrades if number]
        if len(set(runes)) > 1:
            self.lacks[Lack.RUNES] += len(runes)
            return 0
        return runes[0] if runes else 0

    def _item(self, kind: ItemKind, number: int) -> int:
        known = self._equipment.get_item(kind, number)
        return known.id if known else number

    def _infusions(self) -> tuple[tuple[Attribute, int], ...]:
        worn = [one for slot, piece in self._pieces.items() if slot != _RELIC for one in piece.infusions if one]
        given = Counter(filter(None, map(self._infusion, worn)))
        self.lacks[Lack.INFUSIONS] += len(worn) - given.total()
        return tuple((attribute, given[attribute]) for attribute in Attribute if given[attribute])

    def _infusion(self, number: int) -> Attribute | None:
        item = self._items.get(number)
        upgrade = item.details.get("infix_upgrade") if item else None
        told: Sequence[object] = upgrade.get("attributes", ()) if isinstance(upgrade, dict) else ()
        for one in told:
            attribute = ATTRIBUTES.get(str(one.get("attribute"))) if isinstance(one, dict) else None
            known = self._equipment.infusions.get(Attribute(attribute)) if attribute else None
            if known and isinstance(one, dict) and one.get("modifier") == known.amount:
                return known.attribute
        return None

    def _rarity(self) -> Rarity:
        pieces = [piece for slot, piece in self._pieces.items() if slot != _RELIC and piece.id in self._items]
        told = [self._items[piece.id].rarity for piece in pieces]
        counted = Counter(_RARITIES[rarity] for rarity in told if rarity in _RARITIES)
        usual = max(Rarity, key=lambda rarity: counted[rarity])
        self.lacks[Lack.RARITY] += len(told) - counted[usual] if told else 0
        return usual
