"""What stands in the builds channel of a server, and what its admins choose."""

from dataclasses import replace
from types import SimpleNamespace

import discord
import pytest
import simcord

from bot.app import Bot
from bot.domain.builds import Build
from bot.domain.ids import ChannelId, GuildId
from bot.domain.posts import Post, PostFault
from bot.services.noticeboard import Errand
from bot.services.tracing import bind_id, get_id
from cogs.builds import board
from cogs.ui.limits import NONCE
from tests.cogs.board.conftest import Tidy, choose, posts, publish
from tests.cogs.conftest import World
from tests.cogs.reading import answer, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.factories import make_build
from tests.fakes import FakeUnits


async def test_what_is_published_is_posted_and_taken_down_again(
    world: World, ada: simcord.MemberActor, wall: simcord.ChannelHandle, tidy: Tidy
) -> None:
    assert "Public builds are posted in" in await choose(world, ada, wall)
    await publish(world)
    assert "in a moment" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))
    await tidy()
    shown = said(await world.mia.slash(world.channel, "build show", build="Mirage"))
    assert f"📌 Posted: https://discord.com/channels/{world.guild.id}/{wall.id}/" in shown
    (post,) = posts(wall)
    assert "Mirage" in post
    assert MIRAGE in post
    await tidy()
    assert len(posts(wall)) == 1

    await world.mia.slash(world.channel, "build gear", build="Mirage", text="full Berserker's")
    await tidy()
    (post,) = posts(wall)
    assert "Berserker" in post

    await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    await tidy()
    assert posts(wall) == []


async def test_what_was_public_before_follows_and_moves_with_the_channel(
    world: World, ada: simcord.MemberActor, wall: simcord.ChannelHandle, tidy: Tidy
) -> None:
    await publish(world)
    await publish(world, "Heal", FIREBRAND)
    await choose(world, ada, wall)
    await tidy()
    assert len(posts(wall)) == 2
    other = world.guild.create_text_channel("other")
    await choose(world, ada, other)
    await tidy()
    assert (len(posts(wall)), len(posts(other))) == (0, 2)

    card = await ada.slash(world.channel, "settings show")
    assert "posted nowhere" in said(await ada.click(answer(card), label="No builds channel"))
    await tidy()
    assert posts(other) == []


async def test_forum_posts_have_the_name_and_the_tags_of_the_build(
    world: World, ada: simcord.MemberActor, units: FakeUnits, tidy: Tidy
) -> None:
    forum = world.guild.create_forum_channel("forum")
    await choose(world, ada, forum)
    await publish(world)
    await tidy()
    (post,) = units.state.posts.values()
    assert post.thread is not None
    thread = await world.env.bot.fetch_channel(post.thread)
    assert isinstance(thread, discord.Thread)
    assert (thread.name, thread.parent_id) == ("Mirage", forum.id)
    await world.mia.slash(world.channel, "build gear", build="Mirage", text="full Berserker's")
    await tidy()
    await world.mia.slash(world.channel, "build delete", build="Mirage")
    await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    await tidy()
    with pytest.raises(discord.NotFound):
        await world.env.bot.fetch_channel(post.thread)


async def test_a_forum_post_of_a_process_that_died_before_it_noted_it_is_found_again(
    world: World, ada: simcord.MemberActor, units: FakeUnits, tidy: Tidy
) -> None:
    forum = world.guild.create_forum_channel("forum")
    await choose(world, ada, forum)
    await publish(world, "Heal", FIREBRAND)
    await publish(world)
    await tidy()
    noted = dict(units.state.posts)
    for key, post in noted.items():
        units.state.posts[key] = replace(post.gone(), is_stale=True)
    await tidy()
    assert units.state.posts == noted
    channel = world.env.bot.get_channel(forum.id)
    assert isinstance(channel, discord.ForumChannel)
    assert len(channel.threads) == 2


async def test_builds_of_one_name_have_a_forum_post_each(
    world: World, ada: simcord.MemberActor, units: FakeUnits, tidy: Tidy
) -> None:
    await choose(world, ada, world.guild.create_forum_channel("forum"))
    await publish(world, "Same", FIREBRAND)
    await tidy()
    await publish(world, "Same", MIRAGE)
    await tidy()
    assert len({post.thread for post in units.state.posts.values()}) == 2


async def test_lost_permission_is_a_fault_until_it_is_mended(
    world: World,
    ada: simcord.MemberActor,
    wall: simcord.ChannelHandle,
    units: FakeUnits,
    chosen: discord.TextChannel,
    tidy: Tidy,
) -> None:
    await chosen.set_permissions(chosen.guild.me, send_messages=False)
    await publish(world)
    await tidy()
    (post,) = units.state.posts.values()
    assert (post.fault, post.is_stale) == (PostFault.FORBIDDEN, False)
    assert "I lack a permission there" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))
    world.speaks_french(world.mia)
    assert "manque une permission" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))
    refused = await choose(world, ada, wall)
    assert "I lack the permission to send messages" in refused

    await chosen.set_permissions(chosen.guild.me, send_messages=True)
    await choose(world, ada, wall)
    await tidy()
    assert len(posts(wall)) == 1
    assert [post.fault for post in units.state.posts.values()] == [None]


async def test_deleted_channel_is_a_fault_and_another_one_mends_it(
    world: World,
    ada: simcord.MemberActor,
    units: FakeUnits,
    posted: discord.TextChannel,
    tidy: Tidy,
) -> None:
    await posted.delete()
    await world.mia.slash(world.channel, "build gear", build="Mirage", text="full Berserker's")
    await tidy()
    assert [post.fault for post in units.state.posts.values()] == [PostFault.CHANNEL_GONE]

    other = world.guild.create_text_channel("other")
    await choose(world, ada, other)
    await tidy()
    assert len(posts(other)) == 1


@pytest.mark.usefixtures("posted")
async def test_a_post_deleted_by_hand_stays_away_until_it_is_published_anew(
    world: World,
    wall: simcord.ChannelHandle,
    units: FakeUnits,
    tidy: Tidy,
) -> None:
    (message,) = wall.history()
    await message.delete()
    await world.mia.slash(world.channel, "build gear", build="Mirage", text="full Berserker's")
    await tidy()
    assert [post.fault for post in units.state.posts.values()] == [PostFault.POST_GONE]
    assert posts(wall) == []
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    await tidy()
    assert len(posts(wall)) == 1


async def test_only_admins_choose(world: World, wall: simcord.ChannelHandle) -> None:
    assert isinstance(world.env.bot, Bot)
    settings = next(one for one in await world.env.bot.tree.fetch_commands() if one.name == "settings")
    world.guild.set_command_permissions(settings, {world.leo: True})
    result = await world.leo.slash(world.channel, "settings channels", builds=wall)
    assert "manage the server" in said(result)


async def test_a_post_moves_to_another_channel_though_the_old_one_is_gone(
    world: World,
    ada: simcord.MemberActor,
    units: FakeUnits,
    posted: discord.TextChannel,
    tidy: Tidy,
) -> None:
    await posted.delete()
    other = world.guild.create_text_channel("other")
    await choose(world, ada, other)
    await tidy()
    assert len(posts(other)) == 1
    assert [post.fault for post in units.state.posts.values()] == [None]


async def test_a_post_that_cannot_be_taken_down_is_not_forgotten(
    world: World,
    ada: simcord.MemberActor,
    wall: simcord.ChannelHandle,
    units: FakeUnits,
    posted: discord.TextChannel,
    tidy: Tidy,
) -> None:
    await posted.set_permissions(posted.guild.me, view_channel=False)
    await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    await tidy()
    assert len(posts(wall)) == 1
    assert "still stands" in said(await world.mia.slash(world.channel, "build show", build="Mirage"))

    world.env.backend.delete_overwrite(wall.id, posted.guild.me.id)
    await choose(world, ada, wall)
    await tidy()
    assert posts(wall) == []
    assert units.state.posts == {}


async def test_a_forum_post_that_cannot_be_deleted_is_emptied_of_name_and_card(
    world: World, ada: simcord.MemberActor, units: FakeUnits, monkeypatch: pytest.MonkeyPatch, tidy: Tidy
) -> None:
    async def refuse(_: int) -> None:
        raise discord.Forbidden(SimpleNamespace(status=403, reason="Forbidden"), "Missing Access")

    forum = world.guild.create_forum_channel("forum")
    await choose(world, ada, forum)
    await publish(world)
    await tidy()
    (post,) = units.state.posts.values()
    assert post.thread is not None
    # SimCord asks for no permission where Discord wants *manage threads*
    monkeypatch.setattr(world.env.bot.http, "delete_channel", refuse)
    await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    await tidy()
    thread = await world.env.bot.fetch_channel(post.thread)
    assert isinstance(thread, discord.Thread)
    assert (thread.name, thread.archived) == ("Build no longer shown", True)
    assert [message async for message in thread.history()] == []
    assert units.state.posts == {}


async def test_a_mistake_of_ours_with_one_build_keeps_no_other_waiting(
    world: World, ada: simcord.MemberActor, wall: simcord.ChannelHandle, monkeypatch: pytest.MonkeyPatch, tidy: Tidy
) -> None:
    def draw(_: object, build: Build, *__: object) -> discord.ui.LayoutView:
        if build.name == "Mirage":
            raise KeyError(build.name)
        return discord.ui.LayoutView().add_item(discord.ui.TextDisplay(build.name))

    monkeypatch.setattr(board, "post_card", draw)
    await choose(world, ada, wall)
    await publish(world)
    await publish(world, "Heal", FIREBRAND)
    await tidy()
    assert posts(wall) == ["Heal"]
    await tidy()  # the other one waits


@pytest.mark.usefixtures("chosen")
async def test_each_errand_has_an_id_of_its_own_in_the_logs(
    world: World, tidy: Tidy, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def draw(*_: object) -> discord.ui.LayoutView:
        seen.extend((get_id(), get_id()))
        return discord.ui.LayoutView().add_item(discord.ui.TextDisplay("build"))

    monkeypatch.setattr(board, "post_card", draw)
    await publish(world)
    await publish(world, "Heal", FIREBRAND)
    bind_id("before")
    await tidy()
    assert seen[::2] == seen[1::2]
    assert len({"before", *seen}) == 3
    assert get_id() == "before"


def test_messages_of_one_build_in_two_servers_are_two_messages() -> None:
    post = Post(build=make_build().id, guild=GuildId(1))
    here, there = (board.get_nonce(Errand(post, None, None), ChannelId(channel)) for channel in (7001, 7002))
    assert here != there
    assert len(here) <= NONCE
