"""Says in which channel a raid is posted: while it is a draft, and where its channel is gone or closed to the bot."""

from typing import Any

import discord
from discord import ui
from typing_extensions import override

from bot.domain.ids import ChannelId
from bot.domain.raid_options import POST_FAULTS
from bot.domain.raids import Raid, RaidStatus
from cogs.raids import surroundings_text as text
from cogs.raids.editing.leaf import PAGES, ToPanel
from cogs.ui.entities import EntitySelect
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw


class ChooseChannel(EntitySelect[ui.ChannelSelect[Any]], verb="raid-channel"):
    """Choose where the raid is posted."""

    placeholder = text.CHOOSE_CHANNEL

    @override
    def make(self) -> ui.ChannelSelect[Any]:
        return ui.ChannelSelect(channel_types=[discord.ChannelType.text])

    @override
    async def choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        channel = ChannelId(self.item.values[0].id)
        await services(interaction).raids.move(viewer(interaction), self.ref, channel)
        roster = await services(interaction).raid_editor.require(viewer(interaction), self.ref)
        await redraw(interaction, await PAGES[ToPanel.verb](interaction, roster, None))


def may_move(raid: Raid) -> bool:
    """Tell whether the channel can be chosen: a post that stands is not carried elsewhere."""
    return raid.status is RaidStatus.DRAFT or bool(raid.faults & POST_FAULTS)


CONTROLS = (ChooseChannel,)
