"""Gear chosen part by part."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.choosing import ALL, SETS_PART, WEAPONS, Wearer, lay_over
from bot.domain.gear.equipment import Equipment
from bot.domain.gear.faults import GearError
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.legality import GearDefectKind, find_gear_defects
from bot.domain.gear.slots import Rarity, Slot
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate
from bot.gateways.gamedata import load_game_data
from bot.gateways.gamedata.equipment import load_equipment

BERSERKER, VIPER = 161, 1130
SCHOLAR, THIEF, FORCE = 24836, 100916, 24615
SLOTS = 18
GAME, EQUIPMENT = load_game_data(), load_equipment()
NUMBERS = {weapon.name: number for number, weapon in GAME.weapons.items()}


def wearer(*weapons: str, profession: Profession = Profession.GUARDIAN) -> Wearer:
    template = BuildTemplate(profession=profession, weapons=tuple(NUMBERS[name] for name in weapons))
    return Wearer(template, EQUIPMENT, GAME, SLOTS)


AMBIGUOUS = ("Mace", "Shield", "Axe", "Focus")


class TestParts:
    def test_a_code_without_weapons_offers_both_hands_of_the_first_set(self) -> None:
        parts = wearer().list_parts(Gear())
        assert {"set-1-main", "set-1-off", "sigil-1-1", "sigil-2-2"} <= set(parts)
        assert "set-2-main" not in parts
        assert SETS_PART not in parts

    def test_hands_and_sigils_are_those_of_the_weapons(self) -> None:
        who = wearer("Greatsword", "Mace")
        parts = who.list_parts(who.get_gear(None))
        hands = [part for part in parts if part.startswith(("set-", "sigil-"))]
        assert hands == ["set-1-main", "set-2-main", "sigil-1-1", "sigil-1-2", "sigil-2-1"]

    def test_a_pairing_is_asked_for_where_the_code_leaves_several(self) -> None:
        who = wearer(*AMBIGUOUS)
        assert SETS_PART in who.list_parts(Gear())
        names = [option.name for option in who.list_options(Gear(), SETS_PART)]
        assert names == ["Mace + Shield / Axe + Focus", "Mace + Focus / Axe + Shield"]

    def test_every_option_of_every_part_can_be_chosen_and_taken_back(self) -> None:
        who = wearer(*AMBIGUOUS)
        gear = who.choose(None, SETS_PART, 1)
        for part in who.list_parts(gear):
            for option in (who.list_options(gear, part)[0], who.list_options(gear, part)[-1]):
                chosen = who.choose(gear, part, option.number)
                assert who.get_choice(chosen, part) == option.number, part
                assert who.get_choice(who.choose(chosen, part, 0), part) == 0, part

    @pytest.mark.parametrize(
        ("part", "number"),
        [("nothing", 1), ("helm", 1), ("helm", SCHOLAR), ("rune", FORCE), ("infusion-power", 19), (SETS_PART, 3)],
    )
    def test_what_there_is_not_is_refused(self, part: str, number: int) -> None:
        with pytest.raises(GearError, match=part):
            wearer(*AMBIGUOUS).choose(None, part, number)

    def test_a_hand_that_holds_nothing_is_no_part(self) -> None:
        with pytest.raises(GearError):
            wearer("Greatsword").choose(None, "set-1-off", BERSERKER)

    def test_captains_are_trinkets_alone(self) -> None:
        who = wearer()
        names = {part: {one.name for one in who.list_options(Gear(), part)} for part in (ALL, "armor", "trinkets")}
        assert "Captain's" in names["trinkets"]
        assert "Captain's" not in names[ALL] | names["armor"]


class TestChoices:
    def test_all_is_every_piece_and_every_hand(self) -> None:
        gear = wearer("Greatsword", "Mace", "Shield").choose(None, ALL, VIPER)
        assert set(gear.stats) == {VIPER}
        assert [held.stats for held in gear.sets] == [(VIPER, 0), (VIPER, VIPER)]

    def test_a_slot_after_all_differs(self) -> None:
        who = wearer()
        gear = who.choose(who.choose(None, ALL, VIPER), "helm", BERSERKER)
        assert (gear.get_stat(Slot.HELM), gear.get_stat(Slot.COAT)) == (BERSERKER, VIPER)
        assert [who.get_choice(gear, part) for part in ("helm", "armor", "trinkets", WEAPONS)] == [
            BERSERKER,
            0,
            VIPER,
            VIPER,
        ]

    def test_a_group_is_mixed_where_its_pieces_differ(self) -> None:
        who = wearer()
        gear = who.choose(who.choose(None, "armor", VIPER), "amulet", BERSERKER)
        assert [who.is_mixed(gear, part) for part in (ALL, "armor", "trinkets", WEAPONS, "amulet", "rune")] == [
            True,
            False,
            True,
            False,
            False,
            False,
        ]

    def test_infusions_share_their_places(self) -> None:
        who = wearer()
        gear = who.choose(who.choose(None, "infusion-power", 10), "infusion-precision", 8)
        assert gear.infusions == ((Attribute.POWER, 10), (Attribute.PRECISION, 8))
        assert [one.number for one in who.list_options(gear, "infusion-precision")] == list(range(1, 9))
        with pytest.raises(GearError):
            who.choose(gear, "infusion-vitality", 1)

    def test_a_pairing_keeps_combinations_and_gives_the_usual_one_to_new_hands(self) -> None:
        who = wearer(*AMBIGUOUS)
        gear = who.choose(who.choose(None, ALL, VIPER), SETS_PART, 2)
        assert [held.stats for held in gear.sets] == [(VIPER, VIPER), (VIPER, VIPER)]
        mixed = who.choose(gear, "set-2-off", BERSERKER)
        other = who.choose(mixed, SETS_PART, 1)
        assert [held.stats for held in other.sets] == [(VIPER, VIPER), (VIPER, BERSERKER)]
        assert [held.stats for held in who.choose(other, SETS_PART, 0).sets] == [held.stats for held in other.sets]

    def test_the_only_pairing_needs_no_choice(self) -> None:
        gear = wearer("Greatsword").choose(None, "rune", SCHOLAR)
        assert gear.sets[0].weapons == (NUMBERS["Greatsword"], 0)

    def test_more_weapons_than_hands_are_no_pairing(self) -> None:
        who = wearer("Greatsword", "Staff", "Hammer")
        assert SETS_PART not in who.list_parts(Gear())
        assert who.choose(None, ALL, VIPER).sets[0].stats == (VIPER, VIPER)

    @given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 200)), max_size=12), st.sampled_from([(), AMBIGUOUS]))
    def test_what_is_chosen_is_possible(self, choices: list[tuple[int, int]], weapons: tuple[str, ...]) -> None:
        who = wearer(*weapons)
        gear = who.get_gear(None)
        for part_place, option_place in choices:
            part = who.list_parts(gear)[part_place % len(who.list_parts(gear))]
            numbers = [0, *(option.number for option in who.list_options(gear, part))]
            gear = who.choose(gear, part, numbers[option_place % len(numbers)])
        defects = find_gear_defects(gear, who.template, EQUIPMENT, GAME, SLOTS)
        # both hands stand for weapons of which the code says nothing
        assert {defect.kind for defect in defects} <= {GearDefectKind.FULL_HANDS}


class TestLayingOver:
    LOW = Gear(
        rune=SCHOLAR,
        relic=THIEF,
        stats=(VIPER,) * 12,
        sets=(WeaponSet((7, 0), (VIPER, 0), (FORCE, 0)), WeaponSet()),
        infusions=((Attribute.POWER, 18),),
        rarity=Rarity.EXOTIC,
    )

    def test_nothing_over_it_changes_nothing(self) -> None:
        assert lay_over(Gear(), self.LOW) == self.LOW
        assert lay_over(self.LOW, Gear()) == self.LOW

    def test_what_is_said_takes_the_place_and_the_rest_stays(self) -> None:
        top = Gear(food=5, sets=(WeaponSet(sigils=(0, 9)), WeaponSet()), infusions=((Attribute.VITALITY, 1),))
        found = lay_over(top.with_stat(BERSERKER, Slot.HELM), self.LOW)
        assert (found.rune, found.relic, found.food, found.rarity) == (SCHOLAR, THIEF, 5, Rarity.EXOTIC)
        assert (found.get_stat(Slot.HELM), found.get_stat(Slot.COAT)) == (BERSERKER, VIPER)
        assert found.sets[0] == replace(self.LOW.sets[0], sigils=(FORCE, 9))
        assert found.infusions == ((Attribute.VITALITY, 1),)


def test_the_bundled_facts_are_these(equipment: Equipment, game: GameData) -> None:
    assert equipment.combinations[VIPER].name == "Viper's"
    assert {weapon.name: number for number, weapon in game.weapons.items()} == NUMBERS
