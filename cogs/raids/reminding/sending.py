"""Reminders as people get them: a mention where the raid is posted, or a direct message."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
import structlog
from discord import ui

from bot.domain.ids import UserId
from bot.domain.raids import Raid
from bot.domain.reminders import Reminder
from bot.services.jobs import Handler
from bot.services.raids.announcing import Saying
from bot.services.raids.reminding import REMIND_DIRECT, Call, DirectCall
from bot.services.raids.timetable import REMIND
from cogs.raids import controls, render
from cogs.raids.leaving import SEND_S, ask_for, is_gone
from cogs.raids.reminding import text as reminder_text
from cogs.raids.saying import Message, announce, say
from cogs.ui.direct import write_to
from cogs.ui.markup import shown
from cogs.ui.words import Words, addressed, moment, words_for

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)
_TITLE = 80


def handlers(bot: "Bot") -> dict[str, Handler]:
    """Return who sends reminders that are due. What Discord refuses is not tried again."""

    async def remind(key: str) -> bool:
        ref, _, which = key.partition(":")
        await ask_before(bot, ref, Reminder(which))
        call = await bot.services.reminders.pop_due(key)
        if call is not None:
            await _logged(send(bot, call))
        return True

    async def remind_direct(key: str) -> bool:
        call = await bot.services.reminders.pop_direct(key)
        if call is not None and not await is_gone(bot, call.raid.guild, call.user):
            await _logged(_write_or_mention(bot, call, Reminder(key.split(":")[1])))
        return True

    return {REMIND: remind, REMIND_DIRECT: remind_direct}


async def ask_before(bot: "Bot", ref: str, which: Reminder) -> None:
    """Have it known who left of those whom a reminder is for."""
    addressed_by = await bot.services.reminders.find_addressed(ref, which)
    if addressed_by is not None:
        await ask_for(bot, *addressed_by, SEND_S)


async def _write_or_mention(bot: "Bot", call: DirectCall, which: Reminder) -> None:
    """Write to one person; one who takes no messages by now is mentioned instead."""
    if not await send_direct(bot, call):
        await send(bot, Call(call.raid, which, (call.user,), nonce=call.nonce))


async def send(bot: "Bot", call: Call) -> None:
    """Mention those who are reminded where the raid is talked about; where there is nobody, nothing is said."""
    if call.mentioned:
        said = _mentioning(call.raid, call.which, call.mentioned)
        await say(bot, call.raid, said.text, said.people, said.view, nonce=call.nonce)


async def send_by_hand(bot: "Bot", saying: Saying) -> None:
    """Mention those whom a leader reminds."""
    told = saying.announcement
    await announce(bot, saying, [_mentioning(saying.raid, told.reminder or Reminder.NOW, told.people)])


def _mentioning(raid: Raid, which: Reminder, users: Sequence[UserId]) -> Message:
    words, people = words_for(raid.locale), " ".join(f"<@{user}>" for user in users)
    message = reminder_text.ANSWER if which.asks else reminder_text.BEGINS
    said = words(message, title=shown(raid.title, limit=_TITLE), when=moment(raid.starts_at), people=people)
    return Message(said, users, _below(raid, words, asks=which.asks))


async def send_direct(bot: "Bot", call: DirectCall) -> bool:
    """Write to one person; false where they take no messages. In the language of the raid, unless they chose one."""
    raid, words = call.raid, addressed(bot, call.user, call.raid.locale)
    message = reminder_text.DIRECT_ANSWER if call.seat is None else reminder_text.DIRECT_BEGINS
    rows = [words(message, title=shown(raid.title, limit=_TITLE), when=moment(raid.starts_at)), _seat(call, words)]
    rows.append(f"-# {words(reminder_text.HOW_TO_CHANGE)}")
    return await write_to(bot, call.user, "\n".join(filter(None, rows)), _links(raid, words), nonce=call.nonce)


async def _logged(sending: Any) -> None:
    """Await it; what Discord refuses is told to the leader where it is said, and not tried again."""
    try:
        await sending
    except discord.HTTPException as error:
        _log.info("reminder not sent", status=error.status, code=error.code)


def _seat(call: DirectCall, words: Words) -> str:
    if call.seat is None:
        return ""
    at = {"subgroup": call.seat.subgroup, "place": call.seat.place}
    if call.choice is None:
        return words(reminder_text.DIRECT_SEAT, **at)
    return words(reminder_text.DIRECT_SEAT_AS, **at, choice=render.render_choice(call.choice, words))


def _below(raid: Raid, words: Words, *, asks: bool) -> ui.View:
    """Return the buttons below a mention: what somebody may want to answer to it."""
    kinds = (controls.SignUp, controls.BeMaybe, controls.BeAbsent) if asks else (controls.BeLate, controls.BeAbsent)
    view = _links(raid, words)
    for kind in kinds:
        view.add_item(kind(raid.short_id, words))
    return view


def _links(raid: Raid, words: Words) -> ui.View:
    view = ui.View(timeout=None)
    if raid.message is not None:
        view.add_item(ui.Button(label=words(reminder_text.TO_POST), url=render.post_link(raid)))
    return view
