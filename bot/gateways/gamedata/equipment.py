"""Reads the bundled `equipment.json` into the domain's Equipment."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

from bot.domain.gear.attributes import Attribute, Share
from bot.domain.gear.equipment import (
    Budget,
    Coefficients,
    Combination,
    Conversion,
    Equipment,
    Extra,
    Infusion,
    Item,
    ItemKind,
)
from bot.domain.gear.slots import Rarity, SlotKind, Weight

EQUIPMENT: Final = "equipment.json"
"""The file's name, in this package."""

_Row = list[Any]
_TABLES: Final = {
    ItemKind.RUNE: "runes",
    ItemKind.SIGIL: "sigils",
    ItemKind.RELIC: "relics",
    ItemKind.FOOD: "food",
    ItemKind.UTILITY: "utility",
}
_SHIELD: Final = "shield"


def load_equipment() -> Equipment:
    """Return the equipment that this package brings along. Reads one file; call it once, at the start."""
    return parse_equipment(files(__package__).joinpath(EQUIPMENT).read_bytes())


def parse_equipment(snapshot: bytes) -> Equipment:
    """Return the equipment in a file made by `build_equipment`. Raises ValueError if it is damaged."""
    return make_equipment(json.loads(snapshot))


def make_equipment(tables: Any) -> Equipment:
    """Return the equipment in such a file's tables. Raises ValueError if they are of another shape."""
    try:
        return _equipment(tables["kinds"])
    except (KeyError, TypeError, IndexError, AttributeError) as exc:
        raise ValueError(f"no snapshot of equipment: {exc!r}") from exc


def _equipment(kinds: Mapping[str, Any]) -> Equipment:
    rows: dict[str, list[_Row]] = {kind: table["rows"] for kind, table in kinds.items()}
    budgets = [row for row in rows["budgets"] if row[1] != _SHIELD]
    shields = [row for row in rows["budgets"] if row[1] == _SHIELD]
    return Equipment(
        dates=MappingProxyType({kind: table["date"] for kind, table in kinds.items()}),
        combinations=MappingProxyType({row[0]: _combination(row) for row in rows["combinations"]}),
        items=MappingProxyType({kind: _items(kind, rows[name]) for kind, name in _TABLES.items()}),
        infusions=_infusions(rows["infusions"]),
        budgets=MappingProxyType({(Rarity(row[0]), SlotKind(row[1])): _budget(row) for row in budgets}),
        shield_defense=MappingProxyType({Rarity(row[0]): row[3]["any"] for row in shields}),
    )


def _combination(row: _Row) -> Combination:
    number, name, armor, trinket = row
    return Combination(number, name, _coefficients(armor), _coefficients(trinket))


def _coefficients(rows: Iterable[_Row]) -> Coefficients:
    return tuple((Attribute(name), multiplier, value) for name, multiplier, value in rows)


def _items(kind: ItemKind, rows: Iterable[_Row]) -> Mapping[int, Item]:
    items = [_item(kind, row) for row in rows]
    return MappingProxyType({number: item for item in items for number in (item.id, *item.also)})


def _item(kind: ItemKind, row: _Row) -> Item:
    number, name, also, flat, shares, conversions, extras, effects = row
    return Item(
        id=number,
        name=name,
        kind=kind,
        also=tuple(also),
        flat=tuple((Attribute(key), amount) for key, amount in flat.items()),
        shares=tuple((Share(key), amount) for key, amount in shares.items()),
        conversions=tuple(Conversion(Attribute(to), percent, Attribute(of)) for to, percent, of in conversions),
        extras=tuple(Extra(label, percent) for label, percent in extras),
        effects=effects,
    )


def _infusions(rows: Iterable[_Row]) -> Mapping[Attribute, Infusion]:
    found: dict[Attribute, list[_Row]] = {}
    for row in rows:
        found.setdefault(Attribute(row[2]), []).append(row)
    return MappingProxyType(
        {
            attribute: Infusion(attribute, of[0][3], tuple((number, name) for number, name, *_ in of))
            for attribute, of in found.items()
        }
    )


def _budget(row: _Row) -> Budget:
    _, _, adjustment, defense = row
    return Budget(adjustment, MappingProxyType({Weight(key): value for key, value in defense.items()}))
