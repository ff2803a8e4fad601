"""The buttons by which a leader goes on from a raid: to its lineup, its panel, its reminders, who asked to come."""

from typing import Any

from discord import ui
from typing_extensions import override

from bot.domain.raids import RaidStatus, Roster
from bot.domain.viewer import Viewer
from cogs.raids.editing import text as editing_text
from cogs.raids.editing.leaf import PAGES, OpenPanel, ToRequests
from cogs.raids.lineup import text as lineup_text
from cogs.raids.lineup.layout import open_board
from cogs.raids.reminding import text as reminder_text
from cogs.raids.reminding.command import panel as reminder_panel
from cogs.ui.controls import RefButton
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import thinking, whisper
from cogs.ui.words import Words, reader


class LeadLineup(RefButton, verb="raid-to-lineup"):
    """Open the leader's board."""

    label = lineup_text.LINEUP
    emoji = "🧩"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        await open_board(interaction, self.ref)


class LeadEdit(RefButton, verb="raid-to-panel"):
    """Open the panel of `/raid edit`."""

    label = editing_text.EDIT
    emoji = OpenPanel.emoji
    page = OpenPanel.verb

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        roster = await services(interaction).raid_editor.require(viewer(interaction), self.ref)
        await whisper(interaction, await PAGES[self.page](interaction, roster, None))


class LeadRequests(LeadEdit, verb="raid-to-requests"):
    """Open the page with those who asked to come."""

    label = editing_text.REQUESTS
    emoji = ToRequests.emoji
    page = ToRequests.verb


class LeadReminders(RefButton, verb="raid-to-reminders"):
    """Open the panel of `/raid remind`."""

    label = reminder_text.REMINDERS
    emoji = "🔔"

    @override
    async def press(self, interaction: Interaction) -> None:
        await thinking(interaction)
        plan = await services(interaction).reminders.show(viewer(interaction), self.ref)
        await whisper(interaction, reminder_panel(plan, reader(interaction)))


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (LeadLineup, LeadEdit, LeadRequests, LeadReminders)


def leads_on(roster: Roster, eyes: Viewer, words: Words) -> tuple[ui.Item[Any], ...]:
    """Return where a leader goes on from a posted raid; nothing for others."""
    raid = roster.raid
    if raid.status not in {RaidStatus.OPEN, RaidStatus.LOCKED} or not raid.can_lead(eyes):
        return ()
    ref = raid.short_id
    asked = (LeadRequests(ref, words),) if roster.requests() else ()
    return (LeadLineup(ref, words), LeadEdit(ref, words), LeadReminders(ref, words), *asked)
