"""What owners and admins read where a post could not be made, changed or taken down; and what keeps posts true."""

import asyncio
from http import HTTPStatus
from types import SimpleNamespace

import aiohttp
import discord
import pytest
import simcord

from bot.app import JOBS_NAME, Bot, Services
from bot.domain.ids import GuildId
from bot.services.noticeboard import RETRY
from cogs.builds import board
from tests.cogs.board.conftest import Tidy, choose, posts, publish
from tests.cogs.conftest import World
from tests.cogs.reading import answer, buttons, said
from tests.cogs.test_builds import FIREBRAND, MIRAGE
from tests.factories import Clock
from tests.fakes import FakeUnits


def answered(status: int) -> discord.HTTPException:
    kind = discord.HTTPException if status < HTTPStatus.INTERNAL_SERVER_ERROR else discord.DiscordServerError
    return kind(SimpleNamespace(status=status, reason=""), "")


async def show_settings(world: World, ada: simcord.MemberActor) -> simcord.InteractionResult:
    return await ada.slash(world.channel, "settings show")


@pytest.fixture
async def forbidden(world: World, chosen: discord.TextChannel, tidy: Tidy) -> discord.TextChannel:
    """The wall, in which the bot may write no more, with a build that waits for it."""
    await chosen.set_permissions(chosen.guild.me, send_messages=False)
    await publish(world)
    await tidy()
    return chosen


async def test_owners_read_of_a_fault_in_their_list_and_when_they_publish(
    world: World, forbidden: discord.TextChannel, tidy: Tidy
) -> None:
    listed = said(await world.mia.slash(world.channel, "build list"))
    assert "⚠️ not posted" in listed
    await world.tom.slash(world.channel, "build save", code=FIREBRAND, name="Heal")
    told = said(await world.tom.slash(world.channel, "build publish", build="Heal"))
    assert "I lack a permission there" in told
    assert "I try again in a moment" in told
    assert "⚠️" not in said(await world.mia.slash(world.channel, "build list", which="public"))

    await forbidden.set_permissions(forbidden.guild.me, send_messages=True)
    await world.mia.slash(world.channel, "build publish", build="Mirage")
    await tidy()
    assert "⚠️" not in said(await world.mia.slash(world.channel, "build list"))


async def test_admins_read_what_fails_and_what_to_do_and_have_it_tried_again(
    world: World, ada: simcord.MemberActor, forbidden: discord.TextChannel, tidy: Tidy
) -> None:
    card = await show_settings(world, ada)
    assert f"I lack a permission there:** Mirage <@{world.mia.id}>" in said(card)
    assert "press *Try again*" in said(card)
    await forbidden.set_permissions(forbidden.guild.me, send_messages=True)
    assert "I try again now" in said(await ada.click(answer(card), label="Try again"))
    await tidy()
    again = await show_settings(world, ada)
    assert "permission there" not in said(again)
    assert "Try again" not in buttons(again)


@pytest.mark.usefixtures("forbidden")
async def test_admins_read_in_french(world: World, ada: simcord.MemberActor) -> None:
    world.speaks_french(ada)
    assert "y manque une permission" in said(await show_settings(world, ada))


async def test_admins_read_of_posts_that_could_not_be_taken_down_without_their_names(
    world: World, ada: simcord.MemberActor, posted: discord.TextChannel, tidy: Tidy
) -> None:
    await posted.set_permissions(posted.guild.me, view_channel=False)
    await world.mia.slash(world.channel, "build unpublish", build="Mirage")
    await tidy()
    told = said(await show_settings(world, ada))
    assert "Old posts that I may not take down" in told
    assert f"https://discord.com/channels/{world.guild.id}/{posted.id}/" in told
    assert "Mirage" not in told


async def test_many_faults_fit_one_message(
    world: World, ada: simcord.MemberActor, chosen: discord.TextChannel, tidy: Tidy
) -> None:
    await chosen.set_permissions(chosen.guild.me, send_messages=False)
    for number in range(55):
        await publish(world, f"{number} " + "*" * 90)
    await tidy()
    told = said(await show_settings(world, ada))
    assert "and 44 more" in told
    assert "and others" in told


@pytest.mark.usefixtures("posted")
async def test_a_like_is_shown_on_the_post_soon_but_not_at_once(
    world: World, wall: simcord.ChannelHandle, tidy: Tidy, services: Services
) -> None:
    guild = GuildId(world.guild.id)
    shown = await world.tom.slash(world.channel, "build show", build="Mirage")
    await world.tom.click(answer(shown), label="Like")
    assert guild not in await services.noticeboard.find_waiting()
    assert "❤️ 1" not in posts(wall)[0]
    await tidy()
    assert "❤️ 1" in posts(wall)[0]


@pytest.mark.usefixtures("posted")
@pytest.mark.parametrize("error", [aiohttp.ClientConnectionError(), answered(503), answered(429)])
async def test_a_server_that_discord_does_not_answer_for_waits_and_no_other_does(
    error: Exception,
    world: World,
    services: Services,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []

    async def away(_bot: object, errand: object, *_: object) -> None:
        tried.append(str(errand))
        raise error

    assert isinstance(world.env.bot, Bot)
    monkeypatch.setattr(board, "_put_up", away)
    for name in ("One", "Two", "Three"):
        await publish(world, name)
    await board.tidy(world.env.bot, GuildId(world.guild.id))
    assert len(tried) == 1
    assert await services.noticeboard.find_waiting() == ()
    clock.now += RETRY
    assert await services.noticeboard.find_waiting() == (GuildId(world.guild.id),)


async def test_lanes_of_other_guilds_go_on_while_one_hangs(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []

    async def waiting(besides: object) -> tuple[GuildId, ...]:
        assert isinstance(besides, dict)
        return tuple(guild for guild in map(GuildId, (1, 2, 3)) if guild not in besides)

    async def hang(_bot: object, guild: GuildId) -> None:
        begun.append(guild)
        if guild == 1:
            await asyncio.Event().wait()

    monkeypatch.setattr(services.noticeboard, "find_waiting", waiting)
    monkeypatch.setattr(board, "tidy", hang)
    cog = board.Board(Bot(services=services))
    for _ in range(3):
        await cog.look.coro(cog)
        await asyncio.sleep(0)
    assert begun == [1, 2, 3, 2, 3, 2, 3]
    await cog.cog_unload()


@pytest.mark.usefixtures("chosen")
async def test_a_change_of_channel_while_posts_are_made_moves_them_all(
    world: World, ada: simcord.MemberActor, units: FakeUnits, tidy: Tidy
) -> None:
    for name, code in (("Mirage", MIRAGE), ("Heal", FIREBRAND)):
        await publish(world, name, code)
    await tidy()
    other = world.guild.create_text_channel("other")
    await choose(world, ada, other)
    await choose(world, ada, world.guild.create_text_channel("third"))
    await choose(world, ada, other)
    await tidy()
    assert len(posts(other)) == 2
    assert {post.channel for post in units.state.posts.values()} == {other.id}


async def test_nothing_new_is_posted_by_a_bot_that_is_ending(
    world: World, chosen: discord.TextChannel, wall: simcord.ChannelHandle
) -> None:
    assert isinstance(world.env.bot, Bot)
    await publish(world)
    world.env.bot.is_ending = True
    await board.tidy(world.env.bot, GuildId(chosen.guild.id))
    assert posts(wall) == []


async def test_the_loop_posts_by_itself_what_is_published(
    world: World, chosen: discord.TextChannel, wall: simcord.ChannelHandle
) -> None:
    assert isinstance(world.env.bot, Bot)
    assert chosen.id == wall.id
    await publish(world)
    cog = board.Board(world.env.bot)
    await cog.look.coro(cog)
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == JOBS_NAME))
    assert len(posts(wall)) == 1
