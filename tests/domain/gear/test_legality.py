"""What no build can wear: every kind of defect, one at a time, and none where there is none."""

from dataclasses import replace

import pytest

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import Equipment
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.legality import GearDefectKind, find_gear_defects
from bot.domain.gear.slots import Slot
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate

AXE, SHIELD, GREATSWORD, SHORTBOW, STAFF, TORCH = 5, 87, 50, 107, 89, 102
BERSERKER, CAPTAIN = 161, 660
GOOD = Gear(
    stats=(BERSERKER,) * 12,
    sets=(
        WeaponSet((AXE, SHIELD), (BERSERKER, BERSERKER), (24615, 24868)),
        WeaponSet((GREATSWORD, 0), (BERSERKER, 0), (24615, 24618)),
    ),
    rune=24836,
    relic=100916,
    infusions=((Attribute.POWER, 18),),
)
WARRIOR = BuildTemplate(profession=Profession.WARRIOR, weapons=(AXE, SHIELD, GREATSWORD))


def defects(gear: Gear, equipment: Equipment, game: GameData, template: BuildTemplate = WARRIOR) -> list[str]:
    return [f"{one.kind} {one.where} {one.name}" for one in find_gear_defects(gear, template, equipment, game, 18)]


def test_good_gear_has_none(equipment: Equipment, game: GameData) -> None:
    assert defects(GOOD, equipment, game) == []
    assert defects(Gear(), equipment, game) == []
    assert defects(Gear().with_stat(CAPTAIN, Slot.BACK, Slot.RING_1), equipment, game) == []
    assert defects(GOOD, equipment, game, BuildTemplate(profession=Profession.WARRIOR)) == []


@pytest.mark.parametrize(
    ("gear", "expected"),
    [
        (GOOD.with_stat(7, Slot.HELM), ["unknown-stat helm 7"]),
        (GOOD.with_stat(CAPTAIN, Slot.HELM), ["misplaced-stat helm Captain's"]),
        (replace(GOOD, rune=1, food=2), ["unknown-item rune 1", "unknown-item food 2"]),
        (replace(GOOD, relic=24836), ["unknown-item relic 24836"]),
        (replace(GOOD, infusions=((Attribute.POWER, 19),)), ["too-many-infusions infusions 19"]),
        (replace(GOOD, infusions=((Attribute.FEROCITY, 1),)), ["unknown-infusion infusions Ferocity"]),
        (GOOD.with_set(0, WeaponSet((1, 0))), ["unknown-weapon set-1-main 1", "not-in-code set-1-main 1"]),
        (
            GOOD.with_set(0, WeaponSet((SHORTBOW, 0))),
            ["foreign-weapon set-1-main Shortbow", "not-in-code set-1-main Shortbow"],
        ),
        (GOOD.with_set(0, WeaponSet((TORCH, 0))), ["wrong-hand set-1-main Torch", "not-in-code set-1-main Torch"]),
        (GOOD.with_set(1, WeaponSet((GREATSWORD, SHIELD))), ["full-hands set-2-off Greatsword"]),
        (GOOD.with_set(1, WeaponSet((GREATSWORD, 0), (161, 161))), ["full-hands set-2-off Greatsword"]),
        (GOOD.with_set(1, WeaponSet(sigils=(0, 24836))), ["unknown-item set-2-off 24836"]),
        (GOOD.with_set(1, WeaponSet(stats=(CAPTAIN, 0))), ["misplaced-stat set-2-main Captain's"]),
    ],
)
def test_each_defect_is_told(gear: Gear, expected: list[str], equipment: Equipment, game: GameData) -> None:
    assert defects(gear, equipment, game) == expected


def test_defects_read_as_sentences(equipment: Equipment, game: GameData) -> None:
    gear = GOOD.with_stat(CAPTAIN, Slot.HELM)
    (defect,) = find_gear_defects(gear, WARRIOR, equipment, game, 18)
    assert str(defect) == "helm: nothing worn here has Captain's"
    assert defect.kind is GearDefectKind.MISPLACED_STAT
