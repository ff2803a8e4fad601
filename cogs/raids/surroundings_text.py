"""The words of what stands around a raid's post, and of what Discord refused."""

from bot.domain.raid_options import RaidFault
from cogs.ui.words import N_

PINGED = N_("📣 {role}: **{title}**, {when}. [Sign up]({post})")
EVENT_ABOUT = N_("Sign up: {post}")
FAULTS = {
    RaidFault.CHANNEL_GONE: N_(
        "The post could not be drawn: its channel was deleted. Choose another one below; all answers are kept."
    ),
    RaidFault.CANNOT_SEND: N_(
        "The post could not be drawn: in {channel} I lack the permission to view the channel or to send messages. Give"
        " me that there, then press *Post it*; all answers are kept."
    ),
    RaidFault.POST_GONE: N_("The post was deleted. *Post it* makes it anew; all answers are kept."),
    RaidFault.CANNOT_THREAD: N_(
        "There is no thread: in {channel} I lack the permission to create public threads. Give me that there and turn"
        " the thread on again in *Options*."
    ),
    RaidFault.CANNOT_EVENT: N_(
        "There is no event: I lack the permission to manage events of this server. Give me that and turn the event on"
        " again in *Options*."
    ),
    RaidFault.CANNOT_PING: N_(
        "Nobody was mentioned: I may not mention {role}. Let everybody mention it, or give me the permission to mention"
        " all roles."
    ),
    RaidFault.ROLE_GONE: N_("Nobody was mentioned: the role was deleted. Choose another one in *Options*."),
    RaidFault.MUTE: N_(
        "People were not told of news or reminders: in {channel} I lack the permission to send messages. Give me that"
        " there; what was missed you have to tell them yourself."
    ),
    RaidFault.THREAD_SHUT: N_(
        "The thread {thread} is locked, or I may not write there: I mention people in {channel} instead."
    ),
}
TOLD = N_("About **{title}**, {when}:")
SEE = N_("`/raid edit` shows it.")
CHOOSE_CHANNEL = N_("The channel of the post")
