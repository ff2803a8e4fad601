"""Two builds side by side: what differs is told once, and nothing else."""

from collections import Counter
from dataclasses import replace

from hypothesis import given

from bot.domain.comparison import Area, Comparison, Contrast, Part, Side, Topic, compare
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.gear.slots import Rarity, Slot
from bot.domain.professions import Profession
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate, SkillBar
from bot.gateways.gamedata.equipment import load_equipment
from tests.domain.giving import GAME, build_of, giving_of, line_of
from tests.strategies import templates

MIRAGE = BuildTemplate.from_chat_code("[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]")
FIREBRAND = BuildTemplate.from_chat_code("[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]")
BERSERKER, VIPER = 161, 1130
EQUIPMENT = load_equipment()


def side(template: BuildTemplate, gear: Gear | None = None, *, gives: bool = False) -> Side:
    return Side(sheet=describe(template, GAME), gear=gear, giving=giving_of(template) if gives else None)


def topic(comparison: Comparison, wanted: Topic) -> Contrast:
    (found,) = [one for one in comparison.contrasts if one.topic is wanted]
    return found


def names(parts: tuple[Part, ...]) -> list[str | None]:
    return [part.name for part in parts]


@given(templates())
def test_a_build_is_the_same_as_itself(template: BuildTemplate) -> None:
    compared = compare(side(template), side(template), EQUIPMENT)
    assert compared.is_same
    assert compared.differing == ()


@given(templates(), templates())
def test_each_side_has_what_it_has_and_turning_around_mirrors(one: BuildTemplate, two: BuildTemplate) -> None:
    compared = compare(side(one), side(two), EQUIPMENT)
    mirrored = compare(side(two), side(one), EQUIPMENT)
    assert [(c.topic, set(c.left), set(c.right)) for c in compared.contrasts] == [
        (c.topic, set(c.right), set(c.left)) for c in mirrored.contrasts
    ]
    for template, ours in ((one, "left"), (two, "right")):
        held = Counter(line for line in describe(template, GAME).lines if line)
        assert Counter(getattr(line, ours) for line in compared.lines if getattr(line, ours)) == held
        weapons = [c for c in compared.contrasts if c.topic is Topic.WEAPONS]
        assert sum(part.count for c in weapons for part in (*getattr(c, ours), *c.both)) == len(template.weapons)


def test_only_what_was_changed_differs() -> None:
    first, second, third = MIRAGE.lines
    changed = replace(MIRAGE, lines=(first, replace(second, traits=(3, 3, 3)), third), weapons=MIRAGE.weapons[:2])
    compared = compare(side(MIRAGE), side(changed), EQUIPMENT)
    assert [line.differs for line in compared.lines] == [False, True, False]
    assert compared.lines[1].is_same_line
    assert [one.topic for one in compared.differing] == [Topic.WEAPONS]
    gone = topic(compared, Topic.WEAPONS)
    assert (len(gone.left), gone.right, len(gone.both)) == (1, (), 2)
    assert Topic.HEAL in [one.topic for one in compared.shared]


def test_order_of_lines_utilities_and_weapons_does_not_matter() -> None:
    one, two, three = MIRAGE.lines
    a, b, c = MIRAGE.land.utility
    turned = replace(
        MIRAGE,
        lines=(two, one, three),
        land=replace(MIRAGE.land, utility=(c, a, b)),
        weapons=tuple(reversed(MIRAGE.weapons)),
    )
    assert compare(side(MIRAGE), side(turned), EQUIPMENT).is_same


def test_lines_of_one_build_alone_stand_against_those_of_the_other() -> None:
    left = build_of(Profession.GUARDIAN, line_of("Zeal", 1, 1, 1), line_of("Virtues", 1, 1, 1))
    right = build_of(
        Profession.GUARDIAN, line_of("Virtues", 1, 1, 1), line_of("Honor", 1, 1, 1), line_of("Valor", 1, 1, 1)
    )
    found = compare(side(left), side(right), EQUIPMENT).lines
    assert [(one.left and one.left.name, one.right and one.right.name) for one in found] == [
        ("Zeal", "Honor"),
        ("Virtues", "Virtues"),
        (None, "Valor"),
    ]


def test_a_line_held_twice_is_told_twice() -> None:
    zeal = line_of("Zeal", 1, 1, 1)
    twice = build_of(Profession.GUARDIAN, line_of("Zeal", 2, 2, 2), zeal)
    once = build_of(Profession.GUARDIAN, zeal)
    found = compare(side(once), side(twice), EQUIPMENT).lines
    assert [one.differs for one in found] == [False, True]
    assert found[1].left is None


def test_unknown_numbers_are_told_as_such() -> None:
    strange = replace(MIRAGE, land=SkillBar(heal=65_000), weapons=(60_000,))
    compared = compare(side(MIRAGE), side(strange), EQUIPMENT)
    assert topic(compared, Topic.HEAL).right == (Part(65_000, None),)
    assert topic(compared, Topic.WEAPONS).right == (Part(60_000, None),)


def test_what_they_give_is_compared_by_names() -> None:
    compared = compare(side(MIRAGE, gives=True), side(FIREBRAND, gives=True), EQUIPMENT)
    assert "quickness" in names(topic(compared, Topic.HOLDS).right)
    assert "Quickness" in names(topic(compared, Topic.TO_ALLIES).right)
    assert topic(compared, Topic.ROLES).differs


def test_stats_are_compared_piece_by_piece_but_two_rings_are_alike() -> None:
    plain = Gear(stats=(BERSERKER,) * 12)
    one_ring = plain.with_stat(VIPER, Slot.RING_1)
    other_ring = plain.with_stat(VIPER, Slot.RING_2)
    helm = plain.with_stat(VIPER, Slot.HELM)
    assert compare(side(MIRAGE, one_ring), side(MIRAGE, other_ring), EQUIPMENT).is_same
    moved = topic(compare(side(MIRAGE, one_ring), side(MIRAGE, helm), EQUIPMENT), Topic.STATS)
    assert [part.count for part in (*moved.left, *moved.right)] == [1, 1, 1, 1]
    mixed = topic(compare(side(MIRAGE, plain), side(MIRAGE, helm), EQUIPMENT), Topic.STATS)
    assert mixed.left == (Part(BERSERKER, "Berserker's"),)
    assert mixed.right == (Part(VIPER, "Viper's"),)
    assert mixed.both == (Part(BERSERKER, "Berserker's", 11),)


def test_every_part_of_the_gear_is_compared() -> None:
    held = WeaponSet(weapons=(7, 0), stats=(BERSERKER, 0), sigils=(24615, 24868))
    left = Gear(
        rune=24836,
        relic=100916,
        sets=(held, WeaponSet()),
        infusions=((Attribute.POWER, 18),),
        rarity=Rarity.ASCENDED,
    )
    right = Gear(rune=24836, food=5, sets=(WeaponSet(sigils=(24868, 24615)), WeaponSet()), rarity=Rarity.EXOTIC)
    compared = compare(side(MIRAGE, left), side(MIRAGE, right), EQUIPMENT)
    differing = {one.topic for one in compared.differing}
    assert differing == {Topic.STATS, Topic.RELIC, Topic.FOOD, Topic.INFUSIONS, Topic.RARITY}
    assert topic(compared, Topic.INFUSIONS).left == (Part(0, "power", 18),)
    assert topic(compared, Topic.FOOD).right == (Part(5, None),)
    assert names(topic(compared, Topic.SIGILS).both) == [
        "Superior Sigil of Force",
        "Superior Sigil of Impact",
    ]


def test_a_side_without_gear_is_told_apart_from_one_that_wears_nothing() -> None:
    assert compare(side(MIRAGE, Gear()), side(MIRAGE), EQUIPMENT).dressed == (True, False)


def test_every_topic_has_its_area() -> None:
    found = Counter(topic.area for topic in Topic)
    assert found == {Area.CODE: 9, Area.GEAR: 8, Area.GIVING: 5}
