"""`/mod`: order in a server, for its moderators; the services check that again."""

from functools import partial
from typing import TYPE_CHECKING

from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.services.deeds import TELL_LOG, TELL_OWNER
from bot.services.reports import TELL_REPORT
from cogs.moderation import deeds, queue, reporting, telling
from cogs.moderation.log import OlderDeeds
from cogs.moderation.noticing import Noticing
from cogs.ui.reporting import ReportThing

if TYPE_CHECKING:
    from bot.app import Bot


class Moderation(commands.GroupCog, group_name="mod", group_description=T("Order in this server, for its moderators")):
    """The `/mod` commands.

    Discord shows them to all: a role that admins chose may lack every permission that Discord could ask for.
    """


async def setup(bot: "Bot") -> None:
    """Add the commands, their controls and what is done behind the scenes; discord.py calls this on loading."""
    bot.add_dynamic_items(OlderDeeds, ReportThing, *telling.CONTROLS, *reporting.CONTROLS, *queue.CONTROLS)
    bot.handlers[TELL_OWNER] = partial(telling.tell_owner, bot)
    bot.handlers[TELL_LOG] = partial(telling.tell_log, bot)
    bot.handlers[TELL_REPORT] = partial(telling.tell_report, bot)
    for menu in reporting.MENUS:
        bot.tree.add_command(menu)
    cog = Moderation()
    if cog.app_command is not None:
        for command in (*deeds.COMMANDS, *queue.COMMANDS):
            cog.app_command.add_command(command)
    await bot.add_cog(cog)
    await bot.add_cog(Noticing(bot))
