"""The bot itself: guilds that come and go, messages it leaves alone, the daily purge, and what it asks for."""

from dataclasses import dataclass, field, replace
from typing import Any, cast

import discord
import discord.ext.test as dpytest
import pytest
import simcord
from discord.ext import commands

from bot.app import Bot, Services
from bot.cli.compose import build_services
from bot.errors import GameApiClosedError, StorageUnavailableError
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.renewal import Renewal
from tests.fakes import FakeUnits


@dataclass
class Notes:
    """Stands for every service that the bot itself calls, and notes what it was asked."""

    came: list[int] = field(default_factory=list)
    went: list[int] = field(default_factory=list)
    compared: int = 0
    purges: int = 0
    failures: int = 0

    async def joined(self, guild: int) -> None:
        self.came.append(guild)

    async def left(self, guild: int) -> None:
        self.went.append(guild)

    async def compare(self, *_: object) -> None:
        self.compared += 1

    async def purge(self) -> int:
        self.purges += 1
        if self.failures:
            self.failures -= 1
            raise StorageUnavailableError
        return 0


class SmallBot(commands.Bot):
    """The bot's own listeners on a bot without shards: dpytest refuses those with shards."""

    services: Services
    on_guild_join = cast("Any", Bot.on_guild_join)
    on_guild_remove = cast("Any", Bot.on_guild_remove)
    on_message = cast("Any", Bot.on_message)


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def services(notes: Notes) -> Services:
    real = build_services(FakeUnits(), Almanac(load_bundled()))
    noted: Any = notes
    return replace(real, builds=noted, teams=noted, residence=noted)


@pytest.fixture
async def small(services: Services) -> SmallBot:
    bot = SmallBot(command_prefix="!", intents=discord.Intents.all())
    bot.services = services
    await bot._async_setup_hook()
    dpytest.configure(bot, guilds=0)
    return bot


@pytest.mark.usefixtures("small")
async def test_a_guild_that_comes_is_remembered(notes: Notes) -> None:
    guild = dpytest.backend.make_guild("New guild")
    await dpytest.run_all_events()
    assert (notes.came, notes.went) == ([guild.id], [])


async def test_a_guild_that_goes_is_noted(small: SmallBot, notes: Notes) -> None:
    guild = dpytest.backend.make_guild("Old guild")
    small._connection.parse_guild_delete({"id": guild.id})
    await dpytest.run_all_events()
    assert notes.went == [guild.id]


async def test_an_outage_is_not_taken_for_leaving(small: SmallBot, notes: Notes) -> None:
    guild = dpytest.backend.make_guild("Guild in an outage")
    small._connection.parse_guild_delete({"id": guild.id, "unavailable": True})
    await dpytest.run_all_events()
    assert notes.went == []


async def test_a_message_is_left_alone(small: SmallBot) -> None:
    called = []

    @small.command(name="help-me")
    async def _help_me(_context: commands.Context[SmallBot]) -> None:
        called.append(True)

    guild = dpytest.backend.make_guild("Guild")
    channel = dpytest.backend.make_text_channel("general", guild)
    member = dpytest.backend.make_member(dpytest.backend.make_user("mia", "0001"), guild)
    dpytest.backend.make_message("!help-me", member, channel)
    await dpytest.run_all_events()
    assert called == []


async def test_it_asks_for_little_and_remembers_nobody(services: Services) -> None:
    bot = Bot(services=services)
    assert bot.intents == discord.Intents(guilds=True)
    assert bot._connection.member_cache_flags == discord.MemberCacheFlags.none()
    assert bot._connection.max_messages is None
    mentions = bot.allowed_mentions
    assert mentions is not None
    assert (mentions.everyone, mentions.users, mentions.roles, mentions.replied_user) == (False,) * 4


async def test_the_purge_comes_every_day_and_survives_failures(
    services: Services, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.EXTENSIONS", ())
    notes.failures = 2
    async with simcord.run(Bot(services=services), shard_count=1, check_errors=False) as env:
        await env.advance_time(3_600)
        assert notes.purges == 2 + 2, "two failures, then builds and teams"
        await env.advance_time(24 * 3_600)
        assert notes.purges == 2 + 4


@dataclass
class Looks:
    """Stands for the renewal of facts: notes how often it was asked to look, and fails where it shall."""

    count: int = 0
    failures: list[Exception] = field(default_factory=list)

    async def look(self) -> bool:
        self.count += 1
        if self.failures:
            raise self.failures.pop()
        return False


async def test_it_looks_for_newer_facts_every_day_and_survives_failures(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.EXTENSIONS", ())
    looks = Looks(failures=[GameApiClosedError("build", "API not active")])
    almanac = Almanac(load_bundled())
    watched = replace(services, almanac=almanac, renewal=cast("Renewal", looks))
    async with simcord.run(Bot(services=watched), shard_count=1, check_errors=False) as env:
        await env.advance_time(60)
        assert looks.count == 1, "a failure that is no fault of ours waits for tomorrow"
        looks.failures.append(RuntimeError("a fault of ours"))
        await env.advance_time(24 * 3_600)
        assert looks.count == 3, "a fault of ours is tried again"
        await env.advance_time(24 * 3_600)
        assert looks.count == 4
    assert almanac.edition is load_bundled()
