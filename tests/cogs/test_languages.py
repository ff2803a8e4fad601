"""The game's names in the language of whoever reads them, once they were fetched."""

from dataclasses import replace

import pytest

from bot.app import Services
from bot.domain.translations import Translation
from cogs.builds.text import WHERE_FROM
from cogs.ui.text import SHARE
from cogs.ui.words import words_for
from tests.cogs.conftest import World
from tests.cogs.reading import answer, options, said

MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
FRENCH = Translation(
    specializations={59: "Mirage français"},
    traits={2174: "Manteau de mirage"},
    skills={21750: "Signet de l'éther", 10331: "Armure du chaos"},
    stats={161: "berserker français"},
)


@pytest.fixture
def fetched(services: Services) -> None:
    almanac = services.almanac
    almanac.use(replace(almanac.edition, translations={"fr": FRENCH}))


@pytest.mark.usefixtures("fetched")
async def test_each_reads_the_same_build_in_their_language(world: World) -> None:
    world.speaks_french(world.tom)
    mine = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac", mode="pve")
    await world.mia.slash(world.channel, "build publish", build="Alac")
    theirs = await world.tom.slash(world.channel, "build show", build="Alac")
    for text in ("**Mirage** · Mesmer", "Mirage Mantle", "Signet of the Ether", "Staff"):
        assert text in said(mine)
    for text in ("**Mirage français** · Envoûteur", "Manteau de mirage", "Signet de l'éther", "Bâton"):
        assert text in said(theirs)
    assert "Signet of Midnight" in said(theirs)
    sources = await world.tom.click(answer(theirs), label=words_for("fr")(WHERE_FROM))
    assert "Manteau de mirage" in said(sources)


@pytest.mark.usefixtures("fetched")
async def test_lists_choices_teams_and_gear_are_in_the_readers_language(world: World) -> None:
    world.speaks_french(world.mia)
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    listed = await world.mia.slash(world.channel, "build list")
    assert "Mirage français" in said(listed)
    assert options(listed) == ["Alac"]
    offered = await world.mia.autocomplete(world.channel, "build show", "build", "al")
    assert [choice["name"] for choice in offered] == ["Alac · Mirage français"]
    worn = await world.mia.slash(world.channel, "build gear", build="Alac", text="full berserker français")
    assert " x berserker français" in said(worn)
    await world.mia.slash(world.channel, "team create", name="Lundi", content="fractal")
    seated = await world.mia.slash(world.channel, "team seat", team="Lundi", subgroup=1, place=1, build="Alac")
    assert "Alac (Mirage français)" in said(seated)


@pytest.mark.usefixtures("fetched")
async def test_what_all_see_is_in_the_language_of_the_server(world: World) -> None:
    world.speaks_french(world.mia)
    await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    published = await world.mia.slash(world.channel, "build publish", build="Alac")
    shared = await world.mia.click(answer(published), label=words_for("fr")(SHARE))
    assert "**Mirage** · Mesmer" in said(shared)


async def test_without_fetched_names_the_game_speaks_english(world: World) -> None:
    world.speaks_french(world.mia)
    saved = await world.mia.slash(world.channel, "build save", code=MIRAGE, name="Alac")
    assert "**Mirage** · Envoûteur" in said(saved)
    assert "Mirage Mantle" in said(saved)
