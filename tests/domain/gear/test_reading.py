"""What people paste about their gear: understood, quoted back, or asked about; never guessed."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.codec import from_json, to_json
from bot.domain.gear.equipment import Equipment, ItemKind
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.reading.lexicon import Role
from bot.domain.gear.reading.reader import Doubt, GearReader
from bot.domain.gear.reading.tokens import find_tokens
from bot.domain.gear.slots import SLOTS, Rarity, Slot
from config.gear_words import load_gear_words
from tests.domain.gear.telling import Telling
from tests.strategies import texts

ARMOR = SLOTS[:6]
BACK, RINGS, ACCESSORIES = Slot.BACK, (Slot.RING_1, Slot.RING_2), (Slot.ACCESSORY_1, Slot.ACCESSORY_2)


@pytest.fixture
def tell(reader: GearReader, equipment: Equipment, game: GameData) -> Telling:
    return Telling(reader, equipment, game)


def everywhere(name: str) -> dict[Slot, str]:
    return dict.fromkeys(SLOTS, name)


def test_the_example_is_read_whole(tell: Telling) -> None:
    told = tell("full Berserker's, Scholar runes, Force + Impact, Relic of the Thief")
    assert told.stats == everywhere("Berserker")
    assert told.weapon_stats == [["Berserker", "Berserker"], []]
    assert told.item(ItemKind.RUNE) == "Superior Rune of the Scholar"
    assert told.sigils == [["Force", "Impact"], []]
    assert told.item(ItemKind.RELIC) == "Relic of the Thief"
    assert (told.unread, told.unclear) == ([], [])
    assert from_json(to_json(told.gear)) == told.gear


def test_french_is_read_as_well(tell: Telling) -> None:
    told = tell("tout en vipérin, rune de l\u2019érudit, cachets de force et d'impact; relique du voleur")
    assert told.stats == everywhere("Viper")
    assert told.item(ItemKind.RUNE) == "Superior Rune of the Scholar"
    assert told.sigils[0] == ["Force", "Impact"]
    assert told.item(ItemKind.RELIC) == "Relic of the Thief"
    assert (told.unread, told.unclear) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("helm: Berserker, rest Assassin", {**everywhere("Assassin"), Slot.HELM: "Berserker"}),
        ("2x Diviner rings", dict.fromkeys(RINGS, "Diviner")),
        ("1 Diviner ring, 1 Assassin ring", {Slot.RING_1: "Diviner", Slot.RING_2: "Assassin"}),
        ("ring 2 viper", {Slot.RING_2: "Viper"}),
        (
            "Harrier armor, Minstrel trinkets, giver rings",
            {
                **dict.fromkeys(ARMOR, "Harrier"),
                Slot.AMULET: "Minstrel",
                **dict.fromkeys(ACCESSORIES, "Minstrel"),
                **dict.fromkeys(RINGS, "Giver"),
            },
        ),
        ("helm, boots and gloves zerk", dict.fromkeys((Slot.HELM, Slot.GLOVES, Slot.BOOTS), "Berserker")),
        ("Berserker helm Assassin boots", {Slot.HELM: "Berserker", Slot.BOOTS: "Assassin"}),
        ("helm Berserker boots Assassin", {Slot.HELM: "Berserker", Slot.BOOTS: "Assassin"}),
        ("Casque berserker\ndos de circaète", {Slot.HELM: "Berserker", BACK: "Harrier"}),
        ("full Ritualist's", everywhere("Ritualist")),
        ("all saccageur", everywhere("Rampager")),
        ("full maraudeur", everywhere("Marauder")),
        ("accessories: 1 zerk 1 assassin", {Slot.ACCESSORY_1: "Berserker", Slot.ACCESSORY_2: "Assassin"}),
        ("zerk everything, assassin rings", {**everywhere("Berserker"), **dict.fromkeys(RINGS, "Assassin")}),
        ("zerk everything with assassin rings", {**everywhere("Berserker"), **dict.fromkeys(RINGS, "Assassin")}),
        ("Diviner's amulet/rings", dict.fromkeys((Slot.AMULET, *RINGS), "Diviner")),
        ("full Diviner rings Berserker", {**everywhere("Diviner"), **dict.fromkeys(RINGS, "Berserker")}),
        ("rings Berserker rest Diviner", {**everywhere("Diviner"), **dict.fromkeys(RINGS, "Berserker")}),
        ("all Diviner except rings Berserker", {**everywhere("Diviner"), **dict.fromkeys(RINGS, "Berserker")}),
        ("full zerk but assassin boots", {**everywhere("Berserker"), Slot.BOOTS: "Assassin"}),
        (
            "full viper, except rings and amulet: Sinister",
            {**everywhere("Viper"), **dict.fromkeys((*RINGS, Slot.AMULET), "Sinister")},
        ),
        ("tout divin sauf les bottes assassin", {**everywhere("Diviner"), Slot.BOOTS: "Assassin"}),
    ],
)
def test_combinations_go_where_they_are_said_to(tell: Telling, text: str, expected: dict[Slot, str]) -> None:
    told = tell(text)
    assert told.stats == expected
    assert (told.unread, told.unclear) == ([], [])


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("full Diviner except rings", RINGS),
        ("Diviner apart from the back item", (BACK,)),
        ("tout divin hormis les anneaux et le dos", (*RINGS, BACK)),
        ("divin partout, sauf armure", ARMOR),
    ],
)
def test_what_is_excepted_and_not_told_stays_open(tell: Telling, text: str, slots: tuple[Slot, ...]) -> None:
    told = tell(text)
    assert told.stats == {slot: name for slot, name in everywhere("Diviner").items() if slot not in slots}
    assert told.weapon_stats == [["Diviner", "Diviner"], []]


@pytest.mark.parametrize(("text", "left"), [("viper except weapons", []), ("viper except off-hand", ["Viper"])])
def test_weapons_may_be_excepted(tell: Telling, text: str, left: list[str]) -> None:
    told = tell(text)
    assert told.stats == everywhere("Viper")
    assert told.weapon_stats[0] == left


def test_what_is_excepted_may_be_told_later(tell: Telling) -> None:
    assert tell("viper except weapons; weapons Sinister").weapon_stats[0] == ["Sinister", "Sinister"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("zerk", "Berserker"),
        ("berzerk", "Berserker"),
        ("sin", "Assassin"),
        ("cele", "Celestial"),
        ("viper", "Viper"),
        ("harrier", "Harrier"),
        ("minstrel", "Minstrel"),
        ("Berserkr", "Berserker"),
        ("bresreker", "Berserker"),
        ("Célèste", "Celestial"),
        ("TRAILBLAZERS", "Trailblazer"),
        ("plaguedocter's", "Plaguedoctor"),
        ("menestrel", "Minstrel"),
    ],
)
def test_combinations_may_be_shortened_or_misspelled(tell: Telling, typed: str, name: str) -> None:
    assert tell(f"full {typed}").stats == everywhere(name)


@pytest.mark.parametrize("text", ["full zork", "full berry", "full xerserker", "full vip3r gear"])
def test_too_many_slips_are_quoted_back(tell: Telling, text: str) -> None:
    told = tell(text)
    assert told.gear == Gear()
    assert told.unread == [text]


def test_weapons_are_held_in_sets(tell: Telling) -> None:
    told = tell("Greatsword Berserker: Force, Impact\nAxe/Shield Assassin - Energy & Cleansing")
    assert told.weapons == ["Greatsword", "Axe+Shield"]
    assert told.weapon_stats == [["Berserker"], ["Assassin", "Assassin"]]
    assert told.sigils == [["Force", "Impact"], ["Energy", "Cleansing"]]


def test_sigils_after_a_weapon_are_sigils_to_the_end_of_the_line(tell: Telling) -> None:
    told = tell("Axe / Axe: Force, Air\n6x Scholar")
    assert told.weapons[0] == "Axe+Axe"
    assert told.sigils[0] == ["Force", "Air"]
    assert (told.unread, told.unclear) == ([], [])


def test_sets_may_be_named(tell: Telling) -> None:
    told = tell("Set 2: staff Energy, Night\nSet 1: sword/focus Force Impact")
    assert told.weapons == ["Sword+Focus", "Staff"]
    assert told.sigils == [["Force", "Impact"], ["Energy", "the Night"]]
    assert told.unread == []


def test_the_weapons_of_a_code_stand(tell: Telling, game: GameData) -> None:
    numbers = {weapon.name: number for number, weapon in game.weapons.items()}
    sets = (WeaponSet((numbers["Staff"], 0)), WeaponSet((numbers["Axe"], numbers["Torch"])))
    told = tell("full zerk; axe: Force; staff: Energy; greatsword Assassin", sets)
    assert told.weapons == ["Staff", "Axe+Torch"]
    assert told.sigils == [["Energy"], ["Force"]]
    assert told.weapon_stats == [["Berserker"], ["Berserker", "Berserker"]]
    assert "greatsword" in told.unread[0]


def test_a_fifth_sigil_has_no_place(tell: Telling) -> None:
    told = tell("sigils: Force, Impact, Energy, Night, Air")
    assert told.sigils == [["Force", "Impact"], ["Energy", "the Night"]]
    assert told.unread == ["Air"]


def test_food_may_be_told_by_some_of_its_words(tell: Telling) -> None:
    told = tell("food: mint pear flatbread, utility: Superior Sharpening Stone")
    assert told.item(ItemKind.FOOD) == "Mint-Pear Cured Meat Flatbread"
    assert told.item(ItemKind.UTILITY) == "Superior Sharpening Stone"
    assert (told.unread, told.unclear) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18x Mighty infusions", {Attribute.POWER: 18}),
        ("Infusions: 9 Power, 9 Precision", {Attribute.POWER: 9, Attribute.PRECISION: 9}),
        ("16 +5 concentration infusions", {Attribute.CONCENTRATION: 16}),
        ("full guérison infusions", {Attribute.HEALING_POWER: 18}),
    ],
)
def test_infusions_are_counted(tell: Telling, text: str, expected: dict[Attribute, int]) -> None:
    told = tell(text)
    assert dict(told.gear.infusions) == expected
    assert (told.unread, told.unclear) == ([], [])


def test_rarity_is_read(tell: Telling) -> None:
    assert tell("full exotic zerk").gear.rarity is Rarity.EXOTIC
    assert tell("full legendary zerk").gear.rarity is Rarity.ASCENDED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thief", [("Thief", Doubt.MEANING)]),
        ("8 Berserker + 4 Assassin", [("8 Berserker", Doubt.WHERE), ("4 Assassin", Doubt.WHERE)]),
        ("Berserker, Assassin", [("Berserker", Doubt.WHICH), ("Assassin", Doubt.WHICH)]),
        ("Scholar rune, Thief rune", [("Scholar", Doubt.WHICH), ("Thief", Doubt.WHICH)]),
        ("rings: Diviner, Assassin", [("Assassin", Doubt.WHERE)]),
        ("power infusions", [("power", Doubt.COUNT)]),
        ("no idea, maybe marauder?", [("marauder", Doubt.WHERE)]),
        ("food: bread", [("bread", Doubt.MEANING)]),
    ],
)
def test_what_is_unclear_is_said_and_stays_open(tell: Telling, text: str, expected: list[tuple[str, Doubt]]) -> None:
    told = tell(text)
    assert told.unclear == expected
    assert all(one.candidates for one in told.reading.unclear)
    assert told.gear == Gear() or text.startswith("rings")


def test_candidates_are_names(tell: Telling) -> None:
    (unclear,) = tell("Thief").reading.unclear
    assert unclear.candidates == ("Superior Rune of the Thief", "Relic of the Thief")


@pytest.mark.parametrize(
    "text",
    [
        "hello, look at the fire and the air over there",
        "zerk runes",
        "💥💥",
        "[&DQgnNhM/PD4SAAAAgAAAACEX]",
        "helm",
        "2",
    ],
)
def test_what_is_not_understood_is_quoted_exactly(tell: Telling, text: str) -> None:
    told = tell(text)
    assert told.gear == Gear()
    assert told.reading.understood == ()
    unsaid = "".join(told.unread)
    assert [one for one in text if one.isalnum() and one not in unsaid] == []


phrases = st.sampled_from(
    """full zerk Berserker's helm: rest ring 2x rings , ; / + & runes rune of the Scholar Thief relic Force Impact air
    sigil axe shield staff greatsword set 1 armor weapons trinkets 18 infusions power food: bread pie érudit l'
    off-hand exotic""".split()  # noqa: SIM905 - a list of so many words is harder to read
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(texts, st.lists(phrases, max_size=30).map(" ".join)))
@example("ring 1 ring 1")
@example("axe axe axe axe axe")
def test_every_word_is_accounted_for_once(reader: GearReader, text: str) -> None:
    reading = reader.read(text)
    spans = [*reading.understood, *(one.span for one in reading.unclear), *reading.unread]
    assert all(span.text == text[span.start : span.end] for span in spans)
    for token in find_tokens(text):
        assert sum(span.start <= token.start and token.end <= span.end for span in spans) == 1, token
    assert from_json(to_json(reading.gear)) == reading.gear


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_only_white_space_and_punctuation_are_passed_over(text: str) -> None:
    passed = set(range(len(text))) - {place for one in find_tokens(text) for place in range(one.start, one.end)}
    assert not any(text[place].isalnum() for place in passed)


def test_noise_is_read_to_its_end(reader: GearReader) -> None:
    signs = random.Random(1)  # noqa: S311 - noise, not secrets
    noises = [
        "zerk rune " * 400,
        "a" * 4000,
        "helm: Berserker, " * 240,
        "berserkerx " * 370,
        "superior rune of the " * 200,
        "".join(signs.choice("abcdeé' ,\n+/0123") for _ in range(4000)),
    ]
    for noise in noises:
        found = reader.read(noise[:4000])
        assert found.understood or found.unclear or found.unread, noise[:20]


@pytest.mark.parametrize("kind", ItemKind)
def test_every_item_is_read_by_its_name(tell: Telling, equipment: Equipment, kind: ItemKind) -> None:
    heading = f"{kind}: " if kind in {ItemKind.FOOD, ItemKind.UTILITY} else ""
    for item in {one.id: one for one in equipment.items[kind].values()}.values():
        told = tell(heading + item.name)
        found = told.gear.sets[0].sigils[0] if kind is ItemKind.SIGIL else getattr(told.gear, kind.value)
        assert (found, told.unread, told.unclear) == (item.id, [], []), item.name


def test_every_combination_is_read_by_each_of_its_names(tell: Telling, equipment: Equipment) -> None:
    spoken = load_gear_words().names[Role.STAT]
    for combination in equipment.combinations.values():
        for name in (combination.name, *spoken[combination.name]):
            told = tell(f"full {name}")
            assert set(told.gear.stats) == {combination.id}, name
            assert (told.unread, told.unclear) == ([], []), name
