"""What newer facts change of a build, with two editions that differ in one thing."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.edition import Edition
from bot.domain.facts import Fact, Hint, ThingFacts
from bot.domain.gear.equipment import ItemKind
from bot.domain.gear.gear import Gear
from bot.domain.gear.slots import Slot
from bot.domain.patches import Prints, Thing, ThingKind, find_changes, find_uses, name_things
from bot.domain.professions import Profession
from bot.domain.template import BuildTemplate
from bot.gateways.gamedata.editions import load_bundled

MIRAGE = BuildTemplate.from_chat_code("[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]")
GEAR = Gear(rune=24687, relic=100916).with_stat(161, Slot.HELM)
MANTLE, CHAOS_ARMOR, NIGHTMARE = 2174, 10331, 753
BEFORE = Prints.of(load_bundled())


def changed(edition: Edition, template: BuildTemplate = MIRAGE, gear: Gear | None = GEAR) -> tuple[str, ...]:
    uses = find_uses(template, gear, edition, frozenset())
    return name_things(find_changes(uses, BEFORE, Prints.of(edition)), edition)


def with_game(part: str, number: int, **fields: Any) -> Edition:
    edition = load_bundled()
    things = getattr(edition.game, part)
    newer: Any = MappingProxyType({**things, number: replace(things[number], **fields)})
    return replace(edition, game=replace(edition.game, **{part: newer}))


def with_facts(part: str, number: int, *facts: Fact, **more: Any) -> Edition:
    edition = load_bundled()
    newer = MappingProxyType({**getattr(edition.facts, part), number: ThingFacts(number, Hint.SELF, facts, **more)})
    return replace(edition, facts=replace(edition.facts, **{part: newer}))


def test_the_same_facts_change_nothing() -> None:
    edition = load_bundled()
    assert changed(replace(edition, game=replace(edition.game, build=edition.game.build + 1))) == ()


@pytest.mark.parametrize(
    ("edition", "told"),
    [
        (with_facts("traits", MANTLE, Fact("alacrity", 3)), ("Mirage Mantle",)),
        (with_facts("skills", CHAOS_ARMOR, Fact("stability", 3)), ("Chaos Armor",)),
        (with_facts("skills", CHAOS_ARMOR, Fact("stability", 3), wvw={"stability": 1.0}), ("Chaos Armor",)),
        (with_game("traits", MANTLE, name="Mantle of Tests"), ("Mantle of Tests",)),
        (with_game("specializations", 59, major=tuple(range(9))), ("Mirage",)),
        (with_game("skills", 21750, slot="Utility"), ("Signet of the Ether",)),
    ],
)
def test_what_it_uses_is_told_by_name(edition: Edition, told: tuple[str, ...]) -> None:
    assert told[0] in changed(edition)


@pytest.mark.parametrize(
    "edition",
    [
        with_facts("traits", 1, Fact("might", 3)),
        with_facts("skills", 9102, Fact("quickness", 7)),
        with_game("traits", 214, name="Raging Calm"),
        with_game("pets", 1, name="Juvenile Test"),
    ],
)
def test_what_it_does_not_use_is_not(edition: Edition) -> None:
    assert changed(edition) == ()


def test_a_palette_id_that_means_nothing_any_more_is_told_without_a_name() -> None:
    edition = load_bundled()
    palettes = dict(edition.game.palettes)
    palettes[Profession.MESMER] = MappingProxyType(
        {palette: skill for palette, skill in palettes[Profession.MESMER].items() if palette != MIRAGE.land.heal}
    )
    newer = replace(edition, game=replace(edition.game, palettes=MappingProxyType(palettes)))
    uses = find_uses(MIRAGE, None, newer, frozenset())
    assert [thing.kind for thing in find_changes(uses, BEFORE, Prints.of(newer))] == [ThingKind.PALETTE]
    assert changed(newer) == ()


def test_gear_is_used_only_where_it_is_worn() -> None:
    edition = load_bundled()
    relics = dict(edition.equipment.items[ItemKind.RELIC])
    relics[100916] = replace(relics[100916], effects=2)
    items = MappingProxyType({**edition.equipment.items, ItemKind.RELIC: MappingProxyType(relics)})
    newer = replace(edition, equipment=replace(edition.equipment, items=items))
    assert changed(newer) == ("Relic of the Thief",)
    assert changed(newer, gear=None) == ()


def test_the_order_in_which_facts_are_told_and_how_numbers_are_spelled_change_nothing() -> None:
    edition = load_bundled()
    known = edition.facts.skills[CHAOS_ARMOR]
    facts = tuple(fact._replace(amount=float(fact.amount)) for fact in reversed(known.facts))
    newer = MappingProxyType({**edition.facts.skills, CHAOS_ARMOR: replace(known, facts=facts)})
    assert changed(replace(edition, facts=replace(edition.facts, skills=newer))) == ()


def test_a_code_of_unknown_things_is_no_change() -> None:
    odd = replace(MIRAGE, land=replace(MIRAGE.land, heal=60_000))
    assert changed(load_bundled(), odd) == ()


def test_an_unknown_legend_has_no_name() -> None:
    edition = load_bundled()
    assert name_things([Thing(ThingKind.PALETTE, (16 + 99) << 16 | 4572), Thing(ThingKind.SKILL, 5)], edition) == ()


@given(st.dictionaries(st.integers(0, 2**40), st.integers(0, 2**32 - 1), max_size=30))
def test_digests_are_kept_as_they_are(found: dict[int, int]) -> None:
    prints = Prints(sorted(found), [found[key] for key in sorted(found)])
    again = Prints.from_bytes(prints.to_bytes())
    assert again == prints
    for key, digest in found.items():
        if key >> 32 in set(ThingKind):
            assert again.get(Thing(ThingKind(key >> 32), key & 0xFFFFFFFF)) == digest


@pytest.mark.parametrize("stored", [b"", b"\x00", b"\x02\x00\x00\x00\x00\x00"])
def test_digests_of_another_format_are_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="another format"):
        Prints.from_bytes(stored)
