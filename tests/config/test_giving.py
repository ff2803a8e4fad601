"""The tables on what builds give: complete, possible, true to the game's facts, each entry with its source."""

from collections.abc import Callable

import pytest

from bot.domain.modes import GameMode
from bot.models.builds import WORDS_LIMIT
from cogs.ui.game_text import ROLES as ROLE_NAMES
from cogs.ui.limits import CHOICES
from config.combos import parse_combo_rules, read_combos
from config.giving import load_giving_rules
from config.roles import StrongerEntry, load_role_rules, parse_role_rules, parse_stronger_entries, read_roles
from config.supplies import GiftEntry, parse_gift_entries, parse_supply_rules, read_supplies
from config.support import SupportEntry, parse_support_entries, parse_support_rules, read_support
from tests.domain.giving import FACTS, GAME

ENTRIES = parse_support_entries(read_support())
GIFTS = parse_gift_entries(read_supplies())
ROLES = """
[healing]
trait_points = 1.0
cleanse_points = 0.5
skill_points = 0.25
skills_counted = 4
source = "somewhere else"
checked = 2026-11-22
[[role]]
id = "dps"
modes = ["pve", "pvp", "wvw"]
fallback = true
source = "somewhere else"
checked = 2026-11-22
"""
DECLARED = """
[[declared]]
id = "tank"
source = "somewhere new"
checked = 2026-11-22
"""


STRONGER = """
[[stronger]]
trait = 350
name = "Soothing Mist"
source = "somewhere else"
checked = 2026-11-24
"""


def name_of(origin: tuple[str, int]) -> str | None:
    kind, number = origin
    return GAME.traits[number].name if kind == "trait" else GAME.skills[number].name


@pytest.mark.parametrize("entry", [*ENTRIES, *GIFTS], ids=lambda entry: entry.name)
def test_every_entry_names_what_it_speaks_of(entry: SupportEntry | GiftEntry) -> None:
    assert name_of(entry.origin) == entry.name


@pytest.mark.parametrize("entry", parse_stronger_entries(read_roles()), ids=lambda entry: entry.name)
def test_a_trait_that_makes_healing_stronger_is_named(entry: StrongerEntry) -> None:
    assert GAME.traits[entry.trait].name == entry.name


def test_a_trait_that_stands_there_twice_is_refused() -> None:
    assert parse_role_rules(ROLES + STRONGER).stronger == {350}
    with pytest.raises(ValueError, match="each trait once"):
        parse_role_rules(ROLES + STRONGER * 2)


@pytest.mark.parametrize("entry", [one for one in ENTRIES if not one.hollow], ids=lambda entry: entry.name)
def test_what_an_entry_gives_is_what_the_facts_say(entry: SupportEntry) -> None:
    kind, number = entry.origin
    thing = (FACTS.traits if kind == "trait" else FACTS.skills)[number]
    told = {fact.amount for fact in thing.facts if fact.what == entry.boon}
    assert {seconds for seconds, _ in entry.gives} <= told


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_what_is_known_to_be_missing_in_wvw_is_not_given_there(entry: SupportEntry) -> None:
    kind, number = entry.origin
    thing = (FACTS.traits if kind == "trait" else FACTS.skills).get(number)
    if thing and entry.boon in thing.wvw and thing.wvw[entry.boon] is None:
        assert entry.wvw == []


@pytest.mark.parametrize("entry", GIFTS, ids=lambda entry: entry.name)
def test_what_facts_say_needs_no_entry(entry: GiftEntry) -> None:
    kind, number = entry.origin
    thing = (FACTS.traits if kind == "trait" else FACTS.skills).get(number)
    assert not thing or entry.what not in {fact.what for fact in thing.facts}


def test_every_elite_specialization_with_such_a_trait_is_there() -> None:
    owners = {
        GAME.traits[number].specialization for kind, number in (entry.origin for entry in ENTRIES) if kind == "trait"
    }
    assert len([number for number in owners if GAME.specializations[number].elite]) >= 25


def test_all_tables_can_be_read() -> None:
    rules = load_giving_rules()
    assert len(rules.combos.cells) == 36
    assert {mode for role in rules.roles.roles for mode in role.modes} == set(GameMode)
    assert 70 in rules.supplies.no_toolbelt
    assert rules.support.boon_duration == 1


@pytest.mark.parametrize(
    ("parse", "text", "old", "new"),
    [
        (parse_support_rules, read_support(), 'boon = "quickness"', 'boon = "haste"'),
        (parse_support_rules, read_support(), "share = 0.9", "share = 1.9"),
        (parse_support_rules, read_support(), "trait = 2042\n", "trait = 2042\nskill = 1\n"),
        (parse_support_rules, read_support(), "trait = 2042\n", ""),
        (parse_support_rules, read_support(), "trait = 1667", "trait = 2042"),
        (parse_support_rules, read_support(), "unless_trait = 2437\n", ""),
        (parse_support_rules, read_support(), "every = 8.0", "every = 0"),
        (parse_supply_rules, read_supplies(), 'what = "portal"', 'what = "door"'),
        (parse_supply_rules, read_supplies(), "skill = 10197", "skill = 10199"),
        (parse_supply_rules, read_supplies(), "skill = 10197\n", ""),
        (parse_supply_rules, read_supplies(), "[toolbelt]", "[belt]"),
        (parse_combo_rules, read_combos(), 'field = "Fire"', 'field = "Water"'),
        (parse_combo_rules, read_combos(), "pve = 1.0", "pve = 1.1"),
        (parse_combo_rules, read_combos(), "shortest_use = 3.0\n", ""),
        (parse_role_rules, ROLES, "fallback = true", "fallback = false"),
        (parse_role_rules, ROLES, 'modes = ["pve", "pvp", "wvw"]', 'modes = ["pve"]'),
        (parse_role_rules, ROLES, 'id = "dps"', 'id = "DPS!"'),
        (parse_role_rules, ROLES + DECLARED, 'id = "tank"', 'id = "dps"'),
        (parse_role_rules, ROLES + DECLARED, 'source = "somewhere new"', ""),
        (parse_role_rules, ROLES, 'id = "dps"', 'id = "dps"\nholds = ["haste"]'),
        (parse_role_rules, read_roles(), 'id = "heal-alac"', 'id = "heal-quick"'),
    ],
)
def test_a_faulty_table_is_refused(parse: Callable[[str], object], text: str, old: str, new: str) -> None:
    parse(text)
    assert old in text
    with pytest.raises(ValueError, match=r".+"):
        parse(text.replace(old, new, 1) if text.count(old) == 1 or "boon =" in old else text.replace(old, new))


@pytest.mark.parametrize("text", [read_support(), read_supplies(), read_combos(), read_roles()])
@pytest.mark.parametrize("key", ["source", "checked"])
def test_an_entry_without_source_or_date_is_refused(text: str, key: str) -> None:
    lines = text.splitlines(keepends=True)
    last = max(place for place, line in enumerate(lines) if line.startswith(f"{key} = "))
    parsers = {
        "support": parse_support_rules,
        "gift": parse_supply_rules,
        "cell": parse_combo_rules,
        "role": parse_role_rules,
    }
    parse = next(parser for table, parser in parsers.items() if f"[[{table}]]" in text)
    with pytest.raises(ValueError, match=key):
        parse("".join(line for place, line in enumerate(lines) if place != last))


def test_authors_choose_from_every_role_and_each_has_a_name() -> None:
    known = load_role_rules().words
    assert known[0] == "heal-quick"
    assert {"dps", "damage", "tank"} < set(known)
    assert set(known) == set(ROLE_NAMES)
    assert len(known) <= CHOICES
    assert sum(map(len, known)) + len(known) <= WORDS_LIMIT
    assert parse_role_rules(ROLES + DECLARED).words == ("dps", "tank")
