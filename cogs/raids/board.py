"""Keeps the posts of raids as the database says, and tells people of new seats, as jobs say."""

import asyncio
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import discord
import structlog

from bot.domain.ids import MessageId
from bot.domain.raid_options import POST_FAULTS, RaidFault
from bot.domain.raids import Raid, RaidStatus, Roster
from bot.services.jobs import Handler
from bot.services.raids.announcing import Saying
from bot.services.raids.leavers import untold
from bot.services.raids.planning import DRAW
from bot.services.raids.signups import TELL, demands_of
from cogs.raids import text
from cogs.raids.attendance.panel import after_start
from cogs.raids.cards import RaidCard
from cogs.raids.controls import answers
from cogs.raids.faults import fault_of, note_fault
from cogs.raids.leaving import SEND_S, ask_for
from cogs.raids.saying import Message, announce
from cogs.ui.markup import shown
from cogs.ui.sending import CUT, is_passing
from cogs.ui.words import words_for

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who draws posts again and tells people, as far as Discord lets us."""

    async def draw_later(ref: str) -> bool:
        return await served(draw_or_note(bot, ref))

    async def tell_later(ref: str) -> bool:
        return await served(tell(bot, ref))

    return {DRAW: draw_later, TELL: tell_later}


async def served(doing: Any) -> bool:
    """Await it; false where Discord is to be asked again, true also where it refused for good."""
    try:
        await doing
    except discord.HTTPException as error:
        _log.info("raid post", status=error.status, code=error.code)
        return not is_passing(error)
    except CUT as error:
        _log.info("raid post", error=type(error).__name__)
        return False
    return True


async def draw_or_note(bot: "Bot", ref: str) -> None:
    """Draw a post; what Discord refuses for good is noted, and told to the leader."""
    try:
        await draw(bot, ref)
    except discord.HTTPException as error:
        fault = fault_of(error)
        if fault is None:
            raise
        await note_fault(bot, ref, fault)


_turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
"""Whoever draws a post waits for whoever draws it just then: two that find none would both post it."""


async def draw(bot: "Bot", ref: str) -> None:
    """Make the post show what is so; post it where it is not there yet."""
    async with _turns.setdefault(ref, asyncio.Lock()):
        await _draw(bot, ref)


async def _draw(bot: "Bot", ref: str) -> None:
    raids = bot.services.raids
    roster = await raids.find_for_drawing(ref)
    if roster is None or roster.raid.channel is None or not _is_shown(roster.raid):
        return
    place = bot.get_partial_messageable(roster.raid.channel)
    if roster.raid.message is None:
        if roster.raid.faults & POST_FAULTS:
            return  # until a leader posts it anew
        # Discord gives a message with the same nonce once: a process that dies before it has told costs no second post
        sent = await place.send(view=post_of(bot, roster), nonce=_nonce(roster.raid))
        await raids.note_drawn(ref, MessageId(sent.id))
        return
    try:
        await place.get_partial_message(roster.raid.message).edit(view=post_of(bot, roster))
    except discord.NotFound as error:
        await raids.note_lost(ref)
        await note_fault(bot, ref, fault_of(error) or RaidFault.POST_GONE)
    else:
        await raids.note_drawn(ref, roster.raid.message)


async def tell(bot: "Bot", ref: str) -> None:
    """Mention, once, those whose seat changed or went by somebody else's doing."""
    roster = await bot.services.raids.find_for_drawing(ref)
    if roster is not None:
        await ask_for(bot, roster.raid.guild, untold(roster), SEND_S)
    saying = await bot.services.announcements.pop_untold(ref)
    if saying is not None:
        await tell_seats(bot, saying)


async def tell_seats(bot: "Bot", saying: Saying) -> None:
    """Mention them."""
    raid, told, words = saying.raid, saying.announcement, words_for(saying.raid.locale)
    messages = []
    for sentence, people in ((text.MOVED, told.people), (text.UNSEATED, told.unseated)):
        mentions = " ".join(f"<@{user}>" for user in people)
        if people:
            messages.append(Message(words(sentence, people=mentions, title=shown(raid.title, limit=80)), people))
    await announce(bot, saying, messages)


def post_of(bot: "Bot", roster: Roster) -> RaidCard:
    """Return the post, as everyone in the server reads it."""
    raid, words, now = roster.raid, words_for(roster.raid.locale), bot.services.raids.now()
    controls = answers(raid, words) if raid.takes_answers(now) else after_start(raid, words, now)
    demands = demands_of(bot.services.raids.get_content(raid))
    return RaidCard(roster, demands, words, now=now, controls=controls)


def _nonce(raid: Raid) -> str:
    """Return what a new post is known by: the same until one was noted, whatever else of the raid changes meanwhile."""
    last = 0 if raid.drawn_at is None else int(raid.drawn_at.timestamp())
    return f"{raid.short_id}.{last}.{(raid.channel or 0) % 10_000}"


def _is_shown(raid: Raid) -> bool:
    """Tell whether there is to be a post: not of drafts, nor of drafts that were called off."""
    return raid.status is not RaidStatus.DRAFT and (raid.status is RaidStatus.OPEN or raid.message is not None)
