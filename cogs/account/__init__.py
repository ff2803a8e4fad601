"""`/account`: what the bot holds of the person who asks, shown, handed out and erased; and what they prefer."""

from typing import TYPE_CHECKING, Any, cast

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from cogs.account import exporting, forgetting, learning, linking, preferences, text
from cogs.account.render import render_summary
from cogs.ui.controls import Layout
from cogs.ui.people import Interaction, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader

if TYPE_CHECKING:
    from bot.app import Bot

COMMANDS = (
    *preferences.COMMANDS,
    *exporting.COMMANDS,
    *forgetting.COMMANDS,
    *linking.COMMANDS,
    *learning.COMMANDS,
)
"""Commands that stand in modules of their own."""


class Account(
    commands.GroupCog, group_name="account", group_description=T("What I hold about you, and what you prefer")
):
    """The `/account` commands."""

    def __init__(self, bot: "Bot") -> None:
        super().__init__()
        self._accounts = bot.services.accounts

    @app_commands.command(name="show", description=T("Show what I hold about you"))
    async def show(self, interaction: Interaction) -> None:
        await thinking(interaction)
        summary = await self._accounts.show(viewer(interaction))
        words = reader(interaction)
        small = [words(text.IDS), words(text.MARKS)] + ([words(text.HOW)] if summary.held else [])
        card = ui.Container[Any](
            ui.TextDisplay(render_summary(summary, words)),
            ui.TextDisplay("\n".join(f"-# {line}" for line in small)),
        )
        await whisper(interaction, Layout(card))


async def setup(bot: "Bot") -> None:
    """Add the commands and make their buttons work; discord.py calls this on loading the extension."""
    bot.add_dynamic_items(*forgetting.CONTROLS, *preferences.CONTROLS, *learning.CONTROLS)
    cog = Account(bot)
    group = cast("app_commands.Group", cog.app_command)
    for command in COMMANDS:
        group.add_command(command)
    await bot.add_cog(cog)
    await bot.add_cog(learning.Asking())
