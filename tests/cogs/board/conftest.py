"""A server with a builds channel: fixtures of the tests that look at what stands there, and how they look."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import discord
import pytest
import simcord
from discord.ext import commands

from bot.app import Bot, Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.services.almanac import Almanac
from bot.services.noticeboard import REST
from cogs.builds import board
from tests.cogs.conftest import NOW, World
from tests.cogs.reading import said
from tests.cogs.test_builds import MIRAGE
from tests.factories import Clock
from tests.fakes import FakeUnits

Tidy = Callable[[], Awaitable[None]]


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only the tests tidy, so that they know when it is done."""
    monkeypatch.setattr(board.Board, "cog_load", commands.Cog.cog_load)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW, still=True)


@pytest.fixture
def services(units: FakeUnits, game: GameData, clock: Clock) -> Services:
    return build_services(units, Almanac.of(game), clock=clock)


@pytest.fixture
def tidy(env: simcord.Env, services: Services, clock: Clock) -> Tidy:
    """Returns what makes all builds channels show what is so, when posts that were just drawn have rested."""

    async def tidy() -> None:
        clock.now += REST
        assert isinstance(env.bot, Bot)
        for guild in await services.noticeboard.find_waiting():
            await board.tidy(env.bot, guild)

    return tidy


@pytest.fixture
def ada(world: World) -> simcord.MemberActor:
    admins = world.guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.env.create_user("ada"), roles=[admins])


@pytest.fixture
def wall(world: World) -> simcord.ChannelHandle:
    return world.guild.create_text_channel("wall")


@pytest.fixture
async def chosen(world: World, ada: simcord.MemberActor, wall: simcord.ChannelHandle) -> discord.TextChannel:
    """The wall as the builds channel."""
    await choose(world, ada, wall)
    channel = world.env.bot.get_channel(wall.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.fixture
async def posted(world: World, chosen: discord.TextChannel, tidy: Tidy) -> discord.TextChannel:
    """The wall with a post of Mia's Mirage."""
    await publish(world)
    await tidy()
    return chosen


async def choose(world: World, ada: simcord.MemberActor, channel: simcord.ChannelHandle) -> str:
    return said(await ada.slash(world.channel, "settings channels", builds=channel))


async def publish(world: World, name: str = "Mirage", code: str = MIRAGE) -> None:
    await world.mia.slash(world.channel, "build save", code=code, name=name)
    await world.mia.slash(world.channel, "build publish", build=name)


def posts(channel: simcord.ChannelHandle) -> list[str]:
    return ["\n".join(_texts(message.components)) for message in channel.history()]


def _texts(components: Sequence[Any]) -> Iterator[str]:
    for part in components:
        if isinstance(part, discord.TextDisplay):
            yield part.content
        yield from _texts(getattr(part, "children", ()))
