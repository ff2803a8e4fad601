"""The button on a team's card that plans a raid from it; the form is that of the raids."""

from typing import Any

from discord import ui
from typing_extensions import override

from cogs.teams import raiding_text as text
from cogs.ui.controls import RefButton
from cogs.ui.modals import find_form, in_time
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.words import reader


class PlanRaid(RefButton, verb="team-raid"):
    """Ask for the raid's title and time."""

    label = text.PLAN_RAID
    emoji = "📅"

    @override
    async def press(self, interaction: Interaction) -> None:
        team = await in_time(services(interaction).blueprints.require(viewer(interaction), self.ref))
        form = find_form("raid-from-team")
        await form(team.short_id, team.name, reader(interaction)).open(interaction)


CONTROLS: tuple[type[ui.DynamicItem[Any]], ...] = (PlanRaid,)
