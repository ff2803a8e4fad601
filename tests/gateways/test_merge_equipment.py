"""The API's equipment over the bundled one: real answers change nothing, newer ones do."""

import json
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from bot.domain.gear.attributes import Attribute
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.gateways.gameapi.answers import ItemEntry, StatEntry
from bot.gateways.gameapi.fetch import Answers
from bot.gateways.gameapi.merge_equipment import merge_equipment
from bot.gateways.gamedata import sources
from bot.gateways.gamedata.editions import read_bundled, read_bundled_equipment
from bot.gateways.gamedata.equipment import make_equipment
from bot.gateways.gamedata.sources import Sources

SHARED = Path(__file__).parents[3] / "shared/gw2"
DAY = "2026-12-01"
Entry = dict[str, Any]


def tables() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(read_bundled_equipment())
    return read


def merged(*items: Entry, stats: list[Entry] = []) -> dict[str, Any]:  # noqa: B006 - never changed
    answers = Answers(
        build=1,
        professions=(),
        specializations=(),
        traits=(),
        skills=(),
        legends=(),
        pets=(),
        stats=TypeAdapter(tuple[StatEntry, ...]).validate_python(stats),
        items=TypeAdapter(tuple[ItemEntry, ...]).validate_python(items),
        items_to=0,
    )
    known = json.loads(read_bundled())["kinds"]["stats"]["rows"]
    return merge_equipment(tables(), known, answers, DAY)


def made(*items: Entry, stats: list[Entry] = []) -> Equipment:  # noqa: B006 - never changed
    return make_equipment(merged(*items, stats=stats))


def rune(number: int, name: str, *bonuses: str) -> Entry:
    details = {"type": "Rune", "bonuses": list(bonuses)}
    return {"id": number, "name": name, "type": "UpgradeComponent", "rarity": "Exotic", "details": details}


def food(number: int, name: str, text: str) -> Entry:
    details = {"type": "Food", "name": "Nourishment", "description": text}
    return {"id": number, "name": name, "type": "Consumable", "rarity": "Ascended", "details": details}


def stat(number: int, name: str, plus: int, **attributes: float) -> Entry:
    given = [{"attribute": key, "multiplier": by, "value": plus} for key, by in attributes.items()]
    return {"id": number, "name": name, "attributes": given}


def test_the_answers_that_the_bundle_was_made_of_change_nothing_but_days() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not beside this checkout")
    source = Sources(SHARED)
    now = merged(*source.read_json(sources.UPGRADES), stats=source.read_json(sources.STATS))
    for name, table in tables()["kinds"].items():
        assert now["kinds"][name]["rows"] == table["rows"], name


def test_without_answers_the_days_stay_too() -> None:
    assert merged() == tables()


def test_what_a_rune_gives_now_goes_before_what_it_gave() -> None:
    now = made(rune(24687, "Superior Rune of the Afflicted", "+25 Power", "+10% Condition Duration"))
    item = now.items[ItemKind.RUNE][24687]
    assert (item.flat, item.also) == (((Attribute.POWER, 25),), (91460,))
    assert now.dates["runes"] == now.dates["relics"] == DAY
    assert now.dates["budgets"] != DAY


def test_a_rune_with_another_name_keeps_its_numbers() -> None:
    now = made(*(rune(number, "Superior Rune of the Plagued", "+25 Power") for number in (24687, 91460)))
    assert {now.items[ItemKind.RUNE][number].name for number in (24687, 91460)} == {"Superior Rune of the Plagued"}
    assert len(now.items[ItemKind.RUNE]) == len(make_equipment(tables()).items[ItemKind.RUNE])


def test_new_food_and_relics_are_added() -> None:
    relic = {"id": 999_101, "name": "Relic of Tests", "type": "Relic", "rarity": "Exotic"}
    now = made(food(999_102, "Bowl of Tests", "+70 Power\n+10% Karma"), food(999_103, "Empty Bowl", ""), relic)
    assert now.items[ItemKind.FOOD][999_102].flat == ((Attribute.POWER, 70),)
    assert 999_103 not in now.items[ItemKind.FOOD]
    assert now.items[ItemKind.RELIC][999_101].name == "Relic of Tests"


@pytest.mark.parametrize("details", [{}, {"type": "Rune"}, {"type": "Rune", "infix_upgrade": None}])
def test_an_item_of_another_shape_leaves_what_is_known(details: Entry) -> None:
    odd = {**rune(24687, "Superior Rune of the Afflicted"), "details": details}
    assert made(odd).items[ItemKind.RUNE] == make_equipment(tables()).items[ItemKind.RUNE]


def test_the_numbers_of_a_combination_follow_its_item_stat() -> None:
    new = made(stats=[stat(161, "Berserker's", 0, Power=0.5), stat(584, "Berserker's", 9, Power=0.6)])
    combination = new.combinations[161]
    assert (combination.armor, combination.trinket) == (
        ((Attribute.POWER, 0.5, 0),),
        ((Attribute.POWER, 0.6, 9),),
    )
    assert new.combinations[154] == make_equipment(tables()).combinations[154]


def test_a_new_combination_has_those_for_armor_and_for_trinkets() -> None:
    three = {"Power": 0.35, "Precision": 0.25, "BoonDuration": 0.25}
    new = made(
        stats=[stat(9001, "Test's", 0, **three), stat(9002, "Test's", 18, **three), stat(9003, "Low", 0, Power=1)]
    )
    assert len(new.combinations[9001].armor) == len(new.combinations[9001].trinket) == 3
    assert "Low" not in {one.name for one in new.combinations.values()}


def test_a_combination_with_an_attribute_that_nobody_knows_is_passed_over() -> None:
    new = made(stats=[stat(9001, "Test's", 0, Power=0.35, Precision=0.25, Luck=0.25)])
    assert 9001 not in new.combinations
