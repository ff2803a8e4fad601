"""`/raid calendar`: raids as a file that calendars read."""

from io import BytesIO
from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from cogs.raids.agenda import text
from cogs.raids.agenda import which as which_raids
from cogs.raids.agenda.calendar_file import format_calendar
from cogs.ui.controls import RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking
from cogs.ui.sending import tell
from cogs.ui.words import reader

FILE_NAME = "raids.ics"


@app_commands.command(name="calendar", description=T("Get raids as a file for your calendar"))
@which_raids.described
@which_raids.chosen
async def calendar(interaction: Interaction, which: str = which_raids.MINE) -> None:
    """Hand out the file."""
    await thinking(interaction)
    await hand_out(interaction, which)


class GetCalendar(RefButton, verb="raids-file"):
    """Hand out the raids of a list as a file."""

    label = text.CALENDAR

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await hand_out(interaction, self.ref)


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (calendar,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (GetCalendar,)


async def hand_out(interaction: Interaction, which: str) -> None:
    """Answer with the file, or with why there is none."""
    words = reader(interaction)
    filed = await services(interaction).agenda.list_filed(viewer(interaction), mine=which != which_raids.ALL)
    if not filed:
        await tell(interaction, words(text.NOTHING_FILED))
        return
    data = format_calendar(filed, words)
    said = words.n(text.FILED_ONE, text.FILED_MANY, len(filed))
    await tell(interaction, said, files=lambda: [discord.File(BytesIO(data), filename=FILE_NAME)])
