"""What becomes of a server that removed the bot: forgotten after a month, unless Discord says that we are there."""

from functools import partial
from typing import TYPE_CHECKING

import discord

from bot.domain.ids import GuildId
from bot.services.jobs import Handler
from bot.services.residence import FORGET_GUILD

if TYPE_CHECKING:
    from bot.app import Bot


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who forgets servers."""
    return {FORGET_GUILD: partial(_forget, bot)}


async def _forget(bot: "Bot", key: str) -> bool:
    """Forget a server if that is due; one in which we are after all, whatever events were missed, is kept."""
    guild, residence = GuildId(int(key)), bot.services.residence
    if not await residence.is_due(guild):
        return True
    try:
        await bot.fetch_guild(guild, with_counts=False)
    except (discord.NotFound, discord.Forbidden):
        await residence.forget(guild)
    else:
        await residence.joined(guild)
    return True
