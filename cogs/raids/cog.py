"""`/raid`: show, cancel. Each parses, defers, asks a service and shows a card."""

from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from discord.ext import commands

from bot.services.raids.planning import Raids
from cogs.raids import text
from cogs.raids.choices import suggest_led_raids, suggest_raids
from cogs.raids.posting import shown_raid
from cogs.ui.controls import Layout
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import reader


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

    @app_commands.command(name="cancel", description=T("Call a raid off; its post says so"))
    @app_commands.describe(raid=T("A raid that you lead"))
    @app_commands.autocomplete(raid=suggest_led_raids)
    async def cancel(self, interaction: Interaction, raid: str) -> None:
        await thinking(interaction)
        canceled = await self._raids.cancel(viewer(interaction), raid)
        note = reader(interaction)(text.CANCELED_NOW, title=shown(canceled.title))
        await whisper(interaction, Layout(ui.TextDisplay(note)))
