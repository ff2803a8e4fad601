"""The table of what sigils and relics give: true to the items that are known, each entry with its source."""

import pytest

from bot.domain.gear.equipment import ItemKind
from bot.domain.support import SUBGROUP
from bot.gateways.gamedata.editions import load_bundled
from config.gear_gifts import GearGiftEntry, parse_gear_gift_entries, parse_gear_gifts, read_gear_gifts

ENTRIES = parse_gear_gift_entries(read_gear_gifts())
EQUIPMENT = load_bundled().equipment
ONE = """
[[gift]]
type = "sigil"
item = 67340
name = "Superior Sigil of Cleansing"
what = "cleanse"
to = "self"
count = 1
seconds = 3
recharge = 9
source = "somewhere else"
checked = 2026-11-24
"""


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.name}-{entry.what}")
def test_every_entry_is_of_an_item_that_is_known_by_this_id_and_name(entry: GearGiftEntry) -> None:
    item = EQUIPMENT.get_item(*entry.origin)
    assert item
    assert (item.id, item.name) == (entry.item, entry.name)
    assert item.effects
    assert "api.guildwars2.com/v2/items/" in entry.source


def test_sigils_and_relics_are_there() -> None:
    items = {entry.origin for entry in ENTRIES}
    assert {kind for kind, _ in items} == {ItemKind.SIGIL, ItemKind.RELIC}
    assert len(items) >= 40


def test_no_relic_is_said_to_reach_a_subgroup_since_no_text_at_hand_tells() -> None:
    assert not [entry.name for entry in ENTRIES if (entry.count or 0) >= SUBGROUP]


def test_an_entry_is_read_with_its_numbers() -> None:
    (gift,) = parse_gear_gifts(ONE)[(ItemKind.SIGIL, 67340)]
    assert (gift.word, gift.count, gift.seconds, gift.stacks, gift.recharge) == ("cleanse", 1, 3, 1, 9)
    assert len(gift.modes) == 3


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (ONE * 2, "each thing of each item once"),
        (ONE.replace('"sigil"', '"food"'), "type"),
        (ONE.replace('"cleanse"', '"luck"'), "what"),
        (ONE.replace('"cleanse"', '"strip"'), "given to nobody"),
        (ONE.replace("count = 1", "count = 5"), "reaches one"),
        (ONE.replace('source = "somewhere else"', ""), "source"),
        (ONE.replace("recharge = 9", "recharge = -9"), "recharge"),
    ],
)
def test_what_cannot_be_is_refused(wrong: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse_gear_gift_entries(wrong)
