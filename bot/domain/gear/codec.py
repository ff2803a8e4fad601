"""Gear as JSON text and back: `from_json(to_json(gear)) == gear`. What was not said is left out.

{"v": 1, "stats": {"helm": 161, …}, "sets": [{"weapons": [7, 0], "stats": [161, 0], "sigils": [24615, 24868]}, {}],
 "rune": 24836, "relic": 100916, "food": 0, "utility": 0, "infusions": {"power": 18}, "rarity": "ascended"}
"""

import json
from typing import Any, Final

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.faults import GearError
from bot.domain.gear.gear import HANDS, SETS, Gear, WeaponSet
from bot.domain.gear.slots import SLOTS, Rarity, Slot

VERSION: Final = 1
"""Changes when an older reader could not read the text any more."""

_ITEMS: Final = ("rune", "relic", "food", "utility")
_ROWS: Final = ("weapons", "stats", "sigils")
_KEYS: Final = frozenset({"v", "stats", "sets", "infusions", "rarity", *_ITEMS})
_LARGEST: Final = 2**31 - 1


def to_json(gear: Gear) -> str:
    """Return the gear as one line of JSON."""
    return json.dumps(to_mapping(gear), separators=(",", ":"))


def to_mapping(gear: Gear) -> dict[str, Any]:
    """Return the gear as it stands in a larger piece of JSON."""
    content: dict[str, Any] = {"v": VERSION}
    if stats := {slot.value: stat for slot, stat in zip(SLOTS, gear.stats, strict=True) if stat}:
        content["stats"] = stats
    if not all(held.is_empty for held in gear.sets):
        content["sets"] = [
            {name: list(getattr(held, name)) for name in _ROWS if any(getattr(held, name))} for held in gear.sets
        ]
    content |= {name: getattr(gear, name) for name in _ITEMS if getattr(gear, name)}
    if gear.infusions:
        content["infusions"] = {attribute.value: count for attribute, count in gear.infusions}
    content["rarity"] = gear.rarity.value
    return content


def from_json(text: str) -> Gear:
    """Read gear back. Raises GearError, which names the place that is damaged."""
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise GearError("$", expected="JSON", found=text) from exc
    return from_mapping(content)


def from_mapping(content: Any) -> Gear:
    """Read gear out of what JSON was parsed to; raises GearError likewise."""
    found = _object(content, "$", _KEYS)
    if _number(found.get("v"), "v") != VERSION:
        raise GearError("v", expected=f"version {VERSION}", found=str(found["v"]))
    return Gear(
        stats=_stats(found.get("stats", {})),
        sets=_sets(found.get("sets", [{}] * SETS)),
        infusions=_infusions(found.get("infusions", {})),
        rarity=_rarity(found.get("rarity")),
        **{name: _number(found.get(name, 0), name) for name in _ITEMS},
    )


def _stats(value: Any) -> tuple[int, ...]:
    found = _object(value, "stats", frozenset(Slot))
    return tuple(_number(found.get(slot.value, 0), f"stats.{slot.value}") for slot in SLOTS)


def _sets(value: Any) -> tuple[WeaponSet, WeaponSet]:
    if not isinstance(value, list) or len(value) != SETS:
        raise GearError("sets", expected=f"a list of {SETS}", found=repr(value))
    first, second = (_set(one, f"sets.{number}") for number, one in enumerate(value))
    return first, second


def _set(value: Any, path: str) -> WeaponSet:
    found = _object(value, path, frozenset(_ROWS))
    return WeaponSet(**{name: _pair(found.get(name, [0, 0]), f"{path}.{name}") for name in _ROWS})


def _pair(value: Any, path: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != len(HANDS):
        raise GearError(path, expected="two numbers", found=repr(value))
    return _number(value[0], f"{path}.0"), _number(value[1], f"{path}.1")


def _infusions(value: Any) -> tuple[tuple[Attribute, int], ...]:
    found = _object(value, "infusions", frozenset(Attribute))
    counts = {
        attribute: _number(found.get(attribute.value, 0), f"infusions.{attribute.value}") for attribute in Attribute
    }
    return tuple((attribute, count) for attribute, count in counts.items() if count)


def _rarity(value: Any) -> Rarity:
    try:
        return Rarity(value)
    except ValueError as exc:
        raise GearError("rarity", expected=" or ".join(Rarity), found=repr(value)) from exc


def _object(value: Any, path: str, keys: frozenset[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GearError(path, expected="an object", found=repr(value))
    if unknown := sorted(value.keys() - keys):
        raise GearError(path, expected="known keys alone", found=", ".join(unknown))
    return value


def _number(value: Any, path: str) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise GearError(path, expected="a whole number from 0 on", found=repr(value))
    return value
