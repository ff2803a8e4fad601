"""Bundled files made with answers of the API in a folder: they win, and what they do not have stays."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.gateways.gameapi.folder import read_answers
from bot.gateways.gameapi.merge import lay_over
from bot.gateways.gamedata.build import build_snapshot, format_snapshot
from bot.gateways.gamedata.build_facts import build_facts
from bot.gateways.gamedata.editions import Tables
from bot.gateways.gamedata.equipment_build import build_equipment
from bot.gateways.gamedata.loader import parse_game_data
from bot.gateways.gamedata.sources import Sources
from tests.domain.rows import SHARED

DAY = "2026-11-22"
SKILL = {
    "id": 999001,
    "name": "New Signet",
    "type": "Utility",
    "slot": "Utility",
    "professions": ["Guardian"],
    "flags": [],
}
SWAP = {
    "id": 999002,
    "name": "Legendary Test Stance",
    "type": "Profession",
    "specialization": 79,
    "flags": ["NoUnderwater"],
}
LEGEND = {"id": "Legend9", "code": 9, "swap": 999002, "heal": 28219, "elite": 28287, "utilities": [27917, 28516, 27322]}
ITEM = {"rarity": "Exotic", "game_types": ["Pvp", "PvpLobby"]}


@pytest.fixture(scope="module", autouse=True)
def _source() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not beside this checkout; no snapshot can be made anew")


@cache
def bundle() -> Tables:
    return Tables.of(build_snapshot(Sources(SHARED)), build_facts(SHARED), build_equipment(SHARED))


def made(folder: Path, **answers: Any) -> GameData:
    for name, answer in answers.items():
        (folder / f"{name.replace('_', '.')}.json").write_text(json.dumps(answer))
    return parse_game_data(format_snapshot(lay_over(bundle(), read_answers(folder), DAY).game))


def older(name: str, number: int | str) -> dict[str, Any]:
    return next(entry for entry in Sources(SHARED).read_json(name) if entry["id"] == number)


def test_answers_of_the_api_itself_are_read(tmp_path: Path, game: GameData) -> None:
    answer = json.loads((SHARED / "check/jinjie/bdcode_professions.zh.json").read_bytes())
    new = made(tmp_path, professions=answer)
    for entry in answer:
        told = dict(entry["skills_by_palette"])
        palettes = new.palettes[Profession(entry["code"])]
        assert {palette: palettes[palette].id for palette in told} == told
    assert new.palettes[Profession.ENGINEER][4857].name == "Elite Mortar Kit"
    assert 2333 not in new.palettes[Profession.REVENANT]
    assert new.palettes[Profession.THIEF][1].name == game.palettes[Profession.THIEF][1].name
    assert (new.dates["professions"], new.dates["palettes"]) == (DAY, DAY)
    assert (new.build, new.dates["skills"]) == (game.build, game.dates["skills"])


def test_new_skills_stand_behind_their_palette_ids(tmp_path: Path) -> None:
    pairs = [[259, 9102], [9000, 999001]]
    profession = older("api/professions.json", "Guardian") | {"code": 1, "skills_by_palette": pairs}
    profession["weapons"].pop("Axe")
    new = made(tmp_path, professions=[profession], skills_1=[SKILL], skills_2=[SWAP], build={"id": 200000})
    assert {259, 2333, 3939, 9000} < new.palettes[Profession.GUARDIAN].keys()
    assert new.palettes[Profession.GUARDIAN][9000].name == "New Signet"
    assert new.skills[999002].flags == ("NoUnderwater",)
    assert "Axe" not in new.professions[Profession.GUARDIAN].weapons
    assert len(new.palettes[Profession.THIEF]) > 100
    assert (new.build, new.dates["skills"], new.dates["palettes"]) == (200000, DAY, DAY)


def test_names_and_order_of_the_answers_win_over_newer_tables_of_others(tmp_path: Path, game: GameData) -> None:
    line = older("api/specializations.json", 68) | {"name": "Blade"}
    trait = older("api/traits.json.gz", 470) | {"name": "Loud"}
    skill = {"id": 9102, "name": "Cover", "type": "Heal", "slot": "Heal", "professions": ["Guardian"], "flags": []}
    new = made(tmp_path, specializations=[line], traits=[trait], skills=[skill])
    assert (new.specializations[68].name, new.specializations[68].major) == ("Blade", tuple(line["major_traits"]))
    assert new.specializations[68].major != game.specializations[68].major
    assert (new.traits[470].name, new.skills[9102].name) == ("Loud", "Cover")
    assert {number for number, one in new.traits.items() if one != game.traits[number]} == {470}
    assert [new.dates[kind] for kind in ("specializations", "traits", "pets")] == [DAY, DAY, game.dates["pets"]]


def test_emblems_are_kept_as_addresses_of_the_render_service(tmp_path: Path) -> None:
    line, guardian = older("api/specializations.json", 62), older("api/professions.json", "Guardian") | {"code": 1}
    guardian.setdefault("skills_by_palette", [])
    new = made(tmp_path, specializations=[line], professions=[guardian])
    assert new.specializations[62].icon == line["profession_icon_big"]
    assert new.professions[Profession.GUARDIAN].icon == guardian["icon_big"]
    assert new.specializations[27].icon == ""


@pytest.mark.parametrize(
    "address", ["", "http://render.guildwars2.com/file/A/1.png", "https://evil.example/file/A/1.png"]
)
def test_an_address_from_anywhere_else_is_left_out(address: str, tmp_path: Path) -> None:
    line = older("api/specializations.json", 62) | {"profession_icon_big": address}
    assert made(tmp_path, specializations=[line]).specializations[62].icon == ""


def test_a_new_legend_has_its_name_gate_and_slots(tmp_path: Path, game: GameData) -> None:
    new = made(tmp_path, legends=[LEGEND], skills=[SWAP])
    legend = new.legends[9]
    assert (legend.name, legend.specialization, legend.swap) == ("Legendary Test Stance", 79, 999002)
    slots = {4572: 28219, 4614: 27917, 4651: 28516, 4564: 27322, 4554: 28287}
    assert {palette: skill.id for palette, skill in legend.skills.items()} == slots
    assert new.legends[6].skills[4572].id == game.legends[6].skills[4572].id


def test_a_known_legend_keeps_the_skills_of_its_slots(tmp_path: Path, game: GameData) -> None:
    skills = {"heal": 28427, "elite": 28287, "utilities": [1, 2, 3]}
    new = made(tmp_path, legends=[{"id": "Legend6", "code": 6, "swap": 28195, **skills}])
    assert new.legends[6].skills[4572].id == 29148
    assert (new.legends[6].name, new.legends[6].specialization) == (game.legends[6].name, None)


def test_pets_stats_and_items_are_added(tmp_path: Path, game: GameData) -> None:
    new = made(
        tmp_path,
        pets=[{"id": 99, "name": "Juvenile Test"}],
        itemstats=[
            {"id": 9999, "name": "Test's", "attributes": [{"attribute": "Power", "multiplier": 0.3, "value": 1}]}
        ],
        items=[
            {"id": 999101, "name": "Rune of Tests", "type": "UpgradeComponent", "details": {"type": "Rune"}, **ITEM},
            {"id": 999102, "name": "Relic of Tests", "type": "Relic", **ITEM, "game_types": ["Pve"]},
            {"id": 999103, "name": "A Hat", "type": "Armor", **ITEM},
        ],
    )
    assert (new.pets[99].name, len(new.pets)) == ("Juvenile Test", len(game.pets) + 1)
    assert new.stats[9999].attributes == (("Power", 0.3, 1),)
    assert (new.runes[999101].name, new.runes[999101].pvp) == ("Rune of Tests", True)
    assert (new.relics[999102].name, new.relics[999102].pvp) == ("Relic of Tests", False)
    assert len(new.runes) + len(new.relics) == len(game.runes) + len(game.relics) + 2
    assert (new.dates["runes"], new.dates["sigils"], new.dates["relics"], new.dates["stats"]) == (DAY,) * 4


def test_a_folder_without_answers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none of professions\.json"):
        read_answers(tmp_path)
