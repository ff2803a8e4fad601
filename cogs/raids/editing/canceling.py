"""`/raid cancel`, and *Call off* of `/raid edit`: a question first, since all who answered are told and it stands."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str as T  # noqa: N812 - short, like gettext's underscore
from typing_extensions import override

from bot.domain.raids import Answer, RaidStatus, Roster
from cogs.raids.editing import canceling_text as text
from cogs.raids.editing.leaf import ToPanel
from cogs.ui.controls import Layout, Notice, RefButton
from cogs.ui.markup import shown
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.raid_choices import suggest_led_raids
from cogs.ui.replies import heard, redraw, thinking, whisper
from cogs.ui.words import Words, moment, reader


@app_commands.command(name="cancel", description=T("Call a raid off; its post says so"))
@app_commands.describe(raid=T("A raid that you lead"))
@app_commands.autocomplete(raid=suggest_led_raids)
async def cancel(interaction: Interaction, raid: str) -> None:
    """Ask whether it is meant."""
    await thinking(interaction)
    roster = await services(interaction).raid_editor.require(viewer(interaction), raid)
    await whisper(interaction, question(roster, reader(interaction)))


class CallOff(RefButton, verb="raid-off"):
    """Ask whether it is meant."""

    label = text.CALL_OFF
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        roster = await services(interaction).raid_editor.require(viewer(interaction), self.ref)
        await redraw(interaction, question(roster, reader(interaction)))


class YesCallOff(RefButton, verb="raid-off-yes"):
    """Call it off; again changes nothing."""

    label = text.YES
    style = discord.ButtonStyle.danger

    @override
    async def press(self, interaction: Interaction) -> None:
        await heard(interaction)
        canceled = await services(interaction).raids.cancel(viewer(interaction), self.ref)
        await redraw(interaction, Notice(reader(interaction)(text.CANCELED_NOW, title=shown(canceled.title))))


COMMANDS: tuple[app_commands.Command[Any, ..., Any], ...] = (cancel,)
CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (CallOff, YesCallOff)


def question(roster: Roster, words: Words) -> Layout:
    """Return the question with whom it tells; of a raid that is called off already, that it is."""
    raid = roster.raid
    title = shown(raid.title)
    if raid.status is RaidStatus.CANCELED:
        return Notice(words(text.CANCELED_NOW, title=title))
    said = [words(text.ASK, title=title, when=moment(raid.starts_at, "f"))]
    told = sum(entry.answer is not Answer.ABSENT for entry in roster.entries)
    if told:
        said.append(words.n(text.TOLD_ONE, text.TOLD_MANY, told))
    if raid.series is not None and raid.status is not RaidStatus.DRAFT:  # a draft's series has not begun
        said.append(words(text.ONLY_THIS))
    return Notice("\n".join(said), YesCallOff(raid.short_id, words), ToPanel(raid.short_id, words))
