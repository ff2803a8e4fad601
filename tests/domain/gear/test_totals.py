"""Attributes: each piece against two independent tables, sums against a small one, and what follows from them."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import Combination, Equipment, Item, ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import SLOTS, Rarity, Slot
from bot.domain.gear.totals import Appraiser, Attributes, Uncounted, UncountedKind
from bot.domain.modes import GameMode
from bot.domain.professions import Profession
from tests.domain.rows import SHARED

TABLES = SHARED / "check/discretize/gear_tables.json"

SHAPES = {
    "helm": ((63, 45), (54, 30), 30),
    "shoulders": ((47, 34), (40, 22), 22),
    "gloves": ((47, 34), (40, 22), 22),
    "boots": ((47, 34), (40, 22), 22),
    "coat": ((141, 101), (121, 67), 67),
    "leggings": ((94, 67), (81, 44), 44),
    "amulet": ((157, 108), (133, 71), 72),
    "ring-1": ((126, 85), (106, 56), 57),
    "ring-2": ((126, 85), (106, 56), 57),
    "accessory-1": ((110, 74), (92, 49), 50),
    "accessory-2": ((110, 74), (92, 49), 50),
    "back": ((63, 40), (52, 27), 28),
}
"""Major and minor of an ascended piece with three and with four attributes, and each of Celestial's nine."""

OTHER_SLOTS = {"CHEST": Slot.COAT, "RING": Slot.RING_1, "ACCESSORY": Slot.ACCESSORY_1, "BACK_ITEM": Slot.BACK}


def stat(equipment: Equipment, name: str) -> Combination:
    (found,) = (one for one in equipment.combinations.values() if one.name.removesuffix("'s") == name)
    return found


def item(equipment: Equipment, kind: ItemKind, name: str) -> Item:
    return next(one for one in equipment.items[kind].values() if one.name.endswith(name))


def gains(appraiser: Appraiser, gear: Gear, mode: GameMode = GameMode.PVE) -> dict[str, int]:
    """Return what the gear adds to somebody without any, by the attribute's English name."""
    bare, worn = (appraiser.appraise(one, Profession.WARRIOR, mode) for one in (Gear(rarity=gear.rarity), gear))
    assert bare
    assert worn
    pairs = {one.display: worn[one] - bare[one] for one in Attribute}
    return {name: gain for name, gain in pairs.items() if gain}


def held(game: GameData, *names: str) -> tuple[int, int]:
    numbers = [number for name in names for number, weapon in game.weapons.items() if weapon.name == name]
    return (numbers[0], numbers[1] if len(numbers) > 1 else 0)


@pytest.fixture
def berserker(game: GameData, equipment: Equipment) -> Gear:
    number = stat(equipment, "Berserker").id
    return Gear(stats=(number,) * 12, sets=(WeaponSet(held(game, "Greatsword"), (number, 0)), WeaponSet()))


def full(equipment: Equipment, game: GameData, name: str) -> Gear:
    number = stat(equipment, name).id
    return Gear(stats=(number,) * 12, sets=(WeaponSet(held(game, "Axe", "Shield"), (number, number)), WeaponSet()))


class TestPieces:
    @pytest.mark.parametrize("slot", Slot)
    def test_each_slot_gives_what_the_table_says(self, appraiser: Appraiser, equipment: Equipment, slot: Slot) -> None:
        (major, minor), (of_four, rest), each = SHAPES[slot.value]
        found = {
            name: gains(appraiser, Gear().with_stat(stat(equipment, name).id, slot))
            for name in ("Berserker", "Viper", "Celestial")
        }
        assert found["Berserker"] == {"Power": major, "Precision": minor, "Ferocity": minor}
        assert found["Viper"] == {
            "Power": of_four,
            "Precision": rest,
            "Condition Damage": of_four,
            "Expertise": rest,
        }
        assert found["Celestial"] == {attribute.display: each for attribute in Attribute}

    @pytest.mark.parametrize("rarity", Rarity)
    def test_every_combination_in_every_slot_is_that_of_another_tool(
        self, appraiser: Appraiser, equipment: Equipment, game: GameData, rarity: Rarity
    ) -> None:
        if not TABLES.exists():
            pytest.skip(f"{TABLES} is not beside this checkout; there is nothing to compare with")
        tables = json.loads(TABLES.read_text())
        compared = 0
        for name, affix in tables["affixes"].items():
            for slot, values in tables[f"{rarity}Stats"].items():
                expected = _expected(affix, values[affix["type"]])
                if expected:
                    gear = _one_piece(_number(equipment, name), slot, game)
                    assert gains(appraiser, replace(gear, rarity=rarity)) == expected, (name, slot)
                    compared += 1
        # 39 plain combinations in 12 places; trinkets alone for Captain's and the three mixed ones, ascended ones.
        assert compared == (39 * 12 + 4 + 3 * 3 if rarity is Rarity.ASCENDED else 39 * 12)

    def test_the_other_tool_knows_no_combination_more(self, equipment: Equipment) -> None:
        if not TABLES.exists():
            pytest.skip(f"{TABLES} is not beside this checkout; there is nothing to compare with")
        affixes = json.loads(TABLES.read_text())["affixes"].keys() - {"Custom"}
        assert {_number(equipment, name) for name in affixes} == equipment.combinations.keys()

    def test_ritualists_is_a_combination_whatever_else_has_the_name(self, equipment: Equipment, game: GameData) -> None:
        assert stat(equipment, "Ritualist").id not in game.specializations
        assert any(line.name == "Ritualist" for line in game.specializations.values())


def _number(equipment: Equipment, name: str) -> int:
    mixed = {
        "BerserkerValkyrie": "Berserker's and Valkyrie",
        "RabidApothecary": "Rabid and Apothecary",
        "DireRabid": "Dire and Rabid",
    }
    return stat(equipment, mixed.get(name, name)).id


def _expected(affix: dict[str, Any], values: dict[str, int]) -> dict[str, int]:
    gained: dict[str, int] = {}
    for share, attributes in affix["bonuses"].items():
        for attribute in attributes:
            if values[share]:
                gained[attribute] = gained.get(attribute, 0) + values[share]
    return gained


def _one_piece(number: int, slot: str, game: GameData) -> Gear:
    if slot.endswith("WEAPON"):
        weapons = held(game, "Greatsword" if slot == "TWOHANDED_WEAPON" else "Sword")
        return Gear(sets=(WeaponSet(weapons, (number, 0)), WeaponSet()))
    return Gear().with_stat(number, OTHER_SLOTS.get(slot) or Slot(slot.lower()))


class TestSums:
    def test_full_berserkers_with_a_two_handed_weapon(self, appraiser: Appraiser, berserker: Gear) -> None:
        assert gains(appraiser, berserker) == {"Power": 1382, "Precision": 960, "Ferocity": 960}
        found = appraiser.appraise(berserker, Profession.WARRIOR, GameMode.PVE)
        assert found
        assert found[Attribute.POWER] == 2382
        assert round(found.critical_chance_pct, 2) == 50.71
        assert found.critical_damage_pct == 214
        assert round(found.effective_power, 2) == 3759.14
        assert found.uncounted == ()

    @pytest.mark.parametrize(
        ("name", "mode", "expected"),
        [
            (
                "Minstrel",
                GameMode.PVE,
                {"Toughness": 1173, "Healing Power": 1173, "Vitality": 633, "Concentration": 633},
            ),
            (
                "Minstrel",
                GameMode.WVW,
                {"Toughness": 1173, "Healing Power": 1173, "Vitality": 633, "Concentration": 633},
            ),
            ("Celestial", GameMode.PVE, {attribute.display: 639 for attribute in Attribute}),
            (
                "Celestial",
                GameMode.WVW,
                {one.display: 639 for one in Attribute if one not in {Attribute.CONCENTRATION, Attribute.EXPERTISE}},
            ),
            ("Harrier", GameMode.PVE, {"Power": 1381, "Concentration": 961, "Healing Power": 961}),
        ],
    )
    def test_full_sets_with_two_one_handed_weapons(
        self,
        appraiser: Appraiser,
        equipment: Equipment,
        game: GameData,
        name: str,
        mode: GameMode,
        expected: dict[str, int],
    ) -> None:
        assert gains(appraiser, full(equipment, game, name), mode) == expected

    def test_upgrades_and_food_are_added(self, appraiser: Appraiser, equipment: Equipment, berserker: Gear) -> None:
        gear = replace(
            berserker,
            rune=item(equipment, ItemKind.RUNE, "of the Scholar").id,
            food=item(equipment, ItemKind.FOOD, "Cilantro Lime Sous-Vide Steak").id,
            infusions=((Attribute.POWER, 17), (Attribute.PRECISION, 1)),
        )
        assert gains(appraiser, gear) == {"Power": 1382 + 175 + 100 + 85, "Precision": 965, "Ferocity": 960 + 225 + 70}

    def test_utility_converts_from_the_sums_with_everything_else(
        self, appraiser: Appraiser, equipment: Equipment, berserker: Gear
    ) -> None:
        stone = item(equipment, ItemKind.UTILITY, "Superior Sharpening Stone")
        # 3 % of 1960 precision and 6 % of 960 ferocity are 58.8 and 57.6.
        assert gains(appraiser, replace(berserker, utility=stone.id))["Power"] == 1382 + 59 + 58

    def test_a_legendary_rune_gives_the_same(self, appraiser: Appraiser, equipment: Equipment) -> None:
        scholar = item(equipment, ItemKind.RUNE, "of the Scholar")
        assert gains(appraiser, Gear(rune=scholar.also[0])) == gains(appraiser, Gear(rune=scholar.id))
        assert gains(appraiser, Gear(rune=scholar.id)) == {"Power": 175, "Ferocity": 225}

    def test_only_the_sigils_in_hand_count(self, appraiser: Appraiser, equipment: Equipment) -> None:
        sigil = item(equipment, ItemKind.SIGIL, "of Accuracy").id
        gear = Gear(sets=(WeaponSet(), WeaponSet(sigils=(sigil, 0))))
        chances = []
        for number in (0, 1):
            found = appraiser.appraise(gear, Profession.THIEF, GameMode.PVE, held=number)
            assert found
            chances.append(found.critical_chance_pct)
        assert chances == [5, 12]


class TestDerived:
    def found(self, appraiser: Appraiser, gear: Gear, *args: Any, **options: Any) -> Attributes:
        found = appraiser.appraise(gear, *args, **options)
        assert found
        return found

    @pytest.mark.parametrize(
        ("profession", "health", "armor"),
        [
            (Profession.WARRIOR, 19212, 2271),
            (Profession.NECROMANCER, 19212, 1967),
            (Profession.REVENANT, 15922, 2271),
            (Profession.ENGINEER, 15922, 2118),
            (Profession.RANGER, 15922, 2118),
            (Profession.MESMER, 15922, 1967),
            (Profession.GUARDIAN, 11645, 2271),
            (Profession.THIEF, 11645, 2118),
            (Profession.ELEMENTALIST, 11645, 1967),
        ],
    )
    def test_health_and_armor_depend_on_the_profession(
        self, appraiser: Appraiser, profession: Profession, health: int, armor: int
    ) -> None:
        found = self.found(appraiser, Gear(), profession, GameMode.PVE)
        assert (found.health, found.armor) == (health, armor)

    def test_a_shield_has_defense(self, appraiser: Appraiser, game: GameData) -> None:
        gear = Gear(sets=(WeaponSet(held(game, "Axe", "Shield")), WeaponSet()))
        assert self.found(appraiser, gear, Profession.WARRIOR, GameMode.PVE).armor == 2271 + 64

    def test_fury_differs_by_mode(self, appraiser: Appraiser) -> None:
        chances = {
            mode: self.found(appraiser, Gear(), Profession.THIEF, mode, fury=True).critical_chance_pct
            for mode in (GameMode.PVE, GameMode.WVW)
        }
        assert chances == {GameMode.PVE: 30, GameMode.WVW: 25}

    def test_durations_have_a_cap(self, appraiser: Appraiser, equipment: Equipment, game: GameData) -> None:
        harrier = self.found(appraiser, full(equipment, game, "Harrier"), Profession.RANGER, GameMode.PVE)
        assert round(harrier.boon_duration_pct, 2) == 64.07
        assert harrier.condition_duration_pct == 0
        monk = item(equipment, ItemKind.RUNE, "of the Monk").id
        with_rune = replace(full(equipment, game, "Harrier"), rune=monk)
        assert round(self.found(appraiser, with_rune, Profession.RANGER, GameMode.PVE).boon_duration_pct, 2) == 79.07
        more = replace(with_rune, infusions=((Attribute.CONCENTRATION, 100),))
        assert self.found(appraiser, more, Profession.RANGER, GameMode.PVE).boon_duration_pct == 100

    def test_conditions_tick_by_mode(self, appraiser: Appraiser, equipment: Equipment, game: GameData) -> None:
        gear = full(equipment, game, "Sinister")
        ticks = [
            self.found(appraiser, gear, Profession.MESMER, mode).tick("torment")
            for mode in (GameMode.PVE, GameMode.WVW)
        ]
        assert ticks == [pytest.approx(31.8 + 0.09 * 1381), pytest.approx(26 + 0.07 * 1381)]

    def test_equipment_gives_nothing_in_structured_pvp(self, appraiser: Appraiser, berserker: Gear) -> None:
        assert appraiser.appraise(berserker, Profession.WARRIOR, GameMode.PVP) is None


class TestUncounted:
    def listed(self, appraiser: Appraiser, gear: Gear) -> set[Uncounted]:
        found = appraiser.appraise(gear, Profession.WARRIOR, GameMode.PVE)
        assert found
        return {one for one in found.uncounted if one.kind is not UncountedKind.EMPTY}

    def test_what_is_conditional_is_listed(self, appraiser: Appraiser, equipment: Equipment) -> None:
        rune = item(equipment, ItemKind.RUNE, "of Strength")
        sigil = item(equipment, ItemKind.SIGIL, "of Fire")
        relic = item(equipment, ItemKind.RELIC, "of the Thief")
        gear = Gear(rune=rune.id, relic=relic.id, sets=(WeaponSet(sigils=(sigil.id, 0)), WeaponSet()))
        assert self.listed(appraiser, gear) == {
            Uncounted(UncountedKind.OTHER, rune.name, "Might Duration", 50),
            Uncounted(UncountedKind.EFFECT, sigil.name),
            Uncounted(UncountedKind.EFFECT, relic.name),
        }

    def test_what_nobody_knows_is_listed(self, appraiser: Appraiser, equipment: Equipment) -> None:
        captain = stat(equipment, "Captain").id
        gear = Gear(rune=1).with_stat(captain, Slot.HELM).with_stat(2, Slot.BOOTS)
        assert self.listed(appraiser, gear) == {
            Uncounted(UncountedKind.UNKNOWN, "helm", "Captain's"),
            Uncounted(UncountedKind.UNKNOWN, "boots"),
            Uncounted(UncountedKind.UNKNOWN, "1", "rune"),
        }

    def test_empty_places_are_listed(self, appraiser: Appraiser) -> None:
        found = appraiser.appraise(Gear(), Profession.WARRIOR, GameMode.PVE)
        assert found
        places = [one.name for one in found.uncounted]
        assert places == [*(slot.value for slot in SLOTS), "set-1-main", "set-1-off"]

    def test_weapons_without_a_type_are_told(self, appraiser: Appraiser, equipment: Equipment) -> None:
        number = stat(equipment, "Berserker").id
        gear = Gear(sets=(WeaponSet(stats=(number, number)), WeaponSet()))
        assert self.listed(appraiser, gear) == {Uncounted(UncountedKind.HANDS, "set-1")}
        assert gains(appraiser, gear) == {"Power": 250, "Precision": 180, "Ferocity": 180}
