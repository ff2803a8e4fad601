"""Speaks to people about a raid: mentions them in its thread, else in its channel; what was noted as said, once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.utils import MISSING

from bot.domain.ids import RoleId, UserId
from bot.domain.raid_options import SPEECH_FAULTS, RaidFault
from bot.domain.raids import Raid
from bot.services.raids.announcing import Saying
from cogs.raids.faults import note_fault
from cogs.ui.limits import NONCE
from cogs.ui.sending import is_passing

if TYPE_CHECKING:
    from bot.app import Bot

_SHUT = frozenset({50083, 160005})
"""Discord's codes for a thread that is archived or locked; topics/opcodes-and-status-codes."""


@dataclass(frozen=True, slots=True)
class Message:
    """One of the messages of an announcement."""

    text: str
    people: Sequence[UserId] = ()
    view: ui.View | None = None
    role: RoleId | None = None
    """Mentioned instead of people, in the channel where the post stands."""


async def announce(bot: "Bot", saying: Saying, messages: Iterable[Message]) -> None:
    """Send what was noted as said; it is forgotten once Discord took it all, or refused it for good.

    Whatever else happens, it is sent again by a job, with the same nonces. Raises discord.HTTPException where something
    was not sent.
    """
    try:
        for number, message in enumerate(messages):
            nonce = f"{number}.{saying.announcement.id.hex}"[:NONCE]
            if message.role is not None:
                await _mention(bot, saying.raid, message.text, message.role, nonce)
            else:
                await say(bot, saying.raid, message.text, message.people, message.view, nonce=nonce)
    except discord.HTTPException as error:
        if not is_passing(error):
            await bot.services.announcements.refused(saying)
        raise
    await bot.services.announcements.done(saying)


async def _mention(bot: "Bot", raid: Raid, said: str, role: RoleId, nonce: str) -> None:
    assert raid.channel is not None  # noqa: S101 - a raid that has a post has a channel
    allowed = discord.AllowedMentions(roles=[discord.Object(role)])
    place = bot.get_partial_messageable(raid.channel)
    await place.send(said, allowed_mentions=allowed, suppress_embeds=True, nonce=nonce)


async def say(
    bot: "Bot",
    raid: Raid,
    said: str,
    people: Iterable[UserId],
    view: ui.View | None = None,
    *,
    nonce: str | None = None,
) -> None:
    """Send `said`, which mentions `people` and pings nobody else; a thread that is gone or shut leaves the channel.

    What has the same `nonce` as a message of the last minutes is that message, and is not sent again. What Discord
    refuses is noted and told to the raid's leader, and forgotten once it is taken again. Raises discord.HTTPException
    where nothing was sent.
    """
    known: dict[str, Any] = {"nonce": nonce} if nonce else {}
    allowed = discord.AllowedMentions(users=[discord.Object(user) for user in people])
    refused = set[RaidFault]()
    for place in raid.talked_in:
        try:
            channel = bot.get_partial_messageable(place)
            await channel.send(said, allowed_mentions=allowed, view=view or MISSING, **known)
        except discord.HTTPException as error:
            refused |= _faults_of(error, in_thread=place == raid.thread)
            if place == raid.talked_in[-1] or not _is_refused(error):
                await _note(bot, raid, refused)
                raise
        else:
            await _note(bot, raid, refused)
            if over := (raid.faults & SPEECH_FAULTS) - refused:
                await bot.services.surroundings.clear_faults(raid.short_id, over)
            return


async def _note(bot: "Bot", raid: Raid, refused: set[RaidFault]) -> None:
    for fault in refused:
        await note_fault(bot, raid.short_id, fault)


def _faults_of(error: discord.HTTPException, *, in_thread: bool) -> set[RaidFault]:
    """Return what a leader has to know of it: not of a thread that is gone, which is as somebody wanted it."""
    if not _is_refused(error) or (in_thread and isinstance(error, discord.NotFound)):
        return set()
    if in_thread:
        return {RaidFault.THREAD_SHUT}
    return {RaidFault.CHANNEL_GONE if isinstance(error, discord.NotFound) else RaidFault.MUTE}


def _is_refused(error: discord.HTTPException) -> bool:
    return isinstance(error, discord.NotFound | discord.Forbidden) or error.code in _SHUT
