"""`/raid lineup`: the leader's board."""

from typing import Any

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore

from cogs.raids.lineup.layout import open_board
from cogs.ui.people import Interaction
from cogs.ui.raid_choices import suggest_led_raids
from cogs.ui.replies import thinking


@app_commands.command(name="lineup", description=T("Seat, swap, pin and bench people; only leaders can"))
@app_commands.describe(raid=T("A raid that you lead"))
@app_commands.autocomplete(raid=suggest_led_raids)
async def lineup(interaction: Interaction, raid: str) -> None:
    """Show the board to the leader who asked."""
    await thinking(interaction)
    await open_board(interaction, raid)


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (lineup,)
