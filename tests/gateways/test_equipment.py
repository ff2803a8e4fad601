"""The bundled equipment: what is in it, and that it is what the builder makes."""

import json
import re
from importlib.resources import files

import pytest

from bot.domain.gear.attributes import Attribute, Share
from bot.domain.gear.equipment import Conversion, Equipment, Item, ItemKind
from bot.domain.gear.slots import Rarity, SlotKind
from bot.gateways import gamedata
from bot.gateways.gamedata.equipment import EQUIPMENT, load_equipment, parse_equipment
from bot.gateways.gamedata.equipment_build import build_equipment
from bot.gateways.gamedata.equipment_effects import read_effects
from tests.domain.rows import SHARED


@pytest.fixture(scope="module")
def equipment() -> Equipment:
    return load_equipment()


@pytest.fixture(scope="module")
def bundled() -> bytes:
    return files(gamedata.__name__).joinpath(EQUIPMENT).read_bytes()


def named(equipment: Equipment, kind: ItemKind, name: str) -> Item:
    (found,) = {one.id: one for one in equipment.items[kind].values() if one.name == name}.values()
    return found


class TestContent:
    def test_how_much_there_is(self, equipment: Equipment) -> None:
        assert len(equipment.combinations) == 43
        counts = {kind: len({one.id for one in items.values()}) for kind, items in equipment.items.items()}
        assert counts == {
            ItemKind.RUNE: 99,
            ItemKind.SIGIL: 81,
            ItemKind.RELIC: 112,
            ItemKind.FOOD: 743,
            ItemKind.UTILITY: 245,
        }
        assert set(equipment.infusions) == set(Attribute) - {Attribute.FEROCITY}
        assert {infusion.amount for infusion in equipment.infusions.values()} == {5}
        assert equipment.budgets.keys() == {(rarity, kind) for rarity in Rarity for kind in SlotKind}

    def test_names_are_told_apart_within_a_kind(self, equipment: Equipment) -> None:
        for items in equipment.items.values():
            names = [one.name for one in {one.id: one for one in items.values()}.values()]
            assert len(set(names)) == len(names)

    def test_an_item_is_found_by_each_of_its_ids(self, equipment: Equipment) -> None:
        scholar = equipment.get_item(ItemKind.RUNE, 24836)
        assert scholar
        assert scholar.name == "Superior Rune of the Scholar"
        assert equipment.get_item(ItemKind.RUNE, 91595) is scholar
        assert equipment.get_item(ItemKind.RELIC, 24836) is None

    def test_runes_have_what_all_six_give(self, equipment: Equipment) -> None:
        monk = named(equipment, ItemKind.RUNE, "Superior Rune of the Monk")
        assert monk.flat == ((Attribute.HEALING_POWER, 300),)
        assert monk.shares == ((Share.BOON_DURATION, 15),)

    def test_food_of_every_rarity_is_there(self, equipment: Equipment) -> None:
        steak = named(equipment, ItemKind.FOOD, "Cilantro Lime Sous-Vide Steak")
        assert steak.flat == ((Attribute.POWER, 100), (Attribute.FEROCITY, 70))
        assert steak.effects == 1
        oil = named(equipment, ItemKind.UTILITY, "Toxic Maintenance Oil")
        assert Conversion(Attribute.CONCENTRATION, 3, Attribute.PRECISION) not in oil.conversions
        assert oil.conversions

    def test_it_holds_facts_alone(self, bundled: bytes) -> None:
        kinds = json.loads(bundled)["kinds"]
        texts = [part for table in kinds.values() for row in table["rows"] for part in row if isinstance(part, str)]
        assert max(map(len, texts)) < 70
        assert not re.search(rb"https?://|<c=|description|chance to", bundled, re.IGNORECASE)


class TestEffects:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("+175 Power", ({"power": 175}, {}, [], [], 0)),
            ("+4 condition damage", ({"condition-damage": 4}, {}, [], [], 0)),
            ("+65 Healing", ({"healing-power": 65}, {}, [], [], 0)),
            ("+45 to All Attributes", ({one.value: 45 for one in Attribute}, {}, [], [], 0)),
            ("+10% Boon Duration", ({}, {"boon-duration": 10}, [], [], 0)),
            ("+10% condition duration.", ({}, {"condition-duration": 10}, [], [], 0)),
            ("+15% Might Duration", ({}, {}, [], [["Might Duration", 15]], 0)),
            ("-10% Incoming Damage", ({}, {}, [], [["Incoming Damage", -10]], 0)),
            ("Gain Power Equal to 6% of Your Ferocity", ({}, {}, [["power", 6, "ferocity"]], [], 0)),
            ("+100 Power for 30 Seconds on Kill", ({}, {}, [], [], 1)),
            ("+40 Power when Health below 50%", ({}, {}, [], [], 1)),
            ("-10% Incoming Damage while Stunned", ({}, {}, [], [], 1)),
            ("+10% Damage vs. Undead", ({}, {}, [], [], 1)),
            ("66% Chance to Steal Life on Critical Hit", ({}, {}, [], [], 1)),
            ("+150 Fishing Power", ({}, {}, [], [], 0)),
            ("+10% Experience from Kills", ({}, {}, [], [], 0)),
            ("", ({}, {}, [], [], 0)),
        ],
    )
    def test_a_line(self, line: str, expected: object) -> None:
        found = read_effects([line])
        assert found == expected

    def test_lines_of_one_thing_are_summed(self) -> None:
        assert read_effects(["+25 Power", "+50 power", "+5% Boon Duration", "+10% Boon Duration"]) == (
            {"power": 75},
            {"boon-duration": 15},
            [],
            [],
            0,
        )


class TestFile:
    def test_it_is_small(self, bundled: bytes) -> None:
        assert len(bundled) < 200_000

    @pytest.mark.parametrize(
        "damaged", [b"", b"{}", b"[]", b'{"kinds": {}}', b'{"kinds": []}', b"\xff", b'{"kinds": {"food": {"rows": 1}}}']
    )
    def test_a_damaged_file_is_refused(self, damaged: bytes) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            parse_equipment(damaged)

    def test_the_builder_makes_the_same_bytes_again(self, bundled: bytes) -> None:
        if not SHARED.exists():
            pytest.skip(f"{SHARED} is not beside this checkout; the file cannot be made anew")
        assert build_equipment(SHARED) == bundled


class TestAgainstAnotherTable:
    def test_flat_bonuses_are_those_of_another_tool(self, equipment: Equipment) -> None:
        """Compare the items that the other table has by id, but for one whose id it gives to another rune too."""
        folder = SHARED / "check/discretize"
        if not folder.exists():
            pytest.skip(f"{folder} is not beside this checkout; there is nothing to compare with")
        compared, differing = 0, []
        for file, kind in (("runes", ItemKind.RUNE), ("food", ItemKind.FOOD)):
            for number, expected in _flat(folder.joinpath(f"{file}.yaml").read_text()):
                item = equipment.get_item(kind, number)
                found = {one.display: amount for one, amount in item.flat} if item else expected
                if found != expected and (number, expected) != MISTAKEN:
                    differing.append((number, found, expected))
                compared += item is not None
        assert compared > 90
        assert differing == []


MISTAKEN = (67342, {"Power": 175, "Precision": 125})


def _flat(text: str) -> list[tuple[int, dict[str, int]]]:
    """Read `Power: [100, converted]` lines and the id of each entry out of the table's YAML."""
    found = []
    for entry in re.split(r"\n    - id: ", re.sub(r"(?m)^\s*#.*\n", "", text))[1:]:
        number = re.search(r"gw2id: (\d+)", entry)
        flat = dict(re.findall(r"(?m)^          ([A-Z][A-Za-z ]+): \[(\d+), (?:converted|buff)\]", entry))
        if number and "subText" not in entry and "(5x)" not in entry:
            found.append((int(number[1]), {name: int(amount) for name, amount in flat.items()}))
    return found
