"""Raids in conversation: plan them, post them, sign up for them."""

from typing import TYPE_CHECKING

from cogs.raids import (
    attendance_command,
    attendance_panel,
    away_panel,
    board,
    calendar_command,
    canceling,
    controls,
    editing,
    from_team,
    leading,
    leaf,
    lineup,
    lineup_board,
    lineup_publishing,
    list_command,
    moving,
    news,
    optimize,
    options,
    plan_command,
    posting,
    recurrence,
    remind_command,
    reminders,
    requests,
    surroundings,
)
from cogs.raids.cog import RaidCommands

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
    *editing.CONTROLS,
    *canceling.CONTROLS,
    *leading.CONTROLS,
    *leaf.CONTROLS,
    *options.CONTROLS,
    *recurrence.CONTROLS,
    *moving.CONTROLS,
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
