"""What people see when they bring many builds at once."""

import json

import simcord

from bot.app import Bot, Services
from bot.domain.ids import UserId
from bot.domain.viewer import Viewer
from cogs.ui.translator import CommandTranslator
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE

DAMAGED = "[&DQctPRg9OzsjDwAAggEA]"
GUIDE = f"# My guide\nAlac Mirage: {MIRAGE}\n\nHeal: {FIREBRAND}\nbroken: {DAMAGED}\n"


async def _import(world: World, **options: object) -> simcord.InteractionResult:
    return await world.mia.slash(world.channel, "build import", **options)


def _viewer(world: World) -> Viewer:
    return Viewer(UserId(world.mia.id))


def _file(text: str | bytes, name: str = "builds.txt") -> tuple[str, bytes]:
    return name, text.encode() if isinstance(text, str) else text


async def test_a_guide_is_previewed_and_saved_with_one_click(world: World, services: Services) -> None:
    preview = await _import(world, text=GUIDE.replace("\n", " \n"))
    text = said(preview)
    assert answer(preview).ephemeral
    assert "1 faulty row · 2 new builds" in text
    assert "✅ **Alac Mirage** · Mirage" in text
    assert "⚠️ Row 5:" in text
    assert "its end is missing" in text
    assert "Nothing is saved yet" in text
    assert "You keep no build yet" in said(await world.mia.slash(world.channel, "build list"))

    await world.env.restart_bot(Bot(services=services, translator=CommandTranslator()))
    saved = await world.mia.click(answer(preview), label="Save all that is new")
    assert "**2** builds are saved." in said(saved)
    assert "2 builds" in said(await world.mia.slash(world.channel, "build list"))


async def test_an_exported_file_is_imported_by_somebody_else(world: World) -> None:
    await world.tom.slash(world.channel, "build save", code=MIRAGE, name="Alac", mode="wvw")
    await world.tom.slash(world.channel, "build gear", build="Alac", text="full Viper's")
    exported = await world.tom.slash(world.channel, "build export")
    (attachment,) = answer(exported).attachments
    preview = await _import(world, file=(attachment.filename, await attachment.read()))
    assert "✅ **Alac** · Mirage · WvW" in said(preview)
    await world.mia.click(answer(preview), label="Save all that is new")
    assert "Viper's" in said(await world.mia.slash(world.channel, "build show", build="Alac"))
    again = await _import(world, file=(attachment.filename, await attachment.read()))
    assert "1 build that you keep already" in said(again)
    assert "nothing new to save" in said(again)
    assert buttons(again) == []


async def test_a_long_preview_turns_its_pages(world: World) -> None:
    entries = [{"name": f"Build {number:02}" + "*" * 80, "code": MIRAGE} for number in range(23)]
    entries[7]["code"] = "nonsense"
    file = _file(json.dumps({"format": "gw2optimizer-builds", "version": 1, "builds": entries}), "builds.json")
    first = await _import(world, file=file)
    assert "⚠️ Row 8: “Build 07" in said(first)
    assert "Page 1 of 3" in said(first)
    assert buttons(first) == ["Save all that is new", "Next page"]
    second = await world.mia.click(answer(first), label="Next page")
    assert buttons(second) == ["Save all that is new", "Previous page", "Next page"]
    last = await world.mia.click(answer(second), label="Next page")
    assert "Page 3 of 3" in said(last)
    assert "Build 22" in said(last)
    assert "**22** builds are saved" in said(await world.mia.click(answer(last), label="Save all that is new"))


async def test_what_is_wrong_is_said_in_words(world: World) -> None:
    for file, words in (
        (_file("x" * 100_001), "an import takes 100 kB"),
        (_file("Élan".encode("latin-1")), "UTF-8"),
        (_file('{"builds": 1}'), "I do not know this kind of file"),
        (_file('{"format": "gw2optimizer-builds", "version": 2, "builds": []}'), "newer version"),
        (_file('{"format": "gw2optimizer-builds", "version": 1, "bu'), "damaged"),
        (_file('{"a":' * 15_000), "I do not know this kind of file"),
        (
            _file(json.dumps({"format": "gw2optimizer-builds", "version": 1, "builds": [{}] * 10_000})),
            "an import takes 1000",
        ),
        (_file("hello"), "I find no build code"),
    ):
        refused = await _import(world, file=file)
        assert answer(refused).ephemeral
        assert words in said(refused), words
    assert "Attach a file, or paste text" in said(await _import(world))


async def test_pasted_text_without_codes_is_handed_back(world: World) -> None:
    assert "some words" in said(await _import(world, text="some words"))


async def test_a_preview_belongs_to_who_asked_for_it_and_gives_way_to_a_newer_one(world: World) -> None:
    first = await _import(world, text=MIRAGE)
    await _import(world, text=SCOURGE)
    pressed = await world.mia.click(answer(first), label="Save all that is new")
    assert "a newer one took its place" in said(pressed)
    assert "You keep no build yet" in said(await world.mia.slash(world.channel, "build list"))


async def test_saving_a_message_with_several_builds_previews_them(world: World) -> None:
    world.speaks_french(world.mia)
    message = await world.tom.send(world.channel, GUIDE)
    preview = await world.mia.context_menu(world.channel, "Save build", message)
    assert "Ce qui serait enregistré" in said(preview)
    saved = await world.mia.click(answer(preview), label="Enregistrer tout le nouveau")
    assert "**2** builds sont enregistrés" in said(saved)


async def test_no_room_is_told_before_anything_is_saved(world: World, services: Services) -> None:
    for number in range(499):
        await services.builds.save(_viewer(world), MIRAGE, name=f"full {number}")
    preview = await _import(world, text=f"{FIREBRAND} {SCOURGE}")
    assert "room for 1 more. These are 2" in said(preview)
    assert buttons(preview) == []
    assert buttons(await _import(world, text=FIREBRAND)) == ["Save all that is new"]
