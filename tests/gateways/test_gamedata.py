"""The bundled snapshot: what is in it, and that it is what the builder makes."""

import json
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.gateways import gamedata
from bot.gateways.gamedata import sources
from bot.gateways.gamedata.build import build_snapshot
from bot.gateways.gamedata.loader import SNAPSHOT, parse_game_data
from bot.gateways.gamedata.sources import Sources
from tests.domain.rows import SHARED


@pytest.fixture(scope="module")
def bundled() -> bytes:
    return files(gamedata.__name__).joinpath(SNAPSHOT).read_bytes()


def needs_source() -> None:
    if not SHARED.exists():
        pytest.skip(f"{SHARED} is not beside this checkout; the snapshot cannot be made anew")


class TestContent:
    def test_each_profession_has_five_core_lines_and_four_elites(self, game: GameData) -> None:
        for profession, facts in game.professions.items():
            lines = [game.specializations[number] for number in facts.specializations]
            assert {line.profession for line in lines} == {profession}
            assert [line.elite for line in lines].count(True) == 4
            assert len(lines) == 9
        assert sum(line.elite for line in game.specializations.values()) == 36

    def test_the_elites_of_visions_of_eternity_are_there(self, game: GameData) -> None:
        assert {number: game.specializations[number].name for number in range(73, 82)} == {
            73: "Troubadour",
            74: "Paragon",
            75: "Amalgam",
            76: "Ritualist",
            77: "Antiquary",
            78: "Galeshot",
            79: "Conduit",
            80: "Evoker",
            81: "Luminary",
        }

    def test_every_trait_of_every_line_is_known_in_its_tier(self, game: GameData) -> None:
        for line in game.specializations.values():
            major = [game.traits[number] for number in line.major]
            assert [trait.tier for trait in major] == [1, 1, 1, 2, 2, 2, 3, 3, 3]
            assert {trait.specialization for trait in major} == {line.id}
            assert all(game.traits[number].slot == "Minor" for number in line.minor)
            assert len(line.minor) == 3

    def test_every_palette_id_has_a_name(self, game: GameData) -> None:
        skills = [skill for palettes in game.palettes.values() for skill in palettes.values()]
        assert len(skills) == 1767
        assert all(skill.name for skill in skills)

    def test_every_bar_can_be_filled(self, game: GameData) -> None:
        for profession in Profession:
            slots = {skill.slot for skill in game.palettes[profession].values()}
            assert {"Heal", "Utility", "Elite"} <= slots

    def test_each_legend_has_its_own_five_skills(self, game: GameData) -> None:
        assert sorted(game.legends) == [1, 2, 3, 4, 5, 6, 7, 8]
        assert {len(legend.skills) for legend in game.legends.values()} == {5}
        assert len({skill.id for legend in game.legends.values() for skill in legend.skills.values()}) == 40
        assert game.legends[6].skills[4572].id == 29148
        gates = {number: legend.specialization for number, legend in game.legends.items()}
        assert gates == {1: 52, 2: None, 3: None, 4: None, 5: 63, 6: None, 7: 69, 8: 79}

    def test_skills_of_elites_are_gated(self, game: GameData) -> None:
        assert game.skills[76634].specialization == 80
        assert game.skills[29535].specialization == 48
        assert game.skills[5503].specialization is None

    def test_weapons_are_wielded_by_those_who_may(self, game: GameData) -> None:
        assert len(game.weapons) == 17
        assert game.weapons[265].name == "Spear"
        assert all("Spear" in facts.weapons for facts in game.professions.values())
        assert game.professions[Profession.GUARDIAN].weapons["Axe"].specialization == 62
        assert "Shortbow" not in game.professions[Profession.GUARDIAN].weapons

    @pytest.mark.parametrize(
        ("kind", "number", "name"),
        [
            ("pets", 59, "Juvenile Rock Gazelle"),
            ("stats", 161, "Berserker's"),
            ("runes", 24836, "Superior Rune of the Scholar"),
            ("sigils", 24615, "Superior Sigil of Force"),
            ("relics", 100916, "Relic of the Thief"),
        ],
    )
    def test_gear_and_pets_are_known(self, game: GameData, kind: str, number: int, name: str) -> None:
        assert getattr(game, kind)[number].name == name

    def test_what_exists_in_structured_pvp_alone_says_so(self, game: GameData) -> None:
        assert game.runes[85578].pvp
        assert not game.runes[24836].pvp
        assert sum(rune.pvp for rune in game.runes.values()) == 8

    def test_it_holds_facts_alone(self, bundled: bytes) -> None:
        content = json.loads(bundled)
        assert max(len(text) for text in _texts(content["kinds"])) < 60
        assert not re.search(rb"https?://|<c=|description", bundled)

    def test_nothing_in_it_can_be_changed(self, game: GameData) -> None:
        with pytest.raises(TypeError):
            game.skills[1] = game.skills[5503]  # type: ignore[index]


class TestFile:
    def test_it_is_small(self, bundled: bytes) -> None:
        assert len(bundled) < 1_000_000

    @pytest.mark.parametrize("damaged", [b"", b"{}", b"[]", b'{"build": 1, "kinds": {}}', b"\xff"])
    def test_a_damaged_file_is_refused(self, damaged: bytes) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            parse_game_data(damaged)

    def test_the_builder_makes_the_same_bytes_again(self, bundled: bytes) -> None:
        needs_source()
        assert build_snapshot(Sources(SHARED)) == bundled

    def test_names_and_order_are_those_of_the_newer_source(self, game: GameData) -> None:
        # In 2026 this line's first and third trait changed places, and this trait its name.
        assert game.specializations[68].major[:3] == (2225, 2260, 2237)
        assert game.traits[470].name == "Blast Zone"


def test_two_lists_of_2026_tell_the_same_of_traits_and_lines() -> None:
    needs_source()
    source = Sources(SHARED)
    for one, other, keys in (
        (sources.TRAIT_NAMES, sources.NEWER_TRAITS, ("name", "tier", "slot")),
        (sources.SPECIALIZATION_NAMES, sources.NEWER_SPECIALIZATIONS, ("name", "profession", "elite")),
    ):
        told = [
            {entry["id"]: [entry[key] for key in keys] for entry in source.read_json(name)} for name in (one, other)
        ]
        assert told[0] == told[1]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
