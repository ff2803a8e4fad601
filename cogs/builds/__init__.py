"""Builds in conversation: keep, show, list, publish and delete them."""

from typing import TYPE_CHECKING, Any, cast

from bot.services.patches import MARK_POSTS
from cogs.builds import (
    comparing,
    controls,
    editing,
    exporting,
    found,
    gear_command,
    gear_panel,
    history,
    importing,
    member,
    picturing,
    searching,
    sharing,
)
from cogs.builds.board import Board
from cogs.builds.cog import Builds
from cogs.builds.controls import SHELF
from cogs.builds.patches import BuildChecked
from cogs.ui.shelf import put_up

if TYPE_CHECKING:
    from discord import app_commands, ui

    from bot.app import Bot

COMMANDS = (
    *comparing.COMMANDS,
    *editing.COMMANDS,
    *exporting.COMMANDS,
    *gear_command.COMMANDS,
    *importing.COMMANDS,
    *sharing.COMMANDS,
    *searching.COMMANDS,
)
"""Commands that stand in modules of their own."""
MENUS = (*found.MENUS, *member.MENUS)
"""Commands on a message or a member."""

CONTROLS: "tuple[type[ui.DynamicItem[Any]], ...]" = (
    *controls.CONTROLS,
    *editing.CONTROLS,
    *sharing.CONTROLS,
    *found.CONTROLS,
    *gear_panel.CONTROLS,
    *history.CONTROLS,
    *importing.CONTROLS,
    *member.CONTROLS,
    *picturing.CONTROLS,
    *searching.CONTROLS,
)
"""Their buttons and selects."""


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    put_up(SHELF)
    bot.add_dynamic_items(BuildChecked, *CONTROLS)
    cog = Builds(bot.services.builds)
    group = cast("app_commands.Group", cog.app_command)
    for command in COMMANDS:
        group.add_command(command)
    for menu in MENUS:
        bot.tree.add_command(menu)
    await bot.add_cog(cog)
    bot.handlers[MARK_POSTS] = bot.services.patches.mark_posts
    await bot.add_cog(Board(bot))
