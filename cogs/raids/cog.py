"""`/raid show`, and the group that all commands of raids are in."""

from discord import app_commands
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.services.raids.planning import Raids
from cogs.raids.posting import shown_raid
from cogs.ui.people import Interaction, viewer
from cogs.ui.raid_choices import suggest_raids
from cogs.ui.replies import thinking, whisper


class RaidCommands(commands.GroupCog, group_name="raid", group_description=T("Plan raids and sign up for them")):
    """The `/raid` commands."""

    def __init__(self, raids: Raids) -> None:
        super().__init__()
        self._raids = raids

    @app_commands.command(name="show", description=T("Show a raid"))
    @app_commands.describe(raid=T("A raid of this server"))
    @app_commands.autocomplete(raid=suggest_raids)
    async def show(self, interaction: Interaction, raid: str) -> None:
        await thinking(interaction)
        roster = await self._raids.require(viewer(interaction), raid)
        await whisper(interaction, shown_raid(interaction, roster))
