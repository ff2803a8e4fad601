"""Reminders by direct message: what arrives, once, and that a closed mailbox costs nobody the reminder."""

from datetime import timedelta
from typing import Any

import discord
import pytest
import simcord

from bot.domain.raids import Answer, Raid
from bot.domain.reminders import Reminder, Way
from bot.services.raids.reminding import REMIND_DIRECT
from bot.services.raids.timetable import REMIND, reminder_key
from cogs.raids.reminding import sending as reminders
from cogs.raids.render import post_link
from cogs.ui.direct import write_to
from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_raids import bot_of, by_hand, eyes, posted
from tests.cogs.test_reminders import control, pings, raid_of

__all__ = ["by_hand", "posted"]
_CLOSED = 50007
"""Discord's code for a person who takes no messages; topics/opcodes-and-status-codes."""


@pytest.fixture
async def due(posted: World, monkeypatch: pytest.MonkeyPatch) -> Raid:
    """A raid that begins in an hour: Mia has a place and wants direct messages, Tom has one and does not."""
    services, raid = bot_of(posted).services, await raid_of(posted)
    for person in (posted.mia, posted.tom):
        await services.signups.answer(eyes(posted, person), raid.short_id, Answer.SIGNED)
    await services.reminders.set_way(eyes(posted, posted.mia), Way.DIRECT)
    monkeypatch.setattr(services.reminders, "_clock", lambda: raid.starts_at - timedelta(hours=1))
    return raid


async def remind(world: World, raid: Raid) -> bool:
    """Do the two jobs of a reminder, as the loop does: the mention, then the message."""
    work, key = reminders.handlers(bot_of(world)), reminder_key(raid, Reminder.HOUR)
    is_done = await work[REMIND](key)
    return await work[REMIND_DIRECT](f"{key}:{world.mia.id}") and is_done


def shut(world: World, path: str, *, times: int | None = 1) -> None:
    world.env.inject_error("POST", path, status=403, code=_CLOSED, times=times)


def letters(person: simcord.MemberActor) -> list[discord.Message]:
    return person.user.dm_channel.history()


async def test_who_asked_for_it_gets_a_message_and_no_mention(posted: World, due: Raid) -> None:
    assert await remind(posted, due)
    (letter,) = letters(posted.mia)
    assert "**Friday clear** begins" in letter.content
    assert "You sit in subgroup 1, place 1." in letter.content
    assert "`/raid remind` changes that" in letter.content
    (below,) = letter.components
    assert isinstance(below, discord.ActionRow)
    assert [getattr(part, "url", None) for part in below.children] == [post_link(await raid_of(posted))]
    (ping,) = pings(posted)
    assert f"<@{posted.tom.id}>" in ping
    assert str(posted.mia.id) not in ping


@pytest.mark.parametrize("path", ["/users/@me/channels", "/channels/*/messages"])
async def test_who_closed_the_mailbox_is_mentioned_once(
    posted: World, due: Raid, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    sent = write_to

    async def closed(*args: Any, **named: Any) -> bool:
        shut(posted, path)
        return await sent(*args, **named)

    monkeypatch.setattr(reminders, "write_to", closed)
    assert await remind(posted, due)  # done: whoever does jobs forgets it
    assert letters(posted.mia) == []
    for person in (posted.mia, posted.tom):
        assert len([ping for ping in pings(posted) if f"<@{person.id}>" in ping]) == 1
    assert (await raid_of(posted)).faults == frozenset()


async def test_who_asks_for_messages_is_told_at_once_that_none_can_come(posted: World) -> None:
    shown = await posted.mia.slash(posted.channel, "raid remind", raid="Friday clear")
    shut(posted, "/users/@me/channels")
    told = await posted.mia.select(answer(shown), ["direct"], custom_id=control(shown, "raid-remind-me"))
    assert "I cannot write to you" in said(told)
    again = await posted.mia.select(answer(told), ["direct"], custom_id=control(told, "raid-remind-me"))
    assert "I cannot write to you" not in said(again)
    (greeting,) = letters(posted.mia)
    assert "Here I remind you" in greeting.content
