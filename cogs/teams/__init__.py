"""Teams in conversation: create them, fill their places, show them."""

from typing import TYPE_CHECKING

from cogs.teams.cog import Teams
from cogs.teams.controls import SHELF
from cogs.teams.pages import CONTROLS
from cogs.ui.shelf import put_up

if TYPE_CHECKING:
    from bot.app import Bot


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    put_up(SHELF)
    bot.add_dynamic_items(*CONTROLS)
    await bot.add_cog(Teams(bot.services.teams))
