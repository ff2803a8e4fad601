"""What builds wear follows the facts of the game that are in use."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.cli.compose import build_wardrobe
from bot.domain.gear.equipment import Item, ItemKind
from bot.domain.translations import Translation
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.gear import Wardrobe
from tests.factories import Clock, make_build, viewer
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
