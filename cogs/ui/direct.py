"""Writes to one person."""

from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.utils import MISSING

from bot.domain.ids import UserId

if TYPE_CHECKING:
    from bot.app import Bot


async def write_to(
    bot: "Bot", user: UserId, said: str, view: ui.View | None = None, *, nonce: str | None = None
) -> bool:
    """Send a direct message; false where the person takes none."""
    try:
        channel = await bot.create_dm(discord.Object(user))
        known: dict[str, Any] = {"nonce": nonce} if nonce else {}
        await channel.send(said, view=view or MISSING, **known)
    except discord.Forbidden:
        return False
    return True
