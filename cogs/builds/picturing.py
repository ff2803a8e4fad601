"""The picture of a build, on a button: a card must be quick, and what it says is all there in text."""

from discord import ui
from typing_extensions import override

from bot.domain.builds import Build
from bot.domain.sheet import describe
from bot.domain.viewer import Viewer
from cogs.builds import text
from cogs.builds.picture import describe_build, draw_build
from cogs.ui.controls import Layout, RefButton, row
from cogs.ui.drawing.plate import draw_plate
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, everyone_here, services, viewer
from cogs.ui.pictures import Picture, find_picture, gallery
from cogs.ui.professions import COLORS
from cogs.ui.replies import heard, post, thinking, whisper
from cogs.ui.text import SHARE
from cogs.ui.words import Words, audience, reader


class BuildPicture(RefButton, verb="build-picture"):
    """Show the build as a picture to the person who asks."""

    label = text.PICTURE
    emoji = "🖼️"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        eyes, words = viewer(interaction), reader(interaction)
        build = await services(interaction).builds.require(eyes, self.ref)
        picture = await find_build_picture(interaction, build, words)
        await whisper(interaction, PictureCard(build, picture, words, eyes=eyes))


class SharePicture(RefButton, verb="build-picture-share"):
    """Show the picture of a build that is public here to everyone in the channel."""

    label = SHARE

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        words = audience(interaction)
        build = await services(interaction).builds.require(everyone_here(interaction), self.ref)
        picture = await find_build_picture(interaction, build, words)
        await post(interaction, PictureCard(build, picture, words))


class PictureCard(Layout):
    """A build's name with its picture, and for `eyes` who may, a button to show it to all."""

    def __init__(self, build: Build, picture: Picture, words: Words, *, eyes: Viewer | None = None) -> None:
        head = ui.TextDisplay[PictureCard](f"## {shown(build.name)}")
        body = ui.Container[PictureCard](head, gallery([picture]), accent_color=COLORS[build.template.profession])
        is_public = eyes is not None and eyes.guild in build.published_in
        controls = [row(SharePicture(build.short_id, words))] if is_public else []
        super().__init__(body, *controls, pictures=[picture])


async def find_build_picture(interaction: Interaction, build: Build, words: Words) -> Picture:
    """Return the picture of `build` in these words."""
    known = services(interaction)
    sheet = describe(build.template, known.game_in(words.language))
    giving = known.givings.get(build, language=words.language)
    plate = draw_build(build, sheet, giving, known.wardrobe, words)
    return await find_picture(interaction, plate, draw_plate, describe_build(build, sheet, giving, words))


CONTROLS = (BuildPicture, SharePicture)
