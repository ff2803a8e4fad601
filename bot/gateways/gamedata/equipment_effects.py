"""Reads the numbers in what the game's API tells about an item, line by line.

Numbers that always hold are kept with what they are for. Anything else, such as what happens by chance or after a
kill, counts as one effect. What only concerns rewards is left out.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from bot.domain.gear.attributes import Attribute, Share

ATTRIBUTES: Final = {
    "Power": Attribute.POWER.value,
    "Precision": Attribute.PRECISION.value,
    "Toughness": Attribute.TOUGHNESS.value,
    "Vitality": Attribute.VITALITY.value,
    "CritDamage": Attribute.FEROCITY.value,
    "Healing": Attribute.HEALING_POWER.value,
    "ConditionDamage": Attribute.CONDITION_DAMAGE.value,
    "BoonDuration": Attribute.CONCENTRATION.value,
    "ConditionDuration": Attribute.EXPERTISE.value,
}
"""Our names by the API's."""

_WORDS: Final = {attribute.display.lower(): attribute.value for attribute in Attribute} | {
    "healing": Attribute.HEALING_POWER.value
}
_ALL: Final = frozenset({"to all stats", "to all attributes"})
_SHARES: Final = {share.value.replace("-", " "): share.value for share in Share}
_FLAT: Final = re.compile(r"\+(\d+) ([A-Za-z ]+?)\.?")
_PERCENT: Final = re.compile(r"([+-]\d+(?:\.\d+)?)% ([A-Za-z]+(?: [A-Za-z]+){0,3})\.?")
_CONVERSION: Final = re.compile(r"Gain ([A-Za-z ]+?) Equal to (\d+)% of Your ([A-Za-z ]+?)\.?")
_REWARD: Final = re.compile(r"experience|magic find|karma|gold|wxp|fishing", re.IGNORECASE)
_CONDITION: Final = re.compile(r"\b(on|when|while|during|vs|per|after|below|above|for|from|against)\b", re.IGNORECASE)

Effects = tuple[dict[str, int], dict[str, int], list[list[Any]], list[list[Any]], int]


def read_effects(lines: Iterable[str]) -> Effects:
    """Return attributes, shares, conversions, other percentages and the number of further effects."""
    flat: dict[str, int] = {}
    shares: dict[str, int] = {}
    conversions: list[list[Any]] = []
    extras: dict[str, float] = {}
    effects = 0
    for line in (line.strip() for line in lines):
        if not line or _REWARD.search(line):
            continue
        if given := _read_flat(line):
            for name, amount in given.items():
                flat[name] = flat.get(name, 0) + amount
        elif conversion := _read_conversion(line):
            conversions.append(conversion)
        elif (match := _PERCENT.fullmatch(line)) and not _CONDITION.search(line):
            name, number = match[2], float(match[1])
            if name.lower() in _SHARES:
                share = _SHARES[name.lower()]
                shares[share] = shares.get(share, 0) + int(number)
            else:
                extras[name] = extras.get(name, 0) + number
        else:
            effects += 1
    ordered = [[name, int(number) if number.is_integer() else number] for name, number in extras.items()]
    return flat, shares, conversions, ordered, effects


def _read_flat(line: str) -> dict[str, int]:
    match = _FLAT.fullmatch(line)
    if match is None:
        return {}
    name, amount = match[2].lower(), int(match[1])
    if name in _ALL:
        return dict.fromkeys(ATTRIBUTES.values(), amount)
    return {_WORDS[name]: amount} if name in _WORDS else {}


def _read_conversion(line: str) -> list[Any]:
    match = _CONVERSION.fullmatch(line)
    if match is None or not {match[1].lower(), match[3].lower()} <= _WORDS.keys():
        return []
    return [_WORDS[match[1].lower()], int(match[2]), _WORDS[match[3].lower()]]
