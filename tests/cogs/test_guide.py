"""The guide for admins: posted once per join where the bot may speak, else shown to the first admin; ticked off."""

import discord
import pytest
import simcord

from bot.app import Bot
from bot.domain.guide import GuideState
from bot.domain.ids import GuildId
from bot.domain.viewer import GuildRole
from bot.services.guide import Guide
from cogs.settings.guide import greet
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import answers, said
from tests.factories import HOME, viewer
from tests.fakes import FakeUnits

TITLE = "Where to begin"


@pytest.fixture
def ada(world: World) -> simcord.MemberActor:
    admins = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("ada"), roles=[admins])


def bot_of(world: World) -> Bot:
    assert isinstance(world.env.bot, Bot)
    return world.env.bot


async def speak_in(world: World) -> None:
    """Let the channel be the one in which Discord greets people."""
    guild = bot_of(world).get_guild(world.guild.id)
    assert guild is not None
    channel = guild.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await guild.edit(system_channel=channel)
    await world.env.settle()


async def come_back(world: World, units: FakeUnits) -> None:
    """Leave and return, as the service is told."""
    residence, guild = bot_of(world).services.residence, GuildId(world.guild.id)
    await residence.left(guild)
    await residence.joined(guild)
    await residence.joined(guild)
    assert units.state.guides == {guild: GuideState.DUE}
    await greet(bot_of(world), str(guild))
    await greet(bot_of(world), str(guild))


async def test_it_is_posted_once_per_join_and_ticked_off(
    world: World, ada: simcord.MemberActor, units: FakeUnits
) -> None:
    await speak_in(world)
    await come_back(world, units)
    (posted,) = world.channel.history()
    assert units.state.guides == {world.guild.id: GuideState.SHOWN}
    refused = await world.leo.click(posted, label="Roles")
    assert "manage the server" in said(refused)
    await ada.slash(world.channel, "settings language", zone="paris")
    opened = await ada.click(posted, label="Roles")
    assert "**Raid leaders:**" in said(opened)
    (drawn,) = world.channel.history()
    assert "✅ **Language and time zone**" in str(drawn.components)
    assert "▫️ **Roles**" in str(drawn.components)
    await ada.click(drawn, label="Done")
    (ended,) = world.channel.history()
    assert "That is all" in str(ended.components)
    assert units.state.guides == {world.guild.id: GuideState.DONE}
    await come_back(world, units)
    assert len(world.channel.history()) == 2


async def test_without_such_a_channel_the_first_admin_sees_it_once(
    world: World, ada: simcord.MemberActor, units: FakeUnits
) -> None:
    await come_back(world, units)
    assert units.state.guides == {world.guild.id: GuideState.WAITING}
    assert TITLE not in said(await world.mia.slash(world.channel, "build list"))
    told = await ada.slash(world.channel, "build list")
    assert TITLE in said(told)
    assert units.state.guides == {world.guild.id: GuideState.SHOWN}
    assert TITLE not in said(await ada.slash(world.channel, "build list"))
    opened = await ada.click(answers(told)[-1], label="Roles")
    assert "**Raid leaders:**" in said(opened)


async def test_where_it_may_not_be_posted_an_admin_sees_it(
    world: World, ada: simcord.MemberActor, units: FakeUnits
) -> None:
    await speak_in(world)
    guild = bot_of(world).get_guild(world.guild.id)
    assert guild is not None
    channel = guild.get_channel(world.channel.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(guild.default_role, send_messages=False)
    await channel.set_permissions(guild.me, send_messages=False)
    await world.env.settle()
    await come_back(world, units)
    assert world.channel.history() == []
    assert TITLE in said(await ada.slash(world.channel, "build list"))


async def test_what_no_job_posts_an_admin_sees(units: FakeUnits) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, NOW)
        await unit.guilds.turn_guide(HOME, None, GuideState.DUE)
    guide, admin = Guide(units), viewer(roles=GuildRole.ADMIN)
    await guide.refresh()
    assert guide.waits_for(admin)
    assert await guide.take(admin)
    assert not await guide.is_due(HOME)


async def test_it_is_in_the_language_of_the_server(world: World, ada: simcord.MemberActor, units: FakeUnits) -> None:
    await speak_in(world)
    await ada.slash(world.channel, "settings language", language="fr")
    await come_back(world, units)
    assert "Par où commencer" in str(world.channel.history()[0].components)


async def test_a_restart_knows_who_waits_and_nobody_else_is_asked(units: FakeUnits) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, NOW)
        await unit.guilds.turn_guide(HOME, None, GuideState.WAITING)
    guide, admin = Guide(units), viewer(roles=GuildRole.ADMIN)
    assert not guide.waits_for(admin)
    await guide.refresh()
    assert guide.waits_for(admin)
    assert not guide.waits_for(viewer(roles=GuildRole.MODERATOR))
    assert await guide.take(admin)
    assert not await guide.take(admin)
    await guide.put_back(admin)
    assert guide.waits_for(admin)


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Channels", "What is set for this server"),
        ("Language and zone", "**Language** of what all see"),
        ("Try a build", "Copy a build code"),
    ],
)
async def test_each_step_opens_what_it_is_about(
    world: World, ada: simcord.MemberActor, units: FakeUnits, label: str, told: str
) -> None:
    await speak_in(world)
    await come_back(world, units)
    assert told in said(await ada.click(world.channel.history()[0], label=label))
