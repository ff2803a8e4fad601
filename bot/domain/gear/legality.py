"""What is impossible in the game about gear, told in full: one defect per thing that is wrong.

What was not said is no defect. The words that people read stand beside the commands; `str()` of a defect is for the
command line and for logs.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.gamedata import GameData
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import HANDS, Gear, WeaponSet
from bot.domain.gear.pairing import can_hold, is_two_handed
from bot.domain.gear.slots import SLOTS, SlotKind
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate


class GearDefectKind(StrEnum):
    """What can be wrong; the value is a stable name that words can be looked up by."""

    UNKNOWN_STAT = "unknown-stat"
    MISPLACED_STAT = "misplaced-stat"
    UNKNOWN_ITEM = "unknown-item"
    TOO_MANY_INFUSIONS = "too-many-infusions"
    UNKNOWN_INFUSION = "unknown-infusion"
    UNKNOWN_WEAPON = "unknown-weapon"
    FOREIGN_WEAPON = "foreign-weapon"
    WRONG_HAND = "wrong-hand"
    FULL_HANDS = "full-hands"
    NOT_IN_CODE = "not-in-code"


@dataclass(frozen=True, slots=True)
class GearDefect:
    """One thing that is wrong."""

    kind: GearDefectKind
    where: str
    """The place, such as "helm" or "set-1-off"."""
    name: str
    """The thing in that place by its name, or by its number if it has none."""

    def __str__(self) -> str:
        return f"{self.where}: {_SENTENCES[self.kind].format(name=self.name)}"


def find_gear_defects(
    gear: Gear, template: BuildTemplate, equipment: Equipment, game: GameData, infusion_slots: int
) -> tuple[GearDefect, ...]:
    """List every defect of gear that is worn with a build: slots, weapons, items, infusions."""
    return (
        *(
            defect
            for slot, stat in zip(SLOTS, gear.stats, strict=True)
            for defect in _find_in_stat(slot.value, slot.kind, stat, equipment)
        ),
        *(
            defect
            for number, held in enumerate(gear.sets)
            for defect in _find_in_set(f"set-{number + 1}", held, template, equipment, game)
        ),
        *_find_in_items(gear, equipment),
        *_find_in_infusions(gear, equipment, infusion_slots),
    )


def _find_in_stat(where: str, kind: SlotKind, stat: int, equipment: Equipment) -> Iterator[GearDefect]:
    combination = equipment.combinations.get(stat)
    if stat and combination is None:
        yield GearDefect(GearDefectKind.UNKNOWN_STAT, where, str(stat))
    elif combination and not combination.coefficients(kind):
        yield GearDefect(GearDefectKind.MISPLACED_STAT, where, combination.name)


def _find_in_set(
    where: str, held: WeaponSet, template: BuildTemplate, equipment: Equipment, game: GameData
) -> Iterator[GearDefect]:
    for hand, weapon, stat, sigil in zip(range(2), held.weapons, held.stats, held.sigils, strict=True):
        place = f"{where}-{HANDS[hand]}"
        if weapon:
            yield from _find_in_weapon(place, hand, weapon, template, game)
        yield from _find_in_stat(place, SlotKind.ONE_HAND, stat, equipment)
        if sigil and equipment.get_item(ItemKind.SIGIL, sigil) is None:
            yield GearDefect(GearDefectKind.UNKNOWN_ITEM, place, str(sigil))
    main, off = held.weapons
    if is_two_handed(main, template.profession, game) and (off or held.stats[1]):
        yield GearDefect(GearDefectKind.FULL_HANDS, f"{where}-off", game.weapons[main].name)


def _find_in_weapon(
    where: str, hand: int, weapon: int, template: BuildTemplate, game: GameData
) -> Iterator[GearDefect]:
    known = game.weapons.get(weapon)
    if known is None:
        yield GearDefect(GearDefectKind.UNKNOWN_WEAPON, where, str(weapon))
    elif not _wields(known.name, template.profession, game):
        yield GearDefect(GearDefectKind.FOREIGN_WEAPON, where, known.name)
    elif not can_hold(weapon, hand, template.profession, game):
        yield GearDefect(GearDefectKind.WRONG_HAND, where, known.name)
    if template.weapons and weapon not in template.weapons:
        yield GearDefect(GearDefectKind.NOT_IN_CODE, where, known.name if known else str(weapon))


def _wields(name: str, profession: Profession, game: GameData) -> bool:
    return name in game.professions[profession].weapons


def _find_in_items(gear: Gear, equipment: Equipment) -> Iterator[GearDefect]:
    for kind in (ItemKind.RUNE, ItemKind.RELIC, ItemKind.FOOD, ItemKind.UTILITY):
        number = getattr(gear, kind.value)
        if number and equipment.get_item(kind, number) is None:
            yield GearDefect(GearDefectKind.UNKNOWN_ITEM, kind.value, str(number))


def _find_in_infusions(gear: Gear, equipment: Equipment, infusion_slots: int) -> Iterator[GearDefect]:
    for attribute, _ in gear.infusions:
        if attribute not in equipment.infusions:
            yield GearDefect(GearDefectKind.UNKNOWN_INFUSION, "infusions", attribute.display)
    count = sum(number for _, number in gear.infusions)
    if count > infusion_slots:
        yield GearDefect(GearDefectKind.TOO_MANY_INFUSIONS, "infusions", str(count))


_SENTENCES = {
    GearDefectKind.UNKNOWN_STAT: "no combination of attributes has number {name}",
    GearDefectKind.MISPLACED_STAT: "nothing worn here has {name}",
    GearDefectKind.UNKNOWN_ITEM: "no such item has number {name}",
    GearDefectKind.TOO_MANY_INFUSIONS: "{name} infusions are more than there are places for",
    GearDefectKind.UNKNOWN_INFUSION: "no infusion gives {name}",
    GearDefectKind.UNKNOWN_WEAPON: "no weapon has number {name}",
    GearDefectKind.FOREIGN_WEAPON: "this profession does not wield {name}",
    GearDefectKind.WRONG_HAND: "{name} is not held in this hand",
    GearDefectKind.FULL_HANDS: "{name} takes both hands",
    GearDefectKind.NOT_IN_CODE: "the build code does not have {name}",
}
