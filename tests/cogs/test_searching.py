"""`/build search` as people meet it."""

import pytest
import simcord

from cogs.ui.limits import CUSTOM_ID
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answer, buttons, custom_ids, options, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE, SCOURGE
from tests.fakes import FakeUnits


async def keep(world: World, name: str, code: str = MIRAGE, *, publish: bool = True) -> None:
    """Let Tom keep a build."""
    await world.tom.slash(world.channel, "build save", code=code, name=name, mode="pve")
    if publish:
        await world.tom.slash(world.channel, "build publish", build=name)


async def search(world: World, text: str = "", **more: object) -> simcord.InteractionResult:
    asked = {"text": text} if text else {}
    return await world.mia.slash(world.channel, "build search", **asked, **more)


async def test_finds_builds_and_tells_how_the_text_was_understood(world: World) -> None:
    await keep(world, "Staff clone")
    await keep(world, "Healer", FIREBRAND)
    found = await search(world, "mirage staff")
    assert answer(found).ephemeral
    assert "elite specialization: **Mirage**" in said(found)
    assert "weapon: **Staff**" in said(found)
    assert "1 build · best match first" in said(found)
    assert options(found) == ["Staff clone"]


async def test_a_guess_and_what_was_left_out_are_told(world: World) -> None:
    await keep(world, "Healer", FIREBRAND)
    text = said(await search(world, "firebrnad xyzzyx"))
    assert "elite specialization: **Firebrand** (for “firebrnad”)" in text
    assert "Left out, because nothing here is called so: “xyzzyx”." in text


@pytest.mark.parametrize("text", ["%", "_", "'\"", "x" * 500, "🐟", "y " * 2000])
async def test_every_text_has_an_answer(world: World, text: str) -> None:
    await keep(world, "100%_ok")
    assert "I find no build for this." in said(await search(world, text))


async def test_nothing_asked_for_is_everything(world: World) -> None:
    await keep(world, "public")
    await keep(world, "secret", SCOURGE, publish=False)
    found = await search(world)
    assert "everything that you may see here" in said(found)
    assert options(found) == ["public"]


async def test_own_private_builds_are_marked(world: World) -> None:
    await keep(world, "public")
    await world.mia.slash(world.channel, "build save", code=SCOURGE, name="mine")
    rows = said(await search(world)).splitlines()
    assert [row.startswith("- 🔒") for row in rows if row.startswith("- ")] == [True, False]


async def test_options_are_suggested_in_the_readers_language(world: World) -> None:
    world.speaks_french(world.mia)
    choices = await world.mia.autocomplete(world.channel, "build search", "profession", "élém")
    assert [(choice["name"], choice["value"]) for choice in choices] == [("Élémentaliste", "elementalist")]
    choices = await world.mia.autocomplete(world.channel, "build search", "gives", "alac")
    assert choices[0] == {"name": "Alacrité", "value": "alacrity"}
    choices = await world.mia.autocomplete(world.channel, "build search", "stat", "")
    assert len(choices) == 25


async def test_a_value_that_there_is_not_is_told_with_what_is_near(world: World) -> None:
    text = said(await search(world, "roamer", gives="crowd control"))
    assert "I know nothing called “crowd control”" in text
    assert "Did you mean" in text
    assert "Daze" in text
    assert "roamer" in text


async def test_likes_are_shown_and_sorted_by(world: World, units: FakeUnits) -> None:
    await keep(world, "first")
    await keep(world, "second", SCOURGE)
    liked = next(build for build in units.state.builds.values() if build.name == "first")
    units.state.likes[liked.id, liked.owner] = NOW
    found = await search(world, sort="liked")
    assert options(found) == ["first", "second"]
    assert "♥ 1" in said(found)


async def test_pages_are_turned_by_buttons_that_hold_no_text(world: World) -> None:
    for number in range(12):
        await keep(world, f"roamer {number:02}")
    found = await search(world, "roamer", sort="newest")
    assert buttons(found) == ["Next page"]
    assert all(len(custom_id) <= CUSTOM_ID and "roamer" not in custom_id for custom_id in custom_ids(answer(found)))
    second = await world.mia.click(answer(found), label="Next page")
    assert options(second) == ["roamer 01", "roamer 00"]
    assert buttons(second) == ["First page"]
    first = await world.mia.click(answer(second), label="First page")
    assert options(first)[0] == "roamer 11"


async def test_what_a_page_held_may_be_gone(world: World) -> None:
    for number in range(11):
        await keep(world, f"roamer {number:02}")
    found = await search(world, "roamer", sort="newest")
    await world.tom.slash(world.channel, "build unpublish", build="roamer 00")
    turned = await world.mia.click(answer(found), label="Next page")
    assert options(turned)[0] == "roamer 10"


async def test_pages_of_a_forgotten_search_are_told(world: World, units: FakeUnits) -> None:
    for number in range(11):
        await keep(world, f"roamer {number:02}")
    found = await search(world, "roamer")
    units.state.requests = {}
    assert "too long ago" in said(await world.mia.click(answer(found), label="Next page"))


async def test_what_was_typed_is_quoted_as_the_reader_quotes(world: World) -> None:
    world.speaks_french(world.mia)
    assert "ainsi\xa0: «\xa0%\xa0»." in said(await search(world, "%"))
