"""Builds in conversation: keep, show, list, publish and delete them."""

from typing import TYPE_CHECKING

from cogs.builds.cog import Builds
from cogs.builds.controls import SHELF, BuildCode, BuildGives
from cogs.ui.shelf import put_up

if TYPE_CHECKING:
    from bot.app import Bot


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    put_up(SHELF)
    bot.add_dynamic_items(BuildCode, BuildGives)
    await bot.add_cog(Builds(bot.services.builds))
