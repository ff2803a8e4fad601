"""Pictures in messages: drawn once, shown in a gallery, and told in words to those who do not see them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

import discord
from discord import ui

from bot.services.pacing import Dear
from cogs.ui.album import Album, digest_of
from cogs.ui.limits import ALT_TEXT, clip
from cogs.ui.people import Interaction, services, viewer

V = TypeVar("V")

_ALBUM = Album()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words that stand for it."""

    name: str
    data: bytes
    alt: str

    def to_file(self) -> discord.File:
        """Return it as something to send; each can be sent once."""
        return discord.File(BytesIO(self.data), filename=self.name, description=self.alt)


async def find_picture(interaction: Interaction, value: V, draw: Callable[[V], bytes], alt: str) -> Picture:
    """Return the picture of `value`, from the album or drawn; raises TooOftenError for who has too many drawn."""

    def take_turn() -> None:
        services(interaction).paces.take(Dear.PICTURE, viewer(interaction))

    data = await _ALBUM.find(value, draw, take_turn)
    return Picture(f"{digest_of(value)}.png", data, clip(alt, ALT_TEXT))


def gallery(pictures: Sequence[Picture]) -> ui.MediaGallery[Any]:
    """Return the pictures as they stand in a layout whose `pictures` they are."""
    return ui.MediaGallery(
        *(discord.MediaGalleryItem(f"attachment://{picture.name}", description=picture.alt) for picture in pictures)
    )
