"""Raids in conversation: plan them, post them, sign up for them."""

from typing import TYPE_CHECKING

from cogs.raids.board import RaidBoard
from cogs.raids.cog import RaidCommands
from cogs.raids.controls import CONTROLS

if TYPE_CHECKING:
    from bot.app import Bot


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    bot.add_dynamic_items(*CONTROLS)
    await bot.add_cog(RaidCommands(bot.services.raids))
    await bot.add_cog(RaidBoard(bot))
