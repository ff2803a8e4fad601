"""What builds wear follows the facts of the game that are in use."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.cli.compose import build_wardrobe
from bot.domain.builds import Build
from bot.domain.gear.equipment import Item, ItemKind
from bot.domain.gear.slots import Slot
from bot.domain.template import BuildTemplate
from bot.domain.translations import Translation
from bot.errors import NotFoundError
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.gear import Wardrobe
from tests.factories import BOB, Clock, make_build, make_template, viewer
from tests.fakes import FakeUnits

RELIC = 999_101


@pytest.fixture
def almanac() -> Almanac:
    return Almanac(load_bundled())


@pytest.fixture
def wardrobe(units: FakeUnits, almanac: Almanac, clock: Clock) -> Wardrobe:
    return build_wardrobe(units, almanac, clock)


def use_new_relic(almanac: Almanac) -> None:
    equipment = almanac.edition.equipment
    relic = Item(RELIC, "Relic of Tests", ItemKind.RELIC)
    relics = MappingProxyType({**equipment.items[ItemKind.RELIC], RELIC: relic})
    items = MappingProxyType({**equipment.items, ItemKind.RELIC: relics})
    almanac.use(replace(almanac.edition, equipment=replace(equipment, items=items)))


async def test_names_of_other_languages_are_read_and_shown_once_they_are_fetched(
    units: FakeUnits, wardrobe: Wardrobe, almanac: Almanac
) -> None:
    async with units() as unit:
        await unit.accounts.ensure(viewer().user, Clock()())
        await unit.builds.add(build := make_build())
    french = Translation(stats={161: "aigu du test"}, items={100916: "Relique du tueur de test"})
    almanac.use(replace(almanac.edition, translations={"fr": french}))
    dressed = await wardrobe.dress(viewer(), build.short_id, "full aigu du test, relique du tueur de test")
    assert not dressed.reading.unread
    assert dressed.reading.gear.relic == 100916
    assert set(dressed.reading.gear.stats) == {161}
    names = [wardrobe.get_item_name(ItemKind.RELIC, 100916, language) for language in ("en", "fr", "de")]
    assert names == ["Relic of the Thief", "Relique du tueur de test", "Relic of the Thief"]
    assert wardrobe.suggest_combinations("aigu", "fr") == ["aigu du test"]


async def test_a_new_relic_is_read_named_and_offered_without_a_restart(
    units: FakeUnits, wardrobe: Wardrobe, almanac: Almanac
) -> None:
    async with units() as unit:
        await unit.accounts.ensure(viewer().user, Clock()())
        await unit.builds.add(build := make_build())
    before = await wardrobe.dress(viewer(), build.short_id, "Relic of Tests, full Berserker's")
    use_new_relic(almanac)
    after = await wardrobe.dress(viewer(), build.short_id, "Relic of Tests, full Berserker's")
    assert [dressed.reading.gear.relic for dressed in (before, after)] == [0, RELIC]
    assert wardrobe.get_item_name(ItemKind.RELIC, RELIC) == "Relic of Tests"
    assert wardrobe.suggest_items(ItemKind.RELIC, "of tests") == ["Relic of Tests"]


async def keep(units: FakeUnits, template: BuildTemplate | None = None) -> Build:
    async with units() as unit:
        await unit.accounts.ensure(viewer().user, Clock()())
        await unit.builds.add(build := make_build(template=template or make_template()))
    return build


async def test_choices_are_kept_one_by_one(units: FakeUnits, wardrobe: Wardrobe) -> None:
    ref = (await keep(units)).short_id
    await wardrobe.choose(viewer(), ref, "armor", 161)
    await wardrobe.choose(viewer(), ref, "rune", 24836)
    worn = (await wardrobe.require(viewer(), ref)).gear
    assert worn is not None
    assert (worn.rune, worn.get_stat(Slot.HELM), worn.get_stat(Slot.AMULET)) == (24836, 161, 0)


async def test_a_text_can_add_to_what_is_worn(units: FakeUnits, wardrobe: Wardrobe) -> None:
    ref = (await keep(units)).short_id
    await wardrobe.dress(viewer(), ref, "full Berserker's")
    added = await wardrobe.dress(viewer(), ref, "Relic of the Thief", adding=True)
    assert added.build.gear is not None
    assert (added.build.gear.relic, added.build.gear.get_stat(Slot.HELM)) == (100916, 161)
    replaced = await wardrobe.dress(viewer(), ref, "Relic of the Thief")
    assert replaced.build.gear is not None
    assert replaced.build.gear.get_stat(Slot.HELM) == 0


async def test_each_choice_can_be_undone_back_to_the_first(units: FakeUnits, wardrobe: Wardrobe) -> None:
    ref = (await keep(units)).short_id
    first = await wardrobe.choose(viewer(), ref, "armor", 161)
    await wardrobe.choose(viewer(), ref, "rune", 24836)
    undone = await wardrobe.undo(viewer(), ref, 2)
    assert (undone.build.gear, undone.version) == (first.gear, 2)
    undone = await wardrobe.undo(viewer(), ref, undone.version - 1)
    assert (undone.build.gear, undone.version) == (None, 1)
    undone = await wardrobe.undo(viewer(), ref, undone.version - 1)
    assert (undone.build.gear, undone.version) == (None, 0)


async def test_what_is_somebody_elses_stays_as_it_is(units: FakeUnits, wardrobe: Wardrobe) -> None:
    ref = (await keep(units)).short_id
    for attempt in (
        wardrobe.choose(viewer(BOB), ref, "armor", 161),
        wardrobe.undo(viewer(BOB), ref, 1),
        wardrobe.require(viewer(BOB), ref),
        wardrobe.dress(viewer(BOB), ref, "full Berserker's", adding=True),
    ):
        with pytest.raises(NotFoundError):
            await attempt
    assert (await wardrobe.require(viewer(), ref)).gear is None


async def test_a_pairing_that_was_chosen_holds_for_a_text(units: FakeUnits, wardrobe: Wardrobe) -> None:
    build = await keep(units, replace(make_template(), weapons=(53, 87, 5, 49)))
    options = wardrobe.get_wearer(build).pairings
    assert len(options) == 2
    await wardrobe.choose(viewer(), build.short_id, "sets", 2)
    dressed = await wardrobe.dress(viewer(), build.short_id, "full Viper's")
    assert tuple(held.weapons for held in dressed.reading.gear.sets) == options[1]
