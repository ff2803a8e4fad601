"""The weapon sets that a build code may mean: it names each weapon type once, without sets or hands."""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Final

from bot.domain.gamedata import GameData
from bot.domain.professions import Profession

Pair = tuple[int, int]
"""Weapon types in main hand and off hand; a two-handed one stands in the main hand. 0 is an empty hand."""
Pairing = tuple[Pair, Pair]

_MOST: Final = 4
"""Two sets have four hands."""


def find_pairings(weapons: Sequence[int], profession: Profession, game: GameData) -> tuple[Pairing, ...]:
    """List every way to hold these weapons in two sets, the likeliest first: as few empty main hands as can be.

    Which of the sets is the first is not told apart: that with the weapon named first comes first. Empty where two
    sets cannot hold them.
    """
    if not weapons:
        return (((0, 0), (0, 0)),)
    if len(weapons) > _MOST or len(set(weapons)) != len(weapons):
        return ()
    places = {place for order in permutations(range(_MOST), len(weapons)) for place in [order]}
    found = {_place(weapons, order) for order in places}
    fitting = {_sorted(pairing, weapons) for pairing in found if all(_fits(pair, profession, game) for pair in pairing)}
    fewest = min((_gaps(pairing) for pairing in fitting), default=0)
    return tuple(sorted((one for one in fitting if _gaps(one) == fewest), key=lambda one: _rank(one, weapons)))


def is_two_handed(weapon: int, profession: Profession, game: GameData) -> bool:
    """Tell whether a weapon type takes both hands."""
    return "TwoHand" in _flags(weapon, profession, game)


def can_hold(weapon: int, hand: int, profession: Profession, game: GameData) -> bool:
    """Tell whether a weapon type can be held in the main hand (0) or the off hand (1)."""
    wanted = {"Offhand"} if hand else {"Mainhand", "TwoHand"}
    return bool(wanted & set(_flags(weapon, profession, game)))


def _flags(weapon: int, profession: Profession, game: GameData) -> tuple[str, ...]:
    known = game.weapons.get(weapon)
    use = game.professions[profession].weapons.get(known.name) if known else None
    return use.flags if use else ()


def _place(weapons: Sequence[int], order: Sequence[int]) -> Pairing:
    hands = [0] * _MOST
    for weapon, hand in zip(weapons, order, strict=True):
        hands[hand] = weapon
    return (hands[0], hands[1]), (hands[2], hands[3])


def _fits(pair: Pair, profession: Profession, game: GameData) -> bool:
    main, off = pair
    if off and main and is_two_handed(main, profession, game):
        return False
    return all(can_hold(weapon, hand, profession, game) for hand, weapon in enumerate(pair) if weapon)


def _gaps(pairing: Pairing) -> int:
    """Count off hands without a main hand: a code that names a type once may mean it twice, but seldom does."""
    return sum(bool(off) and not main for main, off in pairing)


def _sorted(pairing: Pairing, weapons: Sequence[int]) -> Pairing:
    first, second = sorted(pairing, key=lambda pair: min(_indexes(pair, weapons), default=_MOST))
    return first, second


def _indexes(pair: Pair, weapons: Sequence[int]) -> Iterator[int]:
    return (weapons.index(weapon) for weapon in pair if weapon)


def _rank(pairing: Pairing, weapons: Sequence[int]) -> tuple[int, ...]:
    return tuple(weapons.index(weapon) if weapon else _MOST for pair in pairing for weapon in pair)
