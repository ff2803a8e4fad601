"""What people see of reminders, and whom they ping."""

from datetime import timedelta

import discord
import pytest
import simcord

from bot.domain.raids import Answer, Raid
from bot.domain.reminders import Reminder, Way
from bot.services.raids.timetable import reminder_key
from cogs.raids.reminding import sending as reminders
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, options, said
from tests.cogs.test_raids import FRIDAY, bot_of, by_hand, eyes, posted

__all__ = ["by_hand", "posted"]


async def raid_of(world: World) -> Raid:
    (raid,) = await bot_of(world).services.raids.list_here(eyes(world, world.leo))
    return raid


async def come(world: World, *people: simcord.MemberActor) -> None:
    ref = (await raid_of(world)).short_id
    for person in people:
        await bot_of(world).services.signups.answer(eyes(world, person), ref, Answer.SIGNED)


def control(result: simcord.InteractionResult, verb: str) -> str:
    return next(one for one in custom_ids(answer(result)) if one.startswith(f"{verb}:"))


def pings(world: World) -> list[str]:
    return [message.content for message in world.channel.history() if message.content]


async def test_a_leader_sees_what_goes_out_and_changes_it(posted: World) -> None:
    shown = await posted.leo.slash(posted.channel, "raid remind", raid="Friday clear")
    assert "Next: **1 hour before" in said(shown)
    assert "15 minutes before, to those who have a place" in options(shown)
    assert buttons(shown) == ["Remind now", "Ask now"]
    none = await posted.leo.select(answer(shown), [], custom_id=control(shown, "raid-remind"))
    assert "No reminder goes out" in said(none)
    day = await posted.leo.select(answer(shown), ["day"], custom_id=control(shown, "raid-remind"))
    assert "Next: **24 hours before" in said(day)


async def test_a_member_chooses_how_they_are_reminded_and_nothing_else(posted: World) -> None:
    shown = await posted.mia.slash(posted.channel, "raid remind", raid="Friday clear")
    assert buttons(shown) == []
    assert len(options(shown)) == 3
    assert "- 15 minutes before" in said(shown)
    chosen = await posted.mia.select(answer(shown), ["direct"], custom_id=control(shown, "raid-remind-me"))
    assert "**by direct message**" in said(chosen)
    plan = await bot_of(posted).services.reminders.show(eyes(posted, posted.mia), "Friday clear")
    assert plan.way is Way.DIRECT


async def test_by_hand_after_a_question_it_pings_those_seated_alone(posted: World) -> None:
    await come(posted, posted.mia)
    shown = await posted.leo.slash(posted.channel, "raid remind", raid="Friday clear")
    asked = await posted.leo.click(answer(shown), label="Remind now")
    assert "Remind everybody" in said(asked)
    assert pings(posted) == []
    sent = await posted.leo.click(answer(asked), label="Yes, send it")
    assert "Sent to 1." in said(sent)
    (ping,) = pings(posted)
    assert f"<@{posted.mia.id}>" in ping
    asked = await posted.leo.click(answer(sent), label="Remind now")
    again = await posted.leo.click(answer(asked), label="Yes, send it")
    assert "reminded of this raid a moment ago" in said(again)
    assert len(pings(posted)) == 1


async def test_a_question_can_be_left_alone(posted: World) -> None:
    shown = await posted.leo.slash(posted.channel, "raid remind", raid="Friday clear")
    asked = await posted.leo.click(answer(shown), label="Remind now")
    back = await posted.leo.click(answer(asked), label="Do not send")
    assert "Next: **1 hour before" in said(back)
    assert pings(posted) == []


async def test_a_job_mentions_once_with_buttons_below(posted: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await come(posted, posted.mia, posted.tom)
    raid = await raid_of(posted)
    key = reminder_key(raid, Reminder.HOUR)
    services = bot_of(posted).services
    monkeypatch.setattr(services.reminders, "_clock", lambda: raid.starts_at - timedelta(hours=1))
    work = reminders.handlers(bot_of(posted))["remind"]
    assert await work(key)
    monkeypatch.setattr(services.reminders, "_clock", lambda: raid.starts_at - timedelta(minutes=55))
    assert await work(key)
    (ping,) = pings(posted)
    assert f"<@{posted.mia.id}> <@{posted.tom.id}>" in ping
    message = posted.channel.history()[-1]
    (below,) = message.components
    assert isinstance(below, discord.ActionRow)
    assert [part.label for part in below.children if isinstance(part, discord.Button)] == [
        "To the post",
        "Late",
        "Can't",
    ]
    told = await posted.mia.click(message, label="Can't")
    assert "do not come" in said(told)


async def test_french_leaders_read_french(posted: World) -> None:
    posted.speaks_french(posted.leo)
    shown = await posted.leo.slash(posted.channel, "raid remind", raid="Friday clear")
    assert "Prochain" in said(shown)
    assert buttons(shown) == ["Rappeler maintenant", "Demander maintenant"]


async def test_a_raid_of_nowhere_is_not_found(world: World) -> None:
    await world.leo.slash(world.channel, "raid plan", **FRIDAY)
    assert "I find no raid" in said(await world.mia.slash(world.channel, "raid remind", raid="Friday clear"))
