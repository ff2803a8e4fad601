"""Says in which channel a raid is posted: while it is a draft, and where its channel is gone or closed to the bot."""

import re
from typing import Any, Self

import discord
from discord import ui
from typing_extensions import override

from bot.domain.ids import ChannelId
from bot.domain.raid_options import POST_FAULTS
from bot.domain.raids import Raid, RaidStatus
from cogs.raids import surroundings_text as text
from cogs.raids.editing.leaf import PAGES, ToPanel
from cogs.ui.errors import guarded
from cogs.ui.people import Interaction, services, viewer
from cogs.ui.replies import heard, redraw
from cogs.ui.words import Words


class ChooseChannel(ui.DynamicItem[ui.ChannelSelect[Any]], template=r"raid-channel:(?P<ref>\w+)"):
    """Choose where the raid is posted."""

    def __init__(self, ref: str, words: Words | None = None) -> None:
        self.ref = ref
        placeholder = words(text.CHOOSE_CHANNEL) if words is not None else text.CHOOSE_CHANNEL
        select: ui.ChannelSelect[Any] = ui.ChannelSelect(
            custom_id=f"raid-channel:{ref}", placeholder=placeholder, channel_types=[discord.ChannelType.text]
        )
        super().__init__(select)

    @override
    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str]
    ) -> Self:
        return cls(match["ref"])

    @override
    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        await guarded(interaction, self._choose(interaction))

    async def _choose(self, interaction: Interaction) -> None:
        await heard(interaction)
        channel = ChannelId(self.item.values[0].id)
        await services(interaction).raids.move(viewer(interaction), self.ref, channel)
        roster = await services(interaction).raid_editor.require(viewer(interaction), self.ref)
        await redraw(interaction, await PAGES[ToPanel.verb](interaction, roster, None))


def may_move(raid: Raid) -> bool:
    """Tell whether the channel can be chosen: a post that stands is not carried elsewhere."""
    return raid.status is RaidStatus.DRAFT or bool(raid.faults & POST_FAULTS)


CONTROLS = (ChooseChannel,)
