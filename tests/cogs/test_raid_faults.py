"""What happens to a raid when the bot loses rights, channels and posts go, or people leave: told where it matters."""

from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from bot.domain.edits import Seen
from bot.domain.ids import ChannelId
from bot.domain.raid_options import RaidFault
from bot.domain.raids import Answer, Raid
from bot.domain.reminders import Reminder, Way
from bot.services.raids.announcing import SAY
from bot.services.raids.planning import NEWS
from bot.services.raids.timetable import reminder_key
from cogs.raids import news
from cogs.raids.again import handlers as again_handlers
from cogs.raids.board import handlers as draw_handlers
from cogs.raids.reminding import sending as reminders
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_raid_editing import eyes_of_leader
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
    assert "is posted in" not in said(tried)
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
    await in_thread(posted)
    await remind(posted, monkeypatch)
    assert len(pings(posted)) == 1


async def in_thread(world: World) -> None:
    async with bot_of(world).services.raids._units() as unit:
        raid = await unit.raids.find((await raid_of(world)).short_id, hold=True)
        assert raid is not None
        await unit.raids.save(replace(raid, thread=ChannelId(5)))


async def moved(world: World, when: str) -> None:
    services, raid = bot_of(world).services, await raid_of(world)
    await services.raid_editor.edit(eyes_of_leader(world), raid.short_id, {"when": when}, Seen.of(raid, ("when",)))
    await news.handlers(bot_of(world))[NEWS](raid.short_id)


async def told(world: World) -> list[str]:
    return [message.content for message in world.leo.user.dm_channel.history()]


@pytest.mark.parametrize(("status", "code"), [(400, 50083), (403, 160005), (403, 50013)])
async def test_a_thread_that_is_shut_leaves_the_channel_and_its_leader_knows(
    posted: World, status: int, code: int
) -> None:
    await come(posted, posted.mia)
    await in_thread(posted)
    posted.env.inject_error("POST", "/channels/5/messages", status=status, code=code, times=2)
    for when in ("saturday 21:00", "sunday 21:00"):
        await moved(posted, when)
    assert len(pings(posted)) == 2
    assert (await raid_of(posted)).faults == {RaidFault.THREAD_SHUT}
    (letter,) = await told(posted)
    assert "<#5> is locked" in letter


async def test_news_that_nobody_could_be_told_are_shown_to_leaders_until_the_next_ones_are(posted: World) -> None:
    await come(posted, posted.mia)
    other = posted.guild.create_text_channel("other")
    await may(posted, send_messages=False)
    await moved(posted, "saturday 21:00")
    assert (await raid_of(posted)).faults == {RaidFault.MUTE}
    for command in ("raid show", "raid lineup", "raid edit"):
        assert "were not told of news" in said(await posted.leo.slash(other, command, raid="Friday clear"))
    assert "were not told of news" not in said(await posted.mia.slash(other, "raid show", raid="Friday clear"))
    assert len(await told(posted)) == 1
    await may(posted, send_messages=True)
    await moved(posted, "sunday 21:00")
    assert (await raid_of(posted)).faults == frozenset()


@pytest.mark.parametrize("status", [429, 503])
async def test_what_discord_does_not_take_now_is_said_by_a_later_try(posted: World, status: int) -> None:
    """The job stays until Discord took it, and what was noted as said goes then."""
    await come(posted, posted.mia)
    posted.env.inject_error("POST", "/channels/*/messages", status=status, times=2)
    await moved(posted, "saturday 21:00")
    (key,) = await on_their_way(posted)
    say_again = again_handlers(bot_of(posted))[SAY]
    assert not await say_again(key)
    assert pings(posted) == []
    assert await say_again(key)
    assert len(pings(posted)) == 1
    assert await on_their_way(posted) == []
    assert await bot_of(posted).services.announcements.find(key) is None


async def on_their_way(world: World) -> list[str]:
    """Return the keys of the jobs that say what nobody knows to be said."""
    later = await raid_of(world)
    async with bot_of(world).services.raids._units() as unit:
        jobs = await unit.jobs.lease(later.starts_at, later.starts_at, 10, [SAY])
    return [job.key for job in jobs]


async def test_who_moves_up_is_told_or_its_leader_knows(posted: World) -> None:
    await come(posted, posted.mia)
    services, raid = bot_of(posted).services, await raid_of(posted)
    size = await services.raid_editor.set_size(eyes_of_leader(posted), raid.short_id, raid.revision, 1)
    await come(posted, posted.tom)
    posted.env.inject_error("POST", "/channels/*/messages", status=404, code=10003)
    await services.signups.answer(eyes(posted, posted.mia), size.raid.short_id, Answer.ABSENT)
    await drawn(posted)
    assert RaidFault.CHANNEL_GONE in (await raid_of(posted)).faults


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
    assert f"<@{posted.mia.id}>" not in ping
    panel = await posted.leo.slash(posted.channel, "raid lineup", raid="Friday clear")
    told = await posted.leo.click(answer(panel), label="Publish lineup")
    assert "1 person who has a place left the server and was not mentioned" in said(told)
    assert len(pings(posted)) == 2
    assert f"<@{posted.mia.id}>" not in pings(posted)[-1]
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
