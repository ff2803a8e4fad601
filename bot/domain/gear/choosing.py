"""Gear chosen part by part: which parts there are, what can stand in each, and the gear after a choice.

A part has a stable name, which controls carry: "all", "armor", "helm", "set-1-main", "rune", "sigil-2-1",
"infusion-power", "sets". A choice is a number: a combination, an item, how many infusions, or which pairing; 0 takes
back what was said (for "sets" the pairings are counted from 1).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.faults import GearError
from bot.domain.gear.gear import HANDS, SETS, Gear, WeaponSet
from bot.domain.gear.pairing import Pairing, find_pairings, is_two_handed
from bot.domain.gear.slots import SLOTS, Rarity, Slot, SlotKind
from bot.domain.template import BuildTemplate

Spot = tuple[int, int]
"""Weapon set and hand, each from 0."""

ALL: Final = "all"
WEAPONS: Final = "weapons"
SETS_PART: Final = "sets"
GROUPS: Final = {
    ALL: SLOTS,
    "armor": tuple(slot for slot in SLOTS if slot.kind.is_armor),
    "trinkets": tuple(slot for slot in SLOTS if slot.kind.is_trinket),
    WEAPONS: (),
}
SPOTS: Final[tuple[Spot, ...]] = tuple((number, hand) for number in range(SETS) for hand in range(len(HANDS)))
ITEMS: Final = (ItemKind.RUNE, ItemKind.RELIC, ItemKind.FOOD, ItemKind.UTILITY)
_HAND_PARTS: Final = {f"set-{number + 1}-{HANDS[hand]}": (number, hand) for number, hand in SPOTS}
_SIGIL_PARTS: Final = {f"sigil-{number + 1}-{place + 1}": (number, place) for number, place in SPOTS}
_INFUSION_PARTS: Final = {f"infusion-{one.value}": one for one in Attribute}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can stand in a part."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Wearer:
    """Who wears the gear, and what there is to wear."""

    template: BuildTemplate
    equipment: Equipment
    game: GameData
    infusion_slots: int

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        """Every way to hold the weapons of the code in two sets."""
        return find_pairings(self.template.weapons, self.template.profession, self.game)

    def get_gear(self, gear: Gear | None) -> Gear:
        """Return the gear to begin with: what was said, with the weapon sets where the code leaves one way only."""
        worn = gear or Gear()
        if any(any(held.weapons) for held in worn.sets) or len(self.pairings) != 1:
            return worn
        return _with_pairing(worn, self.pairings[0], self)

    def list_parts(self, gear: Gear) -> tuple[str, ...]:
        """Return every part that gear can be chosen for; hands and sigils are those of the weapons that are known."""
        return (*self.list_pieces(gear), *self.list_rest(gear))

    def list_pieces(self, gear: Gear) -> tuple[str, ...]:
        """Return the parts that have a combination: groups, slots, hands."""
        hands = set(_find_hands(gear))
        return (
            *GROUPS,
            *(slot.value for slot in SLOTS),
            *(part for part, spot in _HAND_PARTS.items() if spot in hands),
        )

    def list_rest(self, gear: Gear) -> tuple[str, ...]:
        """Return the parts beside them: pairing, items, sigils, infusions."""
        return (
            *([SETS_PART] if len(self.pairings) > 1 else []),
            *(kind.value for kind in ITEMS),
            *(part for part, spot in _SIGIL_PARTS.items() if spot in _find_sigils(gear, self)),
            *(part for part, attribute in _INFUSION_PARTS.items() if attribute in self.equipment.infusions),
        )

    def list_options(self, gear: Gear, part: str) -> tuple[Option, ...]:
        """Return what can be chosen for a part, by name; raises GearError for a part that is none."""
        self._require_part(gear, part)
        if part == SETS_PART:
            return tuple(Option(place, self._name(pairing)) for place, pairing in enumerate(self.pairings, 1))
        if part in _INFUSION_PARTS:
            free = _count_free(gear, _INFUSION_PARTS[part], self.infusion_slots)
            return tuple(Option(count, str(count)) for count in range(1, free + 1))
        kind = _item_kind(part)
        return self._list_items(kind) if kind else self._list_combinations(_kinds_of(part))

    def choose(self, gear: Gear | None, part: str, number: int) -> Gear:
        """Return the gear after a choice; raises GearError for what cannot be chosen for the part."""
        worn = self.get_gear(gear)
        if number and number not in {option.number for option in self.list_options(worn, part)}:
            raise GearError(part, expected="a choice that there is", found=str(number))
        self._require_part(worn, part)
        if part == SETS_PART:
            return _with_pairing(worn, self.pairings[number - 1] if number else ((0, 0), (0, 0)), self)
        if part in _INFUSION_PARTS:
            return _with_infusions(worn, _INFUSION_PARTS[part], number)
        if part in _SIGIL_PARTS:
            return _with_row(worn, "sigils", _SIGIL_PARTS[part], number)
        if part in _HAND_PARTS:
            return _with_row(worn, "stats", _HAND_PARTS[part], number)
        if kind := _item_kind(part):
            item: dict[str, Any] = {kind.value: number}
            return replace(worn, **item)
        return self._with_stats(worn, part, number)

    def get_choice(self, gear: Gear, part: str) -> int:
        """Return what stands in a part now, 0 for nothing and for a group whose pieces differ."""
        if part == SETS_PART:
            held = (gear.sets[0].weapons, gear.sets[1].weapons)
            return self.pairings.index(held) + 1 if held in self.pairings else 0
        if part in _INFUSION_PARTS:
            return dict(gear.infusions).get(_INFUSION_PARTS[part], 0)
        for parts, row in ((_SIGIL_PARTS, "sigils"), (_HAND_PARTS, "stats")):
            if part in parts:
                number, place = parts[part]
                return int(getattr(gear.sets[number], row)[place])
        if kind := _item_kind(part):
            return int(getattr(gear, kind.value))
        worn = _find_stats(gear, part)
        return worn.pop() if len(worn) == 1 else 0

    def is_mixed(self, gear: Gear, part: str) -> bool:
        """Tell whether the pieces of a group differ, those among them of which nothing was said."""
        return part in GROUPS and len(_find_stats(gear, part)) > 1

    def _require_part(self, gear: Gear, part: str) -> None:
        if part not in self.list_parts(gear):
            raise GearError(part, expected="a part of the gear", found=part)

    def _with_stats(self, gear: Gear, part: str, number: int) -> Gear:
        after = gear.with_stat(number, *_slots_of(part))
        for spot in _find_hands(gear) if part in {ALL, WEAPONS} else ():
            after = _with_row(after, "stats", spot, number)
        return after

    def _name(self, pairing: Pairing) -> str:
        return " / ".join(" + ".join(self.game.weapons[one].name for one in pair if one) or "—" for pair in pairing)

    def _list_items(self, kind: ItemKind) -> tuple[Option, ...]:
        # an item stands there by each of its ids
        own = {item.id: Option(item.id, item.name) for item in self.equipment.items[kind].values()}
        return tuple(sorted(own.values(), key=lambda option: (option.name, option.number)))

    def _list_combinations(self, kinds: frozenset[SlotKind]) -> tuple[Option, ...]:
        fitting = [one for one in self.equipment.combinations.values() if all(map(one.coefficients, kinds))]
        return tuple(Option(one.id, one.name) for one in sorted(fitting, key=lambda one: one.name))


def lay_over(top: Gear, below: Gear) -> Gear:
    """Return what `top` says, and of what it does not speak, what `below` says."""
    first, second = (
        WeaponSet(
            weapons=upper.weapons if any(upper.weapons) else lower.weapons,
            stats=_pair(upper.stats, lower.stats),
            sigils=_pair(upper.sigils, lower.sigils),
        )
        for upper, lower in zip(top.sets, below.sets, strict=True)
    )
    items = {kind.value: getattr(top, kind.value) or getattr(below, kind.value) for kind in ITEMS}
    return replace(
        below,
        stats=tuple(upper or lower for upper, lower in zip(top.stats, below.stats, strict=True)),
        sets=(first, second),
        infusions=top.infusions or below.infusions,
        rarity=top.rarity if top.rarity is not Rarity.ASCENDED else below.rarity,
        **items,
    )


def _pair(upper: tuple[int, int], lower: tuple[int, int]) -> tuple[int, int]:
    return upper[0] or lower[0], upper[1] or lower[1]


def _slots_of(part: str) -> tuple[Slot, ...]:
    return GROUPS[part] if part in GROUPS else (Slot(part),)


def _find_stats(gear: Gear, part: str) -> set[int]:
    """Return the different combinations in a slot or a group."""
    hands = _find_hands(gear) if part in {ALL, WEAPONS} else ()
    return {gear.get_stat(slot) for slot in _slots_of(part)} | {gear.sets[one].stats[hand] for one, hand in hands}


def _kinds_of(part: str) -> frozenset[SlotKind]:
    kinds = {slot.kind for slot in _slots_of(part)} if part not in _HAND_PARTS else set()
    if part in {ALL, WEAPONS} or part in _HAND_PARTS:
        kinds.add(SlotKind.ONE_HAND)
    return frozenset(kinds)


def _item_kind(part: str) -> ItemKind | None:
    if part in _SIGIL_PARTS:
        return ItemKind.SIGIL
    return next((kind for kind in ITEMS if kind.value == part), None)


def _find_hands(gear: Gear) -> tuple[Spot, ...]:
    """Return the hands that hold something; those of the first set while no weapon is known."""
    held = tuple(spot for spot in SPOTS if gear.sets[spot[0]].weapons[spot[1]])
    return held or SPOTS[:2]


def _find_sigils(gear: Gear, wearer: Wearer) -> Iterator[Spot]:
    """Yield the places for sigils: two of a two-handed weapon or a pair, one of a weapon alone."""
    known = any(any(held.weapons) for held in gear.sets)
    for number, held in enumerate(gear.sets):
        if not known:
            yield from ((number, 0), (number, 1))
        elif any(held.weapons):
            two_handed = is_two_handed(held.weapons[0], wearer.template.profession, wearer.game)
            yield from ((number, place) for place in range(2) if two_handed or held.weapons[place])


def _count_free(gear: Gear, attribute: Attribute, slots: int) -> int:
    return slots - sum(count for one, count in gear.infusions if one is not attribute)


def _with_infusions(gear: Gear, attribute: Attribute, count: int) -> Gear:
    counts = {**dict(gear.infusions), attribute: count}
    return replace(gear, infusions=tuple((one, counts[one]) for one in Attribute if counts.get(one)))


def _with_row(gear: Gear, row: str, spot: Spot, number: int) -> Gear:
    before = getattr(gear.sets[spot[0]], row)
    after = (number, before[1]) if spot[1] == 0 else (before[0], number)
    return gear.with_set(spot[0], replace(gear.sets[spot[0]], **{row: after}))


def _with_pairing(gear: Gear, pairing: Pairing, wearer: Wearer) -> Gear:
    """Hold the weapons otherwise: a hand keeps its combination; one newly filled takes that of all others, if one.

    With the weapons taken back all else stays.
    """
    if not any(map(any, pairing)):
        first, second = (replace(held, weapons=(0, 0)) for held in gear.sets)
        return replace(gear, sets=(first, second))
    said = {stat for held in gear.sets for stat in held.stats if stat}
    usual = said.pop() if len(said) == 1 else 0
    for number, pair in enumerate(pairing):
        held = gear.sets[number]
        main, off = ((stat or usual) if weapon else 0 for stat, weapon in zip(held.stats, pair, strict=True))
        both = is_two_handed(pair[0], wearer.template.profession, wearer.game) or all(pair)
        sigils = (
            held.sigils
            if both or not any(pair)
            else tuple(sigil if weapon else 0 for sigil, weapon in zip(held.sigils, pair, strict=True))
        )
        gear = gear.with_set(number, WeaponSet(pair, (main, off), (sigils[0], sigils[1])))
    return gear
