"""`/account`: what the bot holds of the person who asks, shown, handed out and erased; and what they prefer."""

import contextlib
from typing import TYPE_CHECKING, Any, cast

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands, tasks
from typing_extensions import override

from bot.errors import StorageUnavailableError
from cogs.account import exporting, forgetting, linking, preferences, text
from cogs.account.render import render_summary
from cogs.ui.controls import Layout
from cogs.ui.people import Interaction, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader

if TYPE_CHECKING:
    from bot.app import Bot

COMMANDS = (*preferences.COMMANDS, *exporting.COMMANDS, *forgetting.COMMANDS, *linking.COMMANDS)
"""Commands that stand in modules of their own."""
REREAD_S = 60.0
"""How often all tastes are read anew, which other processes may have changed."""


class Account(
    commands.GroupCog, group_name="account", group_description=T("What I hold about you, and what you prefer")
):
    """The `/account` commands."""

    def __init__(self, bot: "Bot") -> None:
        super().__init__()
        self._accounts = bot.services.accounts
        self._tastes = bot.services.tastes

    @override
    async def cog_load(self) -> None:
        await self._read()
        self.reread.add_exception_type(Exception)  # logged with its cause, then tried again
        self.reread.start()

    @override
    async def cog_unload(self) -> None:
        self.reread.cancel()

    @tasks.loop(seconds=REREAD_S)
    async def reread(self) -> None:
        """Take note of preferences that another process changed."""
        await self._read()

    async def _read(self) -> None:
        with contextlib.suppress(StorageUnavailableError):  # what is known stays
            await self._tastes.refresh()

    @app_commands.command(name="show", description=T("Show what I hold about you"))
    async def show(self, interaction: Interaction) -> None:
        await thinking(interaction)
        summary = await self._accounts.show(viewer(interaction))
        words = reader(interaction)
        small = [words(text.IDS)] + ([words(text.HOW)] if summary.held else [])
        card = ui.Container[Any](
            ui.TextDisplay(render_summary(summary, words)),
            ui.TextDisplay("\n".join(f"-# {line}" for line in small)),
        )
        await whisper(interaction, Layout(card))


async def setup(bot: "Bot") -> None:
    """Add the commands and make their buttons work; discord.py calls this on loading the extension."""
    bot.add_dynamic_items(*forgetting.CONTROLS, *preferences.CONTROLS)
    cog = Account(bot)
    group = cast("app_commands.Group", cog.app_command)
    for command in COMMANDS:
        group.add_command(command)
    await bot.add_cog(cog)
