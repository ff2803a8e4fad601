"""`/recommend`: what somebody may play next."""

from typing import TYPE_CHECKING, cast

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.services.learning.nights import TRAIN
from cogs.recommend import builds, seats

if TYPE_CHECKING:
    from bot.app import Bot


class Recommend(commands.GroupCog, group_name="recommend", group_description=T("Be recommended what to play")):
    """The `/recommend` commands."""


async def setup(bot: "Bot") -> None:
    """Add the commands and make their buttons work; discord.py calls this on loading the extension."""
    bot.add_dynamic_items(*builds.CONTROLS, *seats.CONTROLS)
    cog = Recommend()
    group = cast("app_commands.Group", cog.app_command)
    for command in (*builds.COMMANDS, *seats.COMMANDS):
        group.add_command(command)
    await bot.add_cog(cog)
    bot.handlers[TRAIN] = bot.services.nights.train
