"""`/settings`: what a server decides for itself. For those who may manage it; the services check that again."""

from functools import partial
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.services.guide import GREET
from cogs.settings import choosing, guide, leaving, manners, roles, rules
from cogs.settings.controls import CONTROLS, PostableChannel, choose, choose_log, choose_raids, shown
from cogs.ui.people import Interaction
from cogs.ui.replies import thinking, whisper

if TYPE_CHECKING:
    from bot.app import Bot


class Settings(
    commands.GroupCog, group_name="settings", group_description=T("What this server decides, for those who manage it")
):
    """The `/settings` commands."""

    @app_commands.command(name="show", description=T("Show what is set for this server"))
    @app_commands.guild_only()
    async def show(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await whisper(interaction, await shown(interaction))

    @app_commands.command(
        name="channels",
        description=T("Choose where public builds, raids, and what moderators and admins do, are posted"),
    )
    @app_commands.describe(
        builds=T("A text channel or a forum; without one, you see what is set"),
        raids=T("A text channel for raids of which their leader does not say where to post them"),
        log=T("A text channel in which it is posted what moderators and admins do"),
    )
    @app_commands.guild_only()
    async def channels(
        self,
        interaction: Interaction,
        builds: app_commands.Transform[discord.TextChannel | discord.ForumChannel, PostableChannel] | None = None,
        raids: discord.TextChannel | None = None,
        log: discord.TextChannel | None = None,
    ) -> None:
        await thinking(interaction)
        notes = [await choose_raids(interaction, raids)] if raids else []
        notes += [await choose_log(interaction, log)] if log else []
        answer = choose(interaction, builds, *notes) if builds else shown(interaction, note="\n".join(notes) or None)
        await whisper(interaction, await answer)


async def setup(bot: "Bot") -> None:
    """Add the commands and their controls; discord.py calls this on loading the extension."""
    bot.handlers.update(leaving.handlers(bot))
    bot.handlers[GREET] = partial(guide.greet, bot)
    bot.add_dynamic_items(
        *CONTROLS, *roles.CONTROLS, *rules.CONTROLS, *choosing.CONTROLS, *guide.CONTROLS, *manners.CONTROLS
    )
    cog = Settings()
    group = cog.app_command
    if group is not None:
        group.default_permissions = discord.Permissions(manage_guild=True)
        for command in (*roles.COMMANDS, *choosing.COMMANDS, *manners.COMMANDS):
            group.add_command(command)
    await bot.add_cog(cog)
    await bot.add_cog(guide.Guiding(bot))
