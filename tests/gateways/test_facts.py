"""The bundled facts of skills and traits: what is in them, and that they are what the builder makes."""

import json
from importlib.resources import files
from pathlib import Path

import pytest

from bot.domain.facts import Fact, GameFacts, Hint
from bot.domain.gamedata import GameData
from bot.domain.professions import Profession
from bot.domain.supplies.kinds import BOONS
from bot.gateways import gamedata
from bot.gateways.gamedata import fact_words, load_game_data, load_game_facts
from bot.gateways.gamedata.build_facts import build_facts
from bot.gateways.gamedata.facts_loader import FACTS, parse_game_facts

SHARED = Path(__file__).parents[3] / "shared/gw2"


@pytest.fixture(scope="module")
def facts() -> GameFacts:
    return load_game_facts()


@pytest.fixture(scope="module")
def game() -> GameData:
    return load_game_data()


@pytest.fixture(scope="module")
def bundled() -> bytes:
    return files(gamedata.__name__).joinpath(FACTS).read_bytes()


class TestWords:
    @pytest.mark.parametrize(
        ("entry", "fact"),
        [
            ({"type": "Buff", "status": "Quickness", "duration": 5, "apply_count": 1}, ["quickness", 5]),
            ({"type": "Buff", "status": "Might", "duration": 10, "apply_count": 3}, ["might", 10, 3]),
            ({"type": "Buff", "status": "Fire Aura", "duration": 4}, ["fire aura", 4]),
            ({"type": "PrefixedBuff", "status": "Alacrity", "duration": 4, "prefix": {}}, ["alacrity", 4]),
            ({"type": "ComboField", "field_type": "Water"}, ["field.Water", 0]),
            ({"type": "ComboFinisher", "finisher_type": "Projectile", "percent": 20}, ["finisher.Projectile", 20]),
            ({"type": "StunBreak", "value": True}, ["stun break", 0]),
            ({"type": "Recharge", "value": 20}, ["recharge", 20]),
            ({"type": "Time", "text": "Count Recharge", "duration": 15}, ["ammunition", 15]),
            ({"type": "Time", "text": "Level 2 stun", "duration": 2}, ["stun", 2]),
            ({"type": "Number", "text": "Boons Removed", "value": 2}, ["strip", 2]),
            ({"type": "Number", "text": "Boons Stolen", "value": 1}, ["strip", 1]),
            ({"type": "Number", "text": "Boons Converted to Conditions", "value": 2}, ["corrupt", 2]),
            ({"type": "Number", "text": "Conditions Removed", "value": 3}, ["cleanse", 3]),
            ({"type": "Number", "text": "Number of Allied Targets", "value": 5}, ["allied targets", 5]),
            ({"type": "Number", "text": "Number of Targets", "value": 3}, ["targets", 3]),
            ({"type": "AttributeAdjust", "text": "Barrier per Pulse", "value": 500}, ["barrier", 500]),
            ({"type": "AttributeAdjust", "text": "Pulse Heal", "value": 300}, ["healing", 300]),
            ({"type": "NoData", "text": "Reflects Missiles"}, ["denial", 0]),
            ({"type": "Distance", "text": "Knockback", "distance": 450}, ["knockback", 450]),
            ({"type": "Percent", "text": "Revive Percentage", "percent": 15}, ["revive", 15]),
        ],
    )
    def test_each_fact_has_its_word(self, entry: dict[str, object], fact: list[object]) -> None:
        assert fact_words.read_facts([entry]) == [fact]

    @pytest.mark.parametrize(
        "entry",
        [
            {"type": "Range", "text": "Range", "value": 900},
            {"type": "Buff", "status": "Bleeding", "duration": 5},
            {"type": "Distance", "text": "Radius", "distance": 360},
            {"type": "Percent", "text": "Damage Increase", "percent": 5},
            {"text": "no type"},
        ],
    )
    def test_all_others_are_left_out(self, entry: dict[str, object]) -> None:
        assert fact_words.read_facts([entry]) == []

    def test_overridden_places_are_counted_among_what_is_kept(self) -> None:
        entries = [
            {"type": "Range", "value": 900},
            {"type": "Buff", "status": "Fury", "duration": 3},
            {"type": "Buff", "status": "Fury", "duration": 5, "requires_trait": 7, "overrides": 1},
            {"type": "Buff", "status": "Might", "duration": 5, "requires_trait": 7, "overrides": 0},
        ]
        assert fact_words.read_facts(entries) == [["fury", 3], ["fury", 5, 1, 7, 0], ["might", 5, 1, 7]]


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Make a wall that reflects projectiles.", ["denial"]),
            ("Spin around, destroying incoming missiles. Then pull foes to you.", ["denial", "pull"]),
            ("Revive fallen allies.", ["revive"]),
            ("Convert boons on your foe into conditions.", ["corrupt"]),
            ("Cure conditions and heal.", ["cleanse"]),
            ("Fire missiles that hinder foes.", []),
            ("Convert conditions on allies into boons.", []),
            ("Bound foes can be pulled.", []),
            ("Pull out a rocket launcher.", []),
            ("", []),
        ],
    )
    def test_what_facts_are_silent_on_is_read_from_texts(self, text: str, words: list[str]) -> None:
        assert [fact[0] for fact in fact_words.read_text(text, [])] == words

    def test_facts_are_not_told_again(self) -> None:
        assert fact_words.read_text("Cure conditions.", [["cleanse", 2]]) == []


class TestContent:
    def test_a_skill_with_traited_facts(self, facts: GameFacts) -> None:
        orders = facts.skills[45537]
        assert orders.hint is Hint.ALLIES
        assert Fact("alacrity", 2, 4) in orders.facts
        traited = next(fact for fact in orders.facts if fact.what == "alacrity" and fact.trait == 2182)
        assert (traited.times, orders.facts[traited.overrides]) == (6, Fact("alacrity", 2, 4))

    def test_wvw_numbers_differ_or_are_missing(self, facts: GameFacts) -> None:
        assert facts.traits[2101].wvw["quickness"] == 1
        assert facts.traits[2387].wvw["alacrity"] is None

    def test_what_the_game_leaves_hollow_has_the_numbers_of_wvw(self, facts: GameFacts) -> None:
        assert facts.skills[76850].split
        assert Fact("quickness", 3) in facts.skills[76850].facts
        assert not facts.skills[45537].split

    def test_a_trait_names_what_it_sets_off(self, facts: GameFacts) -> None:
        assert 62689 in facts.traits[2238].follows
        assert any(fact.what == "alacrity" for fact in facts.skills[62689].facts)

    def test_every_weapon_in_every_hand_has_skills(self, facts: GameFacts, game: GameData) -> None:
        for profession, known in game.professions.items():
            for weapon in known.weapons:
                assert facts.weapons[profession, weapon], (profession, weapon)

    def test_mechanics_of_elites_are_gated_by_their_own(self, facts: GameFacts, game: GameData) -> None:
        for profession, placed in facts.mechanics.items():
            gates = {one.gate for one in placed if one.gate}
            assert {game.specializations[gate].profession for gate in gates} == {profession}
            assert all(game.specializations[gate].elite for gate in gates)
        assert 81 in {one.gate for one in facts.mechanics[Profession.GUARDIAN]}

    def test_no_mechanic_is_stolen(self, facts: GameFacts, game: GameData) -> None:
        names = {game.skills[one.skill].name for one in facts.mechanics[Profession.THIEF]}
        assert "Steal" in names
        assert not names & {"Throw Gunk", "Healing Seed", "Mace Head Crack"}

    def test_every_skill_and_trait_is_a_known_one(self, facts: GameFacts, game: GameData) -> None:
        assert set(facts.traits) <= set(game.traits)
        assert set(facts.skills) <= set(game.skills)

    def test_every_boon_is_given_by_somebody(self, facts: GameFacts) -> None:
        words = {fact.what for thing in (*facts.skills.values(), *facts.traits.values()) for fact in thing.facts}
        assert set(BOONS) <= words

    def test_it_holds_facts_alone(self, bundled: bytes) -> None:
        content = json.loads(bundled)
        words = {fact[0] for kind in ("skills", "traits") for row in content[kind] for fact in row[5]}
        assert max(len(word) for word in words) < 20
        assert b"http" not in bundled

    def test_nothing_in_it_can_be_changed(self, facts: GameFacts) -> None:
        with pytest.raises(TypeError):
            facts.skills[1] = facts.skills[45537]  # type: ignore[index]


class TestFile:
    def test_it_is_small(self, bundled: bytes) -> None:
        assert len(bundled) < 500_000

    @pytest.mark.parametrize("damaged", [b"", b"{}", b"[]", b'{"skills": [[1]]}', b"\xff"])
    def test_a_damaged_file_is_refused(self, damaged: bytes) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            parse_game_facts(damaged)

    def test_the_builder_makes_the_same_bytes_again(self, bundled: bytes) -> None:
        if not SHARED.exists():
            pytest.skip(f"{SHARED} is not beside this checkout; the facts cannot be made anew")
        assert build_facts(SHARED) == bundled
