"""What Discord refused of a raid: noted, told to its leader once, and shown where the leader looks."""

from typing import TYPE_CHECKING

import discord
import structlog

from bot.domain.raid_options import RaidFault
from bot.domain.raids import Raid
from cogs.raids import surroundings_text as text
from cogs.raids.leaving import is_gone
from cogs.ui.markup import shown
from cogs.ui.words import Words, addressed, moment

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)
_UNKNOWN_CHANNEL = 10003
"""Discord's code for a channel that is gone; topics/opcodes-and-status-codes."""


def fault_of(error: discord.HTTPException) -> RaidFault | None:
    """Return why a post could not be drawn; None where that is for another reason, or for now only."""
    if isinstance(error, discord.NotFound):
        return RaidFault.CHANNEL_GONE if error.code == _UNKNOWN_CHANNEL else RaidFault.POST_GONE
    return RaidFault.CANNOT_SEND if isinstance(error, discord.Forbidden) else None


async def note_fault(bot: "Bot", ref: str, fault: RaidFault) -> None:
    """Remember what is wrong and write to the leader where that is new; a closed mailbox is no error.

    A leader who left is written to no more: the others see it on the raid.
    """
    raid = await bot.services.surroundings.note_fault(ref, fault)
    if raid is None or raid.leader is None or await is_gone(bot, raid.guild, raid.leader):
        return
    words = addressed(bot, raid.leader, raid.locale)
    head = words(text.TOLD, title=shown(raid.title, limit=80), when=moment(raid.starts_at, "f"))
    try:
        leader = await bot.fetch_user(raid.leader)
        await leader.send("\n".join([head, render_fault(raid, fault, words), words(text.SEE)]))
    except discord.HTTPException as error:
        _log.info("leader not told", status=error.status, code=error.code)


def render_faults(raid: Raid, words: Words) -> str:
    """Return what is wrong and what to do, a line each."""
    return "\n".join(f"⚠️ {render_fault(raid, fault, words)}" for fault in RaidFault if fault in raid.faults)


def render_fault(raid: Raid, fault: RaidFault, words: Words) -> str:
    """Return one of them."""
    return words(
        text.FAULTS[fault], channel=f"<#{raid.channel}>", role=f"<@&{raid.options.ping}>", thread=f"<#{raid.thread}>"
    )
