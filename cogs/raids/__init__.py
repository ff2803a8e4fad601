"""Raids in conversation: the post and what stands around it; a package for each command that is more than a module."""

from typing import TYPE_CHECKING

from cogs.raids import again, board, controls, leading, news, posting, surroundings
from cogs.raids.agenda import away_panel, calendar_command, list_command
from cogs.raids.attendance import command as attendance_command
from cogs.raids.attendance import panel as attendance_panel
from cogs.raids.cog import RaidCommands
from cogs.raids.editing import canceling, form, leaf, moving, moving_dates, options, recurrence, requests
from cogs.raids.editing import panel as editing
from cogs.raids.lineup import board as lineup_board
from cogs.raids.lineup import command as lineup
from cogs.raids.lineup import publishing as lineup_publishing
from cogs.raids.optimize import brings
from cogs.raids.optimize import command as optimize
from cogs.raids.planning import command as plan_command
from cogs.raids.planning import from_team
from cogs.raids.reminding import command as remind_command
from cogs.raids.reminding import sending as reminders

if TYPE_CHECKING:
    from bot.app import Bot

COMMANDS = (
    *lineup.COMMANDS,
    *remind_command.COMMANDS,
    *list_command.COMMANDS,
    *calendar_command.COMMANDS,
    *attendance_command.COMMANDS,
    *optimize.COMMANDS,
    *editing.COMMANDS,
    *canceling.COMMANDS,
    *plan_command.COMMANDS,
)
"""Commands of `/raid` that have a module of their own."""
CONTROLS = (
    *controls.CONTROLS,
    *lineup_board.CONTROLS,
    *posting.CONTROLS,
    *remind_command.CONTROLS,
    *list_command.CONTROLS,
    *calendar_command.CONTROLS,
    *attendance_panel.CONTROLS,
    *attendance_command.CONTROLS,
    *away_panel.CONTROLS,
    *optimize.CONTROLS,
    *brings.CONTROLS,
    *editing.CONTROLS,
    *form.CONTROLS,
    *canceling.CONTROLS,
    *leading.CONTROLS,
    *leaf.CONTROLS,
    *options.CONTROLS,
    *recurrence.CONTROLS,
    *moving.CONTROLS,
    *moving_dates.CONTROLS,
    *requests.CONTROLS,
    *plan_command.CONTROLS,
)

FORMS = (from_team.PlanFromTeam,)
"""Forms that are opened from elsewhere."""


async def setup(bot: "Bot") -> None:
    """Add the commands and make the buttons of earlier messages work; discord.py calls this on loading."""
    bot.add_dynamic_items(*CONTROLS)
    cog = RaidCommands(bot.services.raids)
    group = cog.app_command
    assert group is not None  # noqa: S101 - a cog that is a group has one
    for command in COMMANDS:
        group.add_command(command)
    await bot.add_cog(cog)
    for part in (
        again,
        board,
        lineup_publishing,
        reminders,
        attendance_panel,
        away_panel,
        news,
        recurrence,
        surroundings,
    ):
        bot.handlers |= part.handlers(bot)
