"""What happens to a raid when the bot loses rights, channels and posts go, or people leave: told where it matters."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.domain.ids import ChannelId
from bot.domain.raid_options import RaidFault
from bot.domain.raids import Answer, Raid
from bot.domain.reminders import Reminder, Way
from bot.services.raids.timetable import reminder_key
from cogs.raids.board import handlers as draw_handlers
from cogs.raids.reminding import sending as reminders
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_raids import FRIDAY, bot_of, by_hand, eyes, post, posted, text
from tests.cogs.test_reminders import come, pings

__all__ = ["by_hand", "posted"]


async def raid_of(world: World) -> Raid:
    (raid,) = await bot_of(world).services.raids.list_here(eyes(world, world.leo))
    return raid


async def drawn(world: World) -> None:
    """Let everything be done that a change of the raid asks for."""
    ref = (await raid_of(world)).short_id
    for handler in draw_handlers(bot_of(world)).values():
        assert await handler(ref)


def place(world: World) -> discord.TextChannel:
    channel = bot_of(world).get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def may(world: World, **rights: bool) -> None:
    await place(world).set_permissions(place(world).guild.me, **rights)  # type: ignore[call-overload]


async def remind(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    raid, service = await raid_of(world), bot_of(world).services.reminders
    monkeypatch.setattr(service, "_clock", lambda: raid.starts_at - timedelta(hours=1))
    for kind, handler in reminders.handlers(bot_of(world)).items():
        key = reminder_key(raid, Reminder.HOUR)
        assert await handler(key if kind == "remind" else f"{key}:{world.mia.id}")


async def test_without_the_right_to_see_the_channel_answers_count_and_the_leader_is_told_once(posted: World) -> None:
    posted.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50001, times=2)
    raid = await raid_of(posted)
    for person in (posted.mia, posted.tom):
        await bot_of(posted).services.signups.answer(eyes(posted, person), raid.short_id, Answer.SIGNED)
        await drawn(posted)
    assert (await raid_of(posted)).faults == {RaidFault.CANNOT_SEND}
    shown = await posted.leo.slash(posted.guild.create_text_channel("other"), "raid show", raid="Friday clear")
    assert "I lack the permission" in said(shown)
    told = [message for message in posted.leo.user.dm_channel.history() if "Friday clear" in message.content]
    assert len(told) == 1
    await drawn(posted)  # the bot may see the channel again
    assert (await raid_of(posted)).faults == frozenset()
    assert f"<@{posted.tom.id}>" in text(posted)


async def test_the_right_to_embed_is_never_needed(posted: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await may(posted, embed_links=False)
    await come(posted, posted.mia)
    await drawn(posted)
    await remind(posted, monkeypatch)
    assert len(pings(posted)) == 1
    assert (await raid_of(posted)).faults == frozenset()


@pytest.mark.parametrize("gone", [False, True])
async def test_posting_where_it_cannot_be_says_why(world: World, *, gone: bool) -> None:
    planned = await world.leo.slash(world.channel, "raid plan", **FRIDAY, channel=world.guild.create_text_channel("x"))
    raid = await raid_of(world)
    channel = bot_of(world).get_channel(raid.channel or 0)
    assert isinstance(channel, discord.TextChannel)
    if gone:
        await channel.delete()
    else:
        await channel.set_permissions(channel.guild.me, send_messages=False)
    tried = await world.leo.click(answer(planned), label="Post it")
    assert ("its channel was deleted" if gone else "I lack the permission") in said(tried)
    assert "Posted in" not in said(tried)
    assert "Post it" in buttons(tried)


async def test_a_raid_whose_channel_is_deleted_lives_on_elsewhere(
    posted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await come(posted, posted.mia)
    other = posted.guild.create_text_channel("other")
    await place(posted).delete()
    await drawn(posted)
    assert (await raid_of(posted)).faults == {RaidFault.CHANNEL_GONE}
    await remind(posted, monkeypatch)
    shown = await posted.leo.slash(other, "raid show", raid="Friday clear")
    assert "its channel was deleted" in said(shown)
    services, leader = bot_of(posted).services, eyes(posted, posted.leo)
    await services.raids.move(leader, (await raid_of(posted)).short_id, ChannelId(other.id))
    shown = await posted.leo.slash(other, "raid show", raid="Friday clear")
    await posted.leo.click(answer(shown), label="Post it")
    assert len([message for message in other.history() if message.components]) == 1
    assert (await raid_of(posted)).faults == frozenset()
    assert len((await services.raids.require(leader, "Friday clear")).entries) == 1


async def test_reminding_by_hand_where_the_channel_is_gone_says_so(posted: World) -> None:
    await come(posted, posted.mia)
    other = posted.guild.create_text_channel("other")
    shown = await posted.leo.slash(other, "raid remind", raid="Friday clear")
    await place(posted).delete()
    asked = await posted.leo.click(answer(shown), label="Remind now")
    assert "I may not write" in said(await posted.leo.click(answer(asked), label="Yes, send it"))


async def test_a_deleted_thread_costs_nobody_a_reminder(posted: World, monkeypatch: pytest.MonkeyPatch) -> None:
    await come(posted, posted.mia)
    async with bot_of(posted).services.raids._units() as unit:
        raid = await unit.raids.find((await raid_of(posted)).short_id, hold=True)
        assert raid is not None
        await unit.raids.save(replace(raid, thread=ChannelId(5)))
    await remind(posted, monkeypatch)
    assert len(pings(posted)) == 1


@pytest.mark.parametrize("way", [Way.CHANNEL, Way.DIRECT])
async def test_who_left_the_server_costs_nobody_else_anything(
    posted: World, monkeypatch: pytest.MonkeyPatch, way: Way
) -> None:
    await bot_of(posted).services.reminders.set_way(eyes(posted, posted.mia), way)
    await come(posted, posted.mia, posted.tom)
    posted.guild.remove_member(posted.mia)
    await drawn(posted)
    await remind(posted, monkeypatch)
    (ping,) = pings(posted)
    assert f"<@{posted.tom.id}>" in ping
    panel = await posted.leo.slash(posted.channel, "raid lineup", raid="Friday clear")
    await posted.leo.click(answer(panel), label="Publish lineup")
    assert len(pings(posted)) == 2
    assert (await raid_of(posted)).faults == frozenset()


async def test_when_its_leader_left_the_others_lead_on(posted: World) -> None:
    leaders = posted.guild.create_role("Others", permissions=discord.Permissions(manage_events=True))
    eva = posted.guild.add_member(posted.env.create_user("eva"), roles=[leaders])
    posted.guild.remove_member(posted.leo)
    await post(posted).delete()
    await drawn(posted)  # the leader can be told no more, and that stops nothing
    shown = await eva.slash(posted.channel, "raid show", raid="Friday clear")
    assert "The post was deleted" in said(shown)
    await eva.click(answer(shown), label="Post it")
    assert "Friday clear" in text(posted)
    asked = await eva.slash(posted.channel, "raid cancel", raid="Friday clear")
    assert "called off" in said(await eva.click(answer(asked), label="Yes, call it off"))
