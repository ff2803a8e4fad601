"""Guilds that remove the bot, and return or not: told by events, with the jobs done as they are when the bot runs."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import discord
import discord.ext.test as dpytest
import pytest
import simcord

from bot.app import Bot, Services
from bot.cli.compose import build_services
from bot.domain.guide import GuideState
from bot.domain.ids import GuildId, UserId
from bot.domain.viewer import GuildRole, Viewer
from bot.gateways.gamedata.editions import load_bundled
from bot.services.almanac import Almanac
from bot.services.guide import GREET
from cogs.settings import leaving
from tests.factories import HOME, Clock, make_code
from tests.fakes import FakeUnits
from tests.test_app import SmallBot


class Asked(SmallBot):
    """A bot that can be asked whether it is in a guild, as Discord says it."""

    answers: Any

    async def fetch_guild(self, guild_id: int, /, **_: object) -> discord.Guild:
        found = self.get_guild(guild_id)
        if found is None:
            raise self.answers
        return found


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def units() -> FakeUnits:
    return FakeUnits()


@pytest.fixture
async def small(units: FakeUnits, clock: Clock) -> Asked:
    bot = Asked(command_prefix="!", intents=discord.Intents.all())
    bot.services = build_services(units, Almanac(load_bundled()), clock=clock)
    refused = SimpleNamespace(status=404, reason="Not Found")
    bot.answers = discord.NotFound(cast("Any", refused), {"code": 10004, "message": "Unknown Guild"})
    await bot._async_setup_hook()
    dpytest.configure(bot, guilds=0)
    return bot


async def _work(bot: Asked) -> None:
    while await bot.services.jobs.work(leaving.handlers(cast("Any", bot))):
        """Until nothing is due."""


async def _settled(services: Services, guild: discord.Guild) -> Viewer:
    """Have an admin set something, and publish a build."""
    admin = Viewer(UserId(7), GuildId(guild.id), GuildRole.ADMIN)
    await services.rulebook.choose_language(admin, "fr")
    await services.builds.save(admin, make_code(), name="Public")
    await services.builds.publish(admin, "Public")
    return admin


async def _kept(services: Services, admin: Viewer) -> tuple[str | None, int]:
    return (await services.rulebook.find(admin)).language, (await services.builds.list_public(admin)).total


async def test_who_returns_within_30_days_finds_everything_and_later_nothing(small: Asked, clock: Clock) -> None:
    guild = dpytest.backend.make_guild("Guild")
    await dpytest.run_all_events()
    admin = await _settled(small.services, guild)

    small._connection.parse_guild_delete({"id": guild.id})
    await dpytest.run_all_events()
    clock.now += timedelta(days=29)
    await _work(small)
    dpytest.backend.make_guild("Guild", id_num=guild.id)
    await dpytest.run_all_events()
    clock.now += timedelta(days=99)
    await _work(small)
    assert await _kept(small.services, admin) == ("fr", 1)

    small._connection.parse_guild_delete({"id": guild.id})
    await dpytest.run_all_events()
    clock.now += timedelta(days=31)
    await _work(small)
    dpytest.backend.make_guild("Guild", id_num=guild.id)
    await dpytest.run_all_events()
    assert await _kept(small.services, admin) == (None, 0)
    assert (await small.services.builds.require(admin, "Public")).published_in == frozenset()


async def test_admins_are_shown_where_to_begin_once_per_join(small: Asked, units: FakeUnits) -> None:
    guild = dpytest.backend.make_guild("Guild")
    await dpytest.run_all_events()
    await small.services.residence.joined(GuildId(guild.id))  # the event came twice
    assert units.state.guides == {guild.id: GuideState.DUE}
    assert [key for kind, key in units.state.jobs if kind == GREET] == [str(guild.id)]
    await small.services.guide.posted(GuildId(guild.id))
    await small.services.residence.joined(GuildId(guild.id))
    assert units.state.guides == {guild.id: GuideState.SHOWN}

    small._connection.parse_guild_delete({"id": guild.id})
    await dpytest.run_all_events()
    assert units.state.guides == {}
    dpytest.backend.make_guild("Guild", id_num=guild.id)
    await dpytest.run_all_events()
    assert units.state.guides == {guild.id: GuideState.DUE}


async def test_a_guild_that_is_there_after_all_is_kept(small: Asked, units: FakeUnits, clock: Clock) -> None:
    guild = dpytest.backend.make_guild("Guild")
    await dpytest.run_all_events()
    admin = await _settled(small.services, guild)
    await small.services.residence.left(GuildId(guild.id))  # noted by mistake: the event of its return was missed
    clock.now += timedelta(days=31)
    await _work(small)
    assert await _kept(small.services, admin) == ("fr", 1)
    assert units.state.guilds == {guild.id: None}


async def test_an_outage_of_discord_puts_it_off(small: Asked, units: FakeUnits, clock: Clock) -> None:
    guild = dpytest.backend.make_guild("Guild")
    await dpytest.run_all_events()
    small._connection.parse_guild_delete({"id": guild.id})
    await dpytest.run_all_events()
    gone, small.answers = (
        small.answers,
        discord.DiscordServerError(cast("Any", SimpleNamespace(status=503, reason="")), "away"),
    )
    clock.now += timedelta(days=31)
    await _work(small)
    assert guild.id in units.state.guilds
    small.answers = gone
    clock.now += timedelta(minutes=5)
    await _work(small)
    assert units.state.guilds == {}


async def test_who_removed_the_bot_while_it_was_away_is_noted_when_it_starts(
    units: FakeUnits, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.EXTENSIONS", ())
    services = build_services(units, Almanac(load_bundled()), clock=clock)
    await services.residence.joined(HOME)
    async with simcord.run(Bot(services=services), shard_count=1) as env:
        await env.settle()
        assert units.state.guilds[HOME] is not None
