"""`/account show` and `/help`."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.app import Services
from bot.domain.edition import Fetched
from bot.domain.translations import Translation
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import MIRAGE


async def test_unknown_person_is_told_that_nothing_is_held(world: World) -> None:
    assert "Nothing." in said(await world.mia.slash(world.channel, "account show"))


async def test_account_counts_what_is_kept(world: World) -> None:
    await world.mia.slash(world.channel, "build save", code=MIRAGE)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    text = said(await world.mia.slash(world.channel, "account show"))
    assert "1 build, 1 of them public" in text
    world.locales[world.mia.id] = "fr"
    assert "1 build, dont 1 public\n" in said(await world.mia.slash(world.channel, "account show"))


async def test_person_who_is_only_seated_is_told_so(world: World) -> None:
    await world.leo.slash(world.channel, "team create", name="Raid", content="raid")
    await world.leo.slash(world.channel, "team seat", team="Raid", subgroup=1, place=1, player=world.tom)
    text = said(await world.tom.slash(world.channel, "account show"))
    assert "Nothing." not in text
    assert "in 1 place of a team" in text


async def test_help_names_the_commands_in_the_readers_language(world: World) -> None:
    assert "`/build save`" in said(await world.mia.slash(world.channel, "help"))
    world.speaks_french(world.mia)
    assert "`/build enregistrer`" in said(await world.mia.slash(world.channel, "help"))


async def test_about_tells_the_version_and_how_old_the_facts_are(world: World) -> None:
    asked = await world.mia.slash(world.channel, "help", topic="about")
    for part in ("version 0.", "Game build 191645", "Shipped with this version", "in English", "This is a trial"):
        assert part in said(asked)
    assert answer(asked).ephemeral
    helped = await world.mia.slash(world.channel, "help")
    assert buttons(helped) == ["About me"]
    assert said(await world.mia.click(answer(helped), label="About me")) == said(asked)


async def test_about_tells_in_french_what_was_fetched_and_when(world: World, services: Services) -> None:
    at = datetime(2026, 11, 20, 6, tzinfo=UTC)
    fetched = Fetched(at=at, told=200_000, base="", items_to=0)
    names = {"fr": Translation(skills={1: "Un"}), "de": Translation()}
    services.almanac.use(replace(services.almanac.edition, fetched=fetched, translations=names))
    world.speaks_french(world.mia)
    text = said(await world.mia.slash(world.channel, "help", topic="about"))
    assert f"le <t:{int(at.timestamp())}:d>, <t:{int(at.timestamp())}:R>" in text
    assert "en anglais et français" in text
