"""Teams in conversation: create them, fill their places, show them."""

from typing import TYPE_CHECKING, Any, cast

from cogs.teams import editing, optimizing, pages, raiding, searching, templates
from cogs.teams.cog import Teams
from cogs.teams.controls import SHELF
from cogs.ui.shelf import put_up

if TYPE_CHECKING:
    from discord import app_commands, ui

    from bot.app import Bot

COMMANDS = (*editing.COMMANDS, *optimizing.COMMANDS, *searching.COMMANDS, *templates.COMMANDS)
"""Commands that stand in modules of their own."""
CONTROLS: "tuple[type[ui.DynamicItem[Any]], ...]" = (
    *pages.CONTROLS,
    *editing.CONTROLS,
    *optimizing.CONTROLS,
    *raiding.CONTROLS,
    *searching.CONTROLS,
    *templates.CONTROLS,
)
"""Buttons and selects."""


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    put_up(SHELF)
    bot.add_dynamic_items(*CONTROLS)
    cog = Teams(bot.services.teams)
    group = cast("app_commands.Group", cog.app_command)
    for command in COMMANDS:
        group.add_command(command)
    await bot.add_cog(cog)
