"""Speaks to people about a raid: mentions them in its thread, else in its channel."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import discord
from discord import ui
from discord.utils import MISSING

from bot.domain.ids import UserId
from bot.domain.raids import Raid

if TYPE_CHECKING:
    from bot.app import Bot


async def say(bot: "Bot", raid: Raid, said: str, people: Iterable[UserId], view: ui.View | None = None) -> None:
    """Send `said`, which mentions `people` and pings nobody else; a thread that is gone or locked leaves the channel.

    Raises discord.HTTPException where Discord refuses, and discord.NotFound where there is no place left.
    """
    allowed = discord.AllowedMentions(users=[discord.Object(user) for user in people])
    for place in raid.talked_in:
        try:
            await bot.get_partial_messageable(place).send(said, allowed_mentions=allowed, view=view or MISSING)
        except (discord.NotFound, discord.Forbidden):
            if place == raid.talked_in[-1]:
                raise
        else:
            return
