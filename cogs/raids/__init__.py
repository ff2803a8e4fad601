"""Raids in conversation: plan them, post them, sign up for them."""

from typing import TYPE_CHECKING

from cogs.raids import board, controls, posting
from cogs.raids.cog import RaidCommands

if TYPE_CHECKING:
    from bot.app import Bot


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    bot.add_dynamic_items(*controls.CONTROLS, *posting.CONTROLS)
    await bot.add_cog(RaidCommands(bot.services.raids))
    bot.handlers |= board.handlers(bot)
