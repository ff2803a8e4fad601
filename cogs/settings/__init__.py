"""`/settings`: what a server decides for itself. For those who may manage it; the services check that again."""

import contextlib
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands, tasks
from typing_extensions import override

from bot.errors import StorageUnavailableError
from cogs.settings import leaving, roles, rules
from cogs.settings.controls import CONTROLS, PostableChannel, choose, choose_log, shown
from cogs.ui.people import Interaction
from cogs.ui.replies import thinking, whisper

if TYPE_CHECKING:
    from bot.app import Bot

REREAD_S = 60.0
"""How often the rules of all servers are read anew, which other processes may have changed."""


class Settings(
    commands.GroupCog, group_name="settings", group_description=T("What this server decides, for those who manage it")
):
    """The `/settings` commands."""

    def __init__(self, bot: "Bot") -> None:
        self._rulebook = bot.services.rulebook

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
        """Take note of rules that another process changed."""
        await self._read()

    async def _read(self) -> None:
        with contextlib.suppress(StorageUnavailableError):  # what is known stays
            await self._rulebook.refresh()

    @app_commands.command(name="show", description=T("Show what is set for this server"))
    @app_commands.guild_only()
    async def show(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await whisper(interaction, await shown(interaction))

    @app_commands.command(
        name="channels", description=T("Choose where public builds, and what moderators do, are posted")
    )
    @app_commands.describe(
        builds=T("A text channel or a forum; without one, you see what is set"),
        log=T("A text channel in which it is posted what moderators do"),
    )
    @app_commands.guild_only()
    async def channels(
        self,
        interaction: Interaction,
        builds: app_commands.Transform[discord.TextChannel | discord.ForumChannel, PostableChannel] | None = None,
        log: discord.TextChannel | None = None,
    ) -> None:
        await thinking(interaction)
        note = await choose_log(interaction, log) if log else None
        answer = choose(interaction, builds) if builds else shown(interaction, note=note)
        await whisper(interaction, await answer)


async def setup(bot: "Bot") -> None:
    """Add the commands and their controls; discord.py calls this on loading the extension."""
    bot.handlers.update(leaving.handlers(bot))
    bot.add_dynamic_items(*CONTROLS, *roles.CONTROLS, *rules.CONTROLS)
    cog = Settings(bot)
    group = cog.app_command
    if group is not None:
        group.default_permissions = discord.Permissions(manage_guild=True)
        for command in (*roles.COMMANDS, *rules.COMMANDS):
            group.add_command(command)
    await bot.add_cog(cog)
