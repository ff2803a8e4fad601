"""Patch day: what owners see of what the game changed, and others do not."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.facts import Fact, Hint, ThingFacts
from bot.domain.gamedata import GameData
from bot.domain.translations import Translation
from bot.services.almanac import Almanac
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import MIRAGE, SCOURGE
from tests.factories import Clock
from tests.fakes import FakeUnits

MANTLE = 2174


@pytest.fixture
def services(units: FakeUnits, game: GameData) -> Services:
    """The services with a clock that goes: what comes first matters here."""
    return build_services(units, Almanac.of(game), clock=Clock())


async def patch(services: Services) -> None:
    """Let the game change what Mirage Mantle does."""
    almanac = services.almanac
    await services.patches.refresh()
    traits = {**almanac.facts.traits, MANTLE: ThingFacts(MANTLE, Hint.ALLIES, (Fact("alacrity", 1),))}
    facts = replace(almanac.facts, traits=MappingProxyType(traits))
    game = replace(almanac.game, build=200_000)
    names = {"fr": Translation(traits={MANTLE: "Manteau de mirage"})}
    almanac.use(replace(almanac.edition, game=game, facts=facts, translations=names))
    await services.patches.refresh()


async def test_the_owner_sees_what_changed_and_says_that_it_was_checked(world: World, services: Services) -> None:
    await services.patches.refresh()
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    await world.mia.slash(world.channel, "build save", code=SCOURGE, name="Other")
    await patch(services)
    listed = said(await world.mia.slash(world.channel, "build list"))
    assert [line.endswith("⚠️ changed") for line in listed.splitlines() if line.startswith("- ")] == [False, True]
    shown = await world.mia.slash(world.channel, "build show", build="Alac")
    assert "**Changed since <t:" in said(shown)
    assert "*Mirage Mantle*" in said(shown)
    checked = await world.mia.click(answer(shown), label="I checked it")
    assert "Noted." in said(checked)
    assert "Changed since" not in said(checked)
    again = await world.mia.slash(world.channel, "build show", build="Alac")
    assert "Changed since" not in said(again)
    assert "I checked it" not in buttons(again)
    assert "changed" not in said(await world.mia.slash(world.channel, "build list"))


async def test_others_see_a_mark_and_no_button(world: World, services: Services) -> None:
    await services.patches.refresh()
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    await world.mia.slash(world.channel, "build publish", build="Alac")
    await patch(services)
    seen = await world.tom.slash(world.channel, "build show", build="Alac")
    assert "-# ⚠️ The game changed something in this build since" in said(seen)
    assert "*Mirage Mantle*" not in said(seen)
    assert "I checked it" not in buttons(seen)
    assert "⚠️" not in said(await world.tom.slash(world.channel, "build list", which="public"))


async def test_french_owners_read_it_in_french(world: World, services: Services) -> None:
    await services.patches.refresh()
    world.speaks_french(world.mia)
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    await patch(services)
    shown = await world.mia.slash(world.channel, "build show", build="Alac")
    assert "**Changé depuis le <t:" in said(shown)
    assert "*Manteau de mirage*" in said(shown)
    assert "Vérifié" in buttons(shown)
