"""Puts what was read into place: combinations into slots, weapons and sigils into sets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.reading.atoms import Atom
from bot.domain.gear.reading.lexicon import Meaning, Role
from bot.domain.gear.slots import SLOTS, Rarity, Slot

Spot = tuple[int, int]
"""Weapon set and hand."""
SPOTS: Final[tuple[Spot, ...]] = ((0, 0), (0, 1), (1, 0), (1, 1))


@dataclass(slots=True)
class Claims:
    """Who says what of one place: more than one answer is none."""

    said: dict[Atom, Meaning] = field(default_factory=dict)

    @property
    def answer(self) -> int:
        """Return the one thing that was said, or 0."""
        numbers = {one.id for one in self.said.values()}
        return numbers.pop() if len(numbers) == 1 else 0

    @property
    def is_contested(self) -> bool:
        """Tell whether several things were said."""
        return len({one.id for one in self.said.values()}) > 1


@dataclass(slots=True)
class Assembly:
    """What was read so far."""

    two_handed: frozenset[int]
    only: Mapping[int, int]
    """The hand of weapon types that are held in one hand alone."""
    weapons: dict[Spot, int] = field(default_factory=dict)
    fixed: bool = False
    """Whether the weapons are those of a build code, to which a text adds none."""
    slots: dict[tuple[int, Slot], Claims] = field(default_factory=dict)
    """By rank: 0 for a group of slots, 1 for a slot."""
    hands: dict[Spot, Claims] = field(default_factory=dict)
    open_hands: set[Spot] = field(default_factory=set)
    """Those to which what is said of everything does not go."""
    both_hands: Claims = field(default_factory=Claims)
    everywhere: Claims = field(default_factory=Claims)
    items: dict[Role, Claims] = field(default_factory=dict)
    sigils: dict[Spot, int] = field(default_factory=dict)
    infusions: dict[Attribute, int] = field(default_factory=dict)
    rarity: Rarity = Rarity.ASCENDED

    def put_stat(self, atom: Atom, stat: Meaning, slots: Iterable[Slot], *, group: bool) -> None:
        """Say that these slots have a combination."""
        for claims in self.open_slots(slots, group=group):
            claims.said[atom] = stat

    def open_slots(self, slots: Iterable[Slot], *, group: bool) -> list[Claims]:
        """Keep what is said of everything from these slots; return what is said of them."""
        return [self.slots.setdefault((0 if group else 1, slot), Claims()) for slot in slots]

    def put_item(self, atom: Atom, item: Meaning) -> None:
        """Say which rune, relic, food or utility it is."""
        self.items.setdefault(item.role, Claims()).said[atom] = item

    def put_sigil(self, sigil: Meaning, held: int | None) -> bool:
        """Put a sigil into the next free place, of one set or of both; tell whether there was one."""
        for spot in SPOTS:
            if held in {None, spot[0]} and spot not in self.sigils:
                self.sigils[spot] = sigil.id
                return True
        return False

    def put_weapons(self, types: Sequence[int], held: int | None) -> list[Spot] | None:
        """Find where weapons named together are held, taking up free hands; None if they cannot be."""
        known = [next((spot for spot, now in self.weapons.items() if now == one), None) for one in types]
        if all(known) and types:
            return [spot for spot in known if spot]
        wanted = self._hands(types)
        if self.fixed or wanted is None:
            return None
        for number in (0, 1) if held is None else (held,):
            spots = [(number, hand) for hand in wanted]
            taken = [spot for spot in self.weapons if spot[0] == number]
            blocked = any(self.weapons[spot] in self.two_handed for spot in taken) or (
                bool(taken) and types[0] in self.two_handed
            )
            if not blocked and not set(spots) & set(taken):
                self.weapons |= dict(zip(spots, types, strict=True))
                return spots
        return None

    def find_hands(self) -> list[Spot]:
        """Return the hands that hold something; both hands of the first set if nothing is known."""
        return sorted(self.weapons) or list(SPOTS[:2])

    def find_contested(self) -> list[dict[Atom, Meaning]]:
        """Return what was said twice and differently."""
        claims = [*self.slots.values(), *self.hands.values(), self.both_hands, self.everywhere, *self.items.values()]
        return [one.said for one in claims if one.is_contested]

    def to_gear(self) -> Gear:
        """Return the gear; a place of which several things were said stays open."""
        return Gear(
            stats=tuple(self._stat(slot) for slot in SLOTS),
            sets=(self._set(0), self._set(1)),
            rune=self._item(Role.RUNE),
            relic=self._item(Role.RELIC),
            food=self._item(Role.FOOD),
            utility=self._item(Role.UTILITY),
            infusions=tuple((one, self.infusions[one]) for one in Attribute if self.infusions.get(one)),
            rarity=self.rarity,
        )

    def _hands(self, types: Sequence[int]) -> tuple[int, ...] | None:
        """Return the hands for one weapon, or for two in the order in which they are named."""
        if len(types) == 1:
            return (self.only.get(types[0], 0),)
        fits = len(types) == len(("main", "off")) and not self.two_handed & set(types)
        return (0, 1) if fits and self.only.get(types[0]) != 1 and self.only.get(types[1]) != 0 else None

    def _stat(self, slot: Slot) -> int:
        for rank in (1, 0):
            if (rank, slot) in self.slots:
                return self.slots[rank, slot].answer
        return self.everywhere.answer

    def _set(self, number: int) -> WeaponSet:
        main, off = (number, 0), (number, 1)
        said = any(spot in {main, off} for spot in (*self.weapons, *self.hands, *self.sigils))
        nothing_held = not self.weapons and not self.hands and number == 0
        return WeaponSet(
            weapons=(self.weapons.get(main, 0), self.weapons.get(off, 0)),
            stats=(self._weapon_stat(main), self._weapon_stat(off)) if said or nothing_held else (0, 0),
            sigils=(self.sigils.get(main, 0), self.sigils.get(off, 0)),
        )

    def _weapon_stat(self, spot: Spot) -> int:
        in_set = [one for one in self.weapons if one[0] == spot[0]]
        if in_set and spot not in in_set:
            return 0
        if spot in self.hands:
            return self.hands[spot].answer
        if self.both_hands.said:
            return self.both_hands.answer
        return 0 if spot in self.open_hands else self.everywhere.answer

    def _item(self, role: Role) -> int:
        return self.items[role].answer if role in self.items else 0
