"""Asks Discord who of those that come to a raid, or are about to be told of one, is still in the server."""

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import discord
import structlog

from bot.domain.ids import GuildId, UserId
from bot.domain.raids import Roster
from bot.services.raids.leavers import coming
from cogs.ui.sending import CUT

if TYPE_CHECKING:
    from bot.app import Bot

_log = structlog.get_logger(__name__)

ASKED: Final = 60
"""People asked for at once, the first of a row: of a roster those with a place."""
LOOK_S: Final = 2.0
"""How long somebody waits for it who only looks."""
SEND_S: Final = 10.0
"""How long people are asked for before some of them are mentioned."""
_LEFT: Final = frozenset({10007, 10013})
"""Discord's codes for who is no member, and for accounts that are gone; topics/opcodes-and-status-codes."""


async def ask_who_left(bot: "Bot", roster: Roster, within_s: float) -> None:
    """Have it known who left of those who come to a raid."""
    await ask_for(bot, roster.raid.guild, coming(roster), within_s)


async def ask_for(bot: "Bot", guild: GuildId, people: Iterable[UserId], within_s: float) -> None:
    """Have it known who left, as far as Discord says so in time; the others count as there, and are asked for later."""
    unasked = bot.services.leavers.list_unasked(guild, people)[:ASKED]
    try:
        async with asyncio.timeout(within_s):
            await asyncio.gather(*(_ask(bot, guild, user) for user in unasked))
    except TimeoutError:
        _log.info("not all were asked for", people=len(unasked))


async def is_gone(bot: "Bot", guild: GuildId, user: UserId) -> bool:
    """Tell whether somebody left who is about to be written to, as far as Discord says so in time."""
    await ask_for(bot, guild, (user,), SEND_S)
    return bool(bot.services.leavers.among(guild, (user,)))


async def _ask(bot: "Bot", guild: GuildId, user: UserId) -> None:
    try:
        await bot.http.get_member(guild, user)
    except discord.HTTPException as error:
        if error.code in _LEFT:
            bot.services.leavers.note(guild, user, is_gone=True)
    except CUT as error:
        _log.info("member not asked for", error=type(error).__name__)
    else:
        bot.services.leavers.note(guild, user, is_gone=False)
