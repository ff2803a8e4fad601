"""Where a raid is posted of which its leader does not say that: the server's channel for raids, else right here."""

import discord

from bot.domain.ids import ChannelId, GuildId
from cogs.raids.planning import text
from cogs.ui.people import Interaction, services
from cogs.ui.words import reader


def usual_place(interaction: Interaction) -> tuple[ChannelId, str | None]:
    """Return the channel, and what its leader is to know of it: that it is elsewhere, or why it is here."""
    here, guild = ChannelId(interaction.channel_id or 0), interaction.guild
    place = None if guild is None else services(interaction).rulebook.get(GuildId(guild.id)).raids_channel
    if guild is None or place is None or place == here:
        return here, None
    words, channel = reader(interaction), guild.get_channel(place)
    if channel is None:
        return here, words(text.PLACE_GONE)
    rights = channel.permissions_for(guild.me)
    if not isinstance(channel, discord.TextChannel) or not (rights.view_channel and rights.send_messages):
        return here, words(text.PLACE_SHUT, channel=channel.mention)
    return place, words(text.PLACE, channel=channel.mention)
