"""What stands around a raid's post, and what is told when Discord refuses."""

from dataclasses import replace
from typing import Any

import discord
import pytest

from bot.domain.edits import Seen
from bot.domain.ids import ChannelId, RoleId
from bot.domain.raid_options import PLAIN, Options, RaidFault
from bot.domain.raids import Raid
from cogs.raids.board import handlers as draw_handlers
from cogs.raids.surroundings import surround
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, custom_ids, said
from tests.cogs.test_raid_editing import control, eyes_of_leader, raid_of
from tests.cogs.test_raids import bot_of, by_hand, post, posted

__all__ = ["by_hand", "posted"]


async def want(world: World, **options: Any) -> Raid:
    raid = await raid_of(world)
    wanted = replace(raid.options, **options)
    editor = bot_of(world).services.raid_editor
    return (await editor.set_options(eyes_of_leader(world), raid.short_id, raid.revision, wanted)).raid


async def shut_out(world: World, options: Options, **denied: bool) -> None:
    """Plan and open a raid in a channel in which the bot may not do something."""
    me = world.guild.me
    assert me is not None
    closed = world.guild.create_text_channel("closed", overwrites={me: discord.PermissionOverwrite(**denied)})
    services, leader = bot_of(world).services, eyes_of_leader(world)
    raid = await services.raids.plan(
        leader, "Shut", "friday 20:00", "raid", channel=ChannelId(closed.id), zone="Europe/Paris"
    )
    await services.raid_editor.set_options(leader, raid.short_id, 0, options)
    await services.raids.open(leader, raid.short_id)


async def shut(world: World) -> Raid:
    raids = await bot_of(world).services.raids.list_here(eyes_of_leader(world))
    return next(raid for raid in raids if raid.title == "Shut")


async def drawn(world: World, raid: Raid) -> None:
    for handler in draw_handlers(bot_of(world)).values():
        assert await handler(raid.short_id)


def bot_guild(world: World) -> discord.Guild:
    guild = bot_of(world).get_guild(world.guild.id)
    assert guild is not None
    return guild


async def test_a_thread_an_event_and_one_mention(posted: World) -> None:
    role = posted.guild.create_role("Raiders", mentionable=True)
    raid = await want(posted, with_thread=True, with_event=True, ping=RoleId(role.id))
    for _ in range(3):
        assert await surround(bot_of(posted), raid.short_id)
    assert [thread.name for thread in posted.channel.threads] == ["Friday clear"]
    (event,) = await bot_guild(posted).fetch_scheduled_events()
    assert (event.name, event.start_time) == ("Friday clear", raid.starts_at)
    (told,) = [message for message in posted.channel.history() if message.role_mentions]
    assert [one.id for one in told.role_mentions] == [role.id]
    assert (await raid_of(posted)).faults == frozenset()


async def test_the_event_follows_the_raid_and_goes_with_it(posted: World) -> None:
    raid = await want(posted, with_event=True)
    await surround(bot_of(posted), raid.short_id)
    services, leader = bot_of(posted).services, eyes_of_leader(posted)
    seen = (await raid_of(posted)).when
    assert seen == "2026-11-27 20:00"
    typed = {"when": "saturday 21:00"}
    moved = await services.raid_editor.edit(leader, raid.short_id, typed, Seen.of(await raid_of(posted), ("when",)))
    await surround(bot_of(posted), raid.short_id)
    (event,) = await bot_guild(posted).fetch_scheduled_events()
    assert event.start_time == moved.raid.starts_at
    await services.raids.cancel(leader, raid.short_id)
    await surround(bot_of(posted), raid.short_id)
    assert await bot_guild(posted).fetch_scheduled_events() == []


async def test_an_event_that_somebody_deleted_stays_away(posted: World) -> None:
    raid = await want(posted, with_event=True)
    await surround(bot_of(posted), raid.short_id)
    (event,) = await bot_guild(posted).fetch_scheduled_events()
    await event.delete()
    for _ in range(2):
        await surround(bot_of(posted), raid.short_id)
    assert await bot_guild(posted).fetch_scheduled_events() == []
    assert (await raid_of(posted)).options.with_event is False


async def test_a_process_that_died_before_noting_makes_nothing_twice(posted: World) -> None:
    raid = await want(posted, with_thread=True, with_event=True)
    await surround(bot_of(posted), raid.short_id)
    services = bot_of(posted).services
    async with services.raids._units() as unit:
        kept = await unit.raids.find(raid.short_id, hold=True)
        assert kept is not None
        await unit.raids.save(replace(kept, thread=None, event=None))
    await surround(bot_of(posted), raid.short_id)
    assert len(posted.channel.threads) == 1
    assert len(await bot_guild(posted).fetch_scheduled_events()) == 1
    assert (await raid_of(posted)).thread is not None


async def test_a_role_that_is_gone_is_told_to_the_leader(posted: World) -> None:
    raid = await want(posted, ping=RoleId(5))
    for _ in range(2):
        await surround(bot_of(posted), raid.short_id)
    assert (await raid_of(posted)).faults == {RaidFault.ROLE_GONE}
    assert "the role was deleted" in said(await posted.leo.slash(posted.channel, "raid edit", raid="Friday clear"))


async def test_a_role_that_the_bot_may_not_mention_is_told(posted: World) -> None:
    quiet = posted.guild.create_role("Quiet")
    await shut_out(posted, Options(ping=RoleId(quiet.id)), mention_everyone=False)
    raid = await shut(posted)
    await drawn(posted, raid)
    await surround(bot_of(posted), raid.short_id)
    assert (await shut(posted)).faults == {RaidFault.CANNOT_PING}


async def test_a_process_that_does_not_hold_the_server_knows_as_well_what_the_bot_may(
    posted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its permissions are then computed of what Discord tells when asked; here the bot is no administrator."""
    await surround(bot_of(posted), (await want(posted, with_thread=True)).short_id)
    (thread,) = posted.channel.threads
    quiet = posted.guild.create_role("Quiet")
    await shut_out(posted, Options(ping=RoleId(quiet.id)), mention_everyone=False)
    bot, services, leader = bot_of(posted), bot_of(posted).services, eyes_of_leader(posted)
    deep = await services.raids.plan(
        leader, "Deep", "friday 20:00", "raid", channel=ChannelId(thread.id), zone="Europe/Paris"
    )
    await services.raid_editor.set_options(leader, deep.short_id, 0, Options(ping=RoleId(quiet.id)))
    await services.raids.open(leader, deep.short_id)
    raid = await shut(posted)
    for one in (raid, deep):
        await drawn(posted, one)
    found = await services.surroundings.find(deep.short_id)
    assert found is not None
    assert (found.message is not None, found.faults) == (True, frozenset())
    held = bot_guild(posted)

    async def fetch(guild_id: int) -> discord.Guild:
        guild = await type(bot).fetch_guild(bot, guild_id)
        guild._channels.clear()  # Discord tells none of them when it is asked for a guild
        guild._threads.clear()
        return guild

    monkeypatch.setattr(bot, "fetch_guild", fetch)
    assert not held.me.guild_permissions.administrator
    bot._connection._remove_guild(held)
    for one in (raid, deep):
        assert await surround(bot, one.short_id)
    bot._connection._add_guild(held)
    assert (await shut(posted)).faults == {RaidFault.CANNOT_PING}


async def test_a_channel_that_is_closed_to_the_bot_is_told_and_another_one_chosen(posted: World) -> None:
    await shut_out(posted, PLAIN, send_messages=False)
    raid = await shut(posted)
    await drawn(posted, raid)
    shown = await posted.leo.slash(posted.channel, "raid show", raid="Shut")
    assert "I lack the permission" in said(shown)
    assert "I lack" not in said(await posted.mia.slash(posted.channel, "raid show", raid="Shut"))
    panel = await posted.leo.slash(posted.channel, "raid edit", raid="Shut")
    assert "Post it" in buttons(panel)
    moved = await posted.leo.select(answer(panel), [posted.channel], custom_id=control(panel, "raid-channel"))
    await posted.leo.click(answer(moved), label="Post it")
    assert "Shut" in str(custom_ids(answer(moved))) or len(posted.channel.history()) == 2
    after = await bot_of(posted).services.surroundings.find(raid.short_id)
    assert after is not None
    assert after.message is not None
    assert after.faults == frozenset()


async def test_a_missing_right_to_make_threads_is_told_and_the_rest_goes_on(posted: World) -> None:
    await shut_out(posted, Options(with_thread=True), create_public_threads=False)
    raid = await shut(posted)
    await drawn(posted, raid)
    await surround(bot_of(posted), raid.short_id)
    after = await bot_of(posted).services.surroundings.find(raid.short_id)
    assert after is not None
    assert after.message is not None
    assert after.faults == {RaidFault.CANNOT_THREAD}
    assert "create public threads" in said(await posted.leo.slash(posted.channel, "raid show", raid="Shut"))


async def test_a_post_that_is_not_there_yet_is_waited_for(posted: World) -> None:
    services, leader = bot_of(posted).services, eyes_of_leader(posted)
    raid = await services.raids.plan(
        leader, "Soon", "friday 20:00", "raid", channel=ChannelId(posted.channel.id), zone="Europe/Paris"
    )
    await services.raids.open(leader, raid.short_id)
    assert not await surround(bot_of(posted), raid.short_id)


async def test_a_post_that_was_deleted_is_told_once_and_not_posted_again_by_itself(posted: World) -> None:
    raid = await raid_of(posted)
    await post(posted).delete()
    for _ in range(3):
        await drawn(posted, raid)
    assert posted.channel.history() == []
    assert (await raid_of(posted)).faults == {RaidFault.POST_GONE}
    shown = await posted.leo.slash(posted.channel, "raid show", raid="Friday clear")
    assert "The post was deleted" in said(shown)
    await posted.leo.click(answer(shown), label="Post it")
    assert len(posted.channel.history()) == 1
    assert (await raid_of(posted)).faults == frozenset()


async def test_a_process_that_does_not_hold_the_server_does_the_same(posted: World) -> None:
    role = posted.guild.create_role("Raiders")
    me = posted.guild.me
    assert me is not None
    raid = await want(posted, with_thread=True, with_event=True, ping=RoleId(role.id))
    bot = bot_of(posted)
    held = bot_guild(posted)
    bot._connection._remove_guild(held)
    for _ in range(2):
        assert await surround(bot, raid.short_id)
    bot._connection._add_guild(held)
    assert [thread.name for thread in posted.channel.threads] == ["Friday clear"]
    (event,) = await held.fetch_scheduled_events()
    assert event.location == f"#{posted.channel.name}"
    assert len([message for message in posted.channel.history() if message.role_mentions]) == 1
    assert (await raid_of(posted)).faults == frozenset()
