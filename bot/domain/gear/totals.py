"""The attributes that gear gives at level 80, and what follows from them. Integers are summed, divided once.

What always holds is counted: pieces, rune, the sigils of the set in hand, food, utility, infusions. What holds under
conditions or now and then is listed instead (`Attributes.uncounted`). Traits and boons are not looked at.

Order: the whole numbers of all pieces and items first; then what a utility item converts, each from those sums,
rounded half up (source: discretize-gear-optimizer, optimizer core, read 2026-11-22).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute, Share
from bot.domain.gear.equipment import Combination, Equipment, Item, ItemKind
from bot.domain.gear.gear import HANDS, Gear, WeaponSet
from bot.domain.gear.pairing import is_two_handed
from bot.domain.gear.rules import AttributeRules, Tick
from bot.domain.gear.slots import SLOTS, SlotKind, Weight
from bot.domain.modes import GameMode
from bot.domain.professions import Profession


class UncountedKind(StrEnum):
    """Why something is not in the numbers; the value is a stable name that words can be looked up by."""

    EMPTY = "empty"
    """Nothing was said about this place."""
    UNKNOWN = "unknown"
    """No source at hand tells the numbers of this thing."""
    OTHER = "other"
    """A number for something else than attributes, such as +10 % Might Duration."""
    EFFECT = "effect"
    """Something that happens under conditions or now and then."""
    HANDS = "hands"
    """The weapons' types were not said: counted as two one-handed ones, 1 point less than a two-handed one."""


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Something that is not in the numbers."""

    kind: UncountedKind
    name: str
    """The item, or the place that is empty."""
    detail: str = ""
    percent: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes:
    """The sums, and as properties what the game derives from them."""

    sums: tuple[int, ...]
    """In the order of `Attribute`."""
    shares: tuple[int, ...]
    """Hundredths in the order of `Share`, beside what attributes give."""
    defense: int
    base_health: int
    fury: bool
    mode: GameMode
    rules: AttributeRules
    uncounted: tuple[Uncounted, ...]

    def __getitem__(self, attribute: Attribute) -> int:
        return self.sums[_ORDER[attribute]]

    @property
    def critical_chance_pct(self) -> float:
        """From 0 to 100, fury counted if there is any."""
        return float(self._critical_chance * 100)

    @property
    def critical_damage_pct(self) -> float:
        """150 without any ferocity."""
        return float(self._critical_damage * 100)

    @property
    def boon_duration_pct(self) -> float:
        """What is added to the duration of boons, at most 100."""
        share = Fraction(self[Attribute.CONCENTRATION], self.rules.concentration_per_pct)
        return self._capped(share + self.shares[_SHARES[Share.BOON_DURATION]])

    @property
    def condition_duration_pct(self) -> float:
        """What is added to the duration of conditions, at most 100."""
        share = Fraction(self[Attribute.EXPERTISE], self.rules.expertise_per_pct)
        return self._capped(share + self.shares[_SHARES[Share.CONDITION_DURATION]])

    @property
    def health(self) -> int:
        """Health points."""
        return self.base_health + self.rules.health_per_vitality * self[Attribute.VITALITY]

    @property
    def armor(self) -> int:
        """Defense of the six pieces and a shield, and toughness."""
        return self.defense + self[Attribute.TOUGHNESS]

    @property
    def effective_power(self) -> float:
        """Power, times what critical hits make of it on average."""
        return float(self[Attribute.POWER] * (1 + self._critical_chance * (self._critical_damage - 1)))

    @property
    def effective_health(self) -> float:
        """Health, times how much less strikes hurt than with the reference armor."""
        return float(Fraction(self.health * self.armor, self.rules.reference_armor))

    def tick(self, condition: str) -> float:
        """Return the damage of one tick of one stack; raises KeyError for a condition that does none."""
        tick: Tick = self.rules.ticks[self.mode][condition]
        return float(tick.base + tick.factor * self[Attribute.CONDITION_DAMAGE])

    def _capped(self, duration: Fraction) -> float:
        return float(min(duration, Fraction(self.rules.duration_cap_pct)))

    @property
    def _critical_chance(self) -> Fraction:
        precision = self[Attribute.PRECISION] - self.rules.critical_from
        fury = self.rules.modes[self.mode].fury_pct if self.fury else 0
        share = Fraction(precision, self.rules.precision_per_pct) + self.shares[_SHARES[Share.CRITICAL_CHANCE]] + fury
        return max(Fraction(0), min(Fraction(1), share / 100))

    @property
    def _critical_damage(self) -> Fraction:
        share = self.rules.critical_damage_pct + Fraction(self[Attribute.FEROCITY], self.rules.ferocity_per_pct)
        return share / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraiser:
    """Computes attributes with what is known of the game."""

    equipment: Equipment
    rules: AttributeRules
    game: GameData

    def appraise(
        self, gear: Gear, profession: Profession, mode: GameMode, *, held: int = 0, fury: bool = False
    ) -> Attributes | None:
        """Return the attributes with weapon set `held` (0 or 1) in hand.

        None in structured PvP, where equipment gives no attributes: an amulet does, which gear does not hold.
        """
        if mode is GameMode.PVP:
            return None
        sums = [self.rules.base if attribute in _FROM_BASE else 0 for attribute in Attribute]
        shares = [0] * len(Share)
        uncounted = [*self._add_pieces(gear, profession, mode, held, sums)]
        for attribute, count in gear.infusions:
            infusion = self.equipment.infusions.get(attribute)
            sums[_ORDER[attribute]] += count * infusion.amount if infusion else 0
        items = [*self._find_items(gear, held, uncounted)]
        for item in items:
            _add_item(item, sums, shares)
            uncounted += _list_rest(item)
        _convert(items, sums)
        return Attributes(
            sums=tuple(sums),
            shares=tuple(shares),
            defense=self._defense(gear, self.rules.professions[profession].weight, gear.sets[held]),
            base_health=self.rules.professions[profession].health,
            fury=fury,
            mode=mode,
            rules=self.rules,
            uncounted=tuple(uncounted),
        )

    def _add_pieces(
        self, gear: Gear, profession: Profession, mode: GameMode, held: int, sums: list[int]
    ) -> Iterator[Uncounted]:
        pieces = [(slot.value, slot.kind, stat) for slot, stat in zip(SLOTS, gear.stats, strict=True)]
        weapons = gear.sets[held]
        if any(weapons.stats) and not any(weapons.weapons):
            yield Uncounted(UncountedKind.HANDS, f"set-{held + 1}")
        for place, kind, stat in (*pieces, *self._weapon_pieces(weapons, profession, held)):
            combination = self.equipment.combinations.get(stat)
            given = self._give(combination, kind, gear, mode) if combination else []
            if not given:
                kind_of = UncountedKind.UNKNOWN if stat else UncountedKind.EMPTY
                yield Uncounted(kind_of, place, combination.name if combination else "")
            for attribute, amount in given:
                sums[_ORDER[attribute]] += amount

    def _weapon_pieces(
        self, weapons: WeaponSet, profession: Profession, held: int
    ) -> Iterator[tuple[str, SlotKind, int]]:
        place = f"set-{held + 1}"
        if is_two_handed(weapons.weapons[0], profession, self.game):
            yield f"{place}-two-hand", SlotKind.TWO_HAND, weapons.stats[0]
            return
        for hand, stat in zip(HANDS, weapons.stats, strict=True):
            yield f"{place}-{hand}", SlotKind.ONE_HAND, stat

    def _give(
        self, combination: Combination, kind: SlotKind, gear: Gear, mode: GameMode
    ) -> list[tuple[Attribute, int]]:
        """Return what one piece gives; nothing where its numbers are not known."""
        budget = self.equipment.budgets[gear.rarity, kind]
        exotic_trinket = kind.is_trinket and gear.rarity.value == "exotic"
        coefficients = combination.armor if exotic_trinket else combination.coefficients(kind)
        jewel = self.rules.jewels.get(len(coefficients)) if exotic_trinket else None
        without = self.rules.modes[mode].celestial_without if len(coefficients) == len(Attribute) else frozenset()
        most = max((multiplier for _, multiplier, _ in coefficients), default=0)
        given = []
        for attribute, multiplier, value in coefficients:
            amount = (round(multiplier * 1000) * round(budget.adjustment * 1000) + 500_000) // 1_000_000 + value
            if jewel and attribute not in jewel.without:
                amount += jewel.major if multiplier == most else jewel.minor
            if attribute not in without:
                given.append((attribute, amount))
        return given

    def _find_items(self, gear: Gear, held: int, uncounted: list[Uncounted]) -> Iterator[Item]:
        worn = [(ItemKind.SIGIL, sigil) for sigil in gear.sets[held].sigils]
        worn += [(kind, getattr(gear, kind.value)) for kind in ItemKind if kind is not ItemKind.SIGIL]
        for kind, number in worn:
            item = self.equipment.get_item(kind, number)
            if item:
                yield item
            elif number:
                uncounted.append(Uncounted(UncountedKind.UNKNOWN, str(number), kind.value))

    def _defense(self, gear: Gear, weight: Weight, weapons: WeaponSet) -> int:
        """Sum it over all six pieces, whatever their stats: nobody goes without."""
        armor = sum(
            self.equipment.budgets[gear.rarity, slot.kind].defense[weight] for slot in SLOTS if slot.kind.is_armor
        )
        off = self.game.weapons.get(weapons.weapons[1])
        return armor + (self.equipment.shield_defense[gear.rarity] if off and off.name == "Shield" else 0)


def _add_item(item: Item, sums: list[int], shares: list[int]) -> None:
    for attribute, amount in item.flat:
        sums[_ORDER[attribute]] += amount
    for share, amount in item.shares:
        shares[_SHARES[share]] += amount


def _convert(items: list[Item], sums: list[int]) -> None:
    before = tuple(sums)
    for conversion in (conversion for item in items for conversion in item.conversions):
        sums[_ORDER[conversion.gained]] += (before[_ORDER[conversion.source]] * conversion.percent + 50) // 100


def _list_rest(item: Item) -> Iterator[Uncounted]:
    for extra in item.extras:
        yield Uncounted(UncountedKind.OTHER, item.name, extra.name, extra.percent)
    if item.effects:
        yield Uncounted(UncountedKind.EFFECT, item.name)


_ORDER = {attribute: place for place, attribute in enumerate(Attribute)}
_SHARES = {share: place for place, share in enumerate(Share)}
_FROM_BASE = frozenset({Attribute.POWER, Attribute.PRECISION, Attribute.TOUGHNESS, Attribute.VITALITY})
