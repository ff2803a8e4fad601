"""The picture of a build: what is on it, who gets it, and that it is made of the game's words alone."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from bot.app import Services
from bot.domain.builds import Build
from bot.domain.modes import GameMode
from bot.domain.sheet import describe
from bot.domain.template import BuildTemplate
from cogs.builds.picture import describe_build, draw_build
from cogs.ui.drawing.canvas import SCALE, WIDTH
from cogs.ui.drawing.plate import Boxes, Chips, Facts, Lines, Plate, draw_plate
from cogs.ui.drawing.signs import Sign
from cogs.ui.words import words_for
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, said, text_of
from tests.cogs.test_builds import FIREBRAND
from tests.factories import make_build
from tests.strategies import templates

EN, FR = words_for("en"), words_for("fr")


def _firebrand(**more: object) -> Build:
    template = BuildTemplate.from_chat_code(FIREBRAND)
    build = replace(make_build(), name="My secret name", template=template, code=FIREBRAND, mode=GameMode.PVE)
    return replace(build, **more)  # type: ignore[arg-type]  # fields of the build


def _plate(services: Services, build: Build, language: str = "en") -> Plate:
    sheet = describe(build.template, services.game)
    return draw_build(build, sheet, services.givings.get(build), services.wardrobe, words_for(language))


def _parts(plate: Plate) -> dict[str, Chips | Boxes | Lines | Facts]:
    return {part.title: part for part in plate.parts}


def test_the_first_look_tells_what_it_is_for(services: Services) -> None:
    plate = _plate(services, _firebrand())
    assert (plate.title, plate.subtitle) == ("Firebrand", "Guardian · PvE")
    suits, holds, *_ = plate.parts
    assert isinstance(suits, Chips)
    assert isinstance(holds, Chips)
    assert [chip.word for chip in suits.chips] == ["Heal-Quick"]
    assert ("Quickness", Sign.FULL) in [(chip.word, chip.sign) for chip in holds.chips]


def test_what_the_author_says_stands_above_the_suggestion_and_is_marked(services: Services) -> None:
    roles = _parts(_plate(services, _firebrand(roles=("tank",))))["For"]
    assert isinstance(roles, Chips)
    assert [(chip.word, chip.sign) for chip in roles.chips] == [("Tank", Sign.DECLARED)]


def test_it_speaks_the_readers_language(services: Services) -> None:
    plate = _plate(services, _firebrand(), "fr")
    assert plate.subtitle == "Gardien · JcE"
    assert "Compétences" in _parts(plate)


def test_lines_show_which_traits_are_chosen(services: Services) -> None:
    lines = _parts(_plate(services, _firebrand()))["Traits"]
    assert isinstance(lines, Lines)
    assert [line.name for line in lines.lines] == ["Virtues", "Honor", "Firebrand"]
    assert [line.is_elite for line in lines.lines] == [False, False, True]
    assert lines.lines[0].choices == (3, 2, 2)


def test_peoples_words_are_not_drawn(services: Services) -> None:
    build = _firebrand(notes="my secret notes", tags=("mine",))
    assert "secret" not in repr(_plate(services, build))
    sheet = describe(build.template, services.game)
    assert "secret" not in describe_build(build, sheet, services.givings.get(build), EN)


def test_words_stand_for_the_picture(services: Services) -> None:
    build = _firebrand()
    told = describe_build(build, describe(build.template, services.game), services.givings.get(build), EN)
    assert told.startswith("Firebrand · Guardian · PvE. Suits: Heal-Quick. Traits: Virtues, Honor, and Firebrand.")


# the services change nothing in a picture, so all examples may share them
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(template=templates())
def test_any_build_has_a_picture(template: BuildTemplate, services: Services) -> None:
    build = replace(make_build(), template=template, code=template.chat_code())
    picture = Image.open(BytesIO(draw_plate(_plate(services, build))))
    assert picture.width == round(WIDTH * SCALE)
    assert picture.height < 4 * picture.width


@pytest.fixture
async def published(world: World) -> World:
    await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal Firebrand", mode="pve")
    await world.mia.slash(world.channel, "build publish", build="Heal Firebrand")
    return world


async def test_a_button_shows_the_picture_to_who_asks(published: World) -> None:
    card = await published.tom.slash(published.channel, "build show", build="Heal Firebrand")
    shown = answer(await published.tom.click(answer(card), label="Picture"))
    assert shown.ephemeral
    assert "## Heal Firebrand" in text_of(shown)
    (picture,) = shown.attachments
    assert picture.content_type == "image/png"
    assert (picture.description or "").startswith("Firebrand · Guardian · PvE. Suits: Heal-Quick.")


async def test_the_picture_of_a_public_build_can_be_shown_in_the_channel(published: World) -> None:
    card = await published.tom.slash(published.channel, "build show", build="Heal Firebrand")
    shown = await published.tom.click(answer(card), label="Picture")
    (shared,) = (await published.tom.click(answer(shown), label="Show in channel")).followups
    assert not shared.ephemeral
    assert len(shared.attachments) == 1
    assert custom_ids(shared) == []


async def test_a_build_that_is_private_again_is_not_shown_in_the_channel(published: World) -> None:
    card = await published.mia.slash(published.channel, "build show", build="Heal Firebrand")
    shown = await published.mia.click(answer(card), label="Picture")
    await published.mia.slash(published.channel, "build unpublish", build="Heal Firebrand")
    (late,) = (await published.mia.click(answer(shown), label="Show in channel")).followups
    assert "I no longer find this build" in text_of(late)
    assert late.ephemeral
    again = await published.mia.click(answer(card), label="Picture")
    assert buttons(again) == []


async def test_the_picture_of_a_build_that_is_gone_is_not_found(published: World) -> None:
    card = await published.tom.slash(published.channel, "build show", build="Heal Firebrand")
    await published.mia.slash(published.channel, "build unpublish", build="Heal Firebrand")
    assert "I no longer find this build" in said(await published.tom.click(answer(card), label="Picture"))


async def test_a_card_has_the_emblem_where_its_address_is_known(world: World, services: Services) -> None:
    icon = "https://render.guildwars2.com/file/6E0D/1770210.png"
    edition = services.almanac.edition
    lines = {**edition.game.specializations, 62: replace(edition.game.specializations[62], icon=icon)}
    without = await world.mia.slash(world.channel, "build save", code=FIREBRAND, name="Heal Firebrand")
    assert icon not in str(answer(without).components)
    services.almanac.use(replace(edition, game=replace(edition.game, specializations=lines)))
    card = answer(await world.mia.slash(world.channel, "build show", build="Heal Firebrand"))
    assert icon in str(card.components)
    assert "## Heal Firebrand" in text_of(card)
