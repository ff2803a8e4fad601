"""A simulated Discord with the real bot in it: people type, click and choose, and the tests read what they see."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import discord
import pytest
import simcord

from bot.app import Bot, Services
from bot.cli.compose import build_services
from bot.cli.demo import speak
from bot.domain.gamedata import GameData
from bot.gateways.events import EventFiles
from bot.services.almanac import Almanac
from bot.services.describing import Describer
from cogs.ui.translator import CommandTranslator
from config.giving import load_giving_rules
from tests.fakes import FakeUnits

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)


@dataclass
class World:
    """The simulated guild: Mia and Tom are members, Leo leads raids."""

    env: simcord.Env
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    mia: simcord.MemberActor
    tom: simcord.MemberActor
    leo: simcord.MemberActor
    locales: dict[int, str]

    def speaks_french(self, person: simcord.MemberActor) -> None:
        """Let `person` use Discord in French from here on."""
        self.locales[person.id] = "fr"


@pytest.fixture
def units(game: GameData) -> FakeUnits:
    return FakeUnits(Describer(Almanac.of(game), load_giving_rules()))


@pytest.fixture
def services(units: FakeUnits, game: GameData) -> Services:
    return build_services(units, Almanac.of(game), clock=lambda: NOW)


@pytest.fixture
def files(tmp_path: Path) -> Iterator[EventFiles]:
    """What is noted of use, for tests whose services note it."""
    files = EventFiles(tmp_path / "learning")
    yield files
    files.close()


@pytest.fixture
async def env(services: Services) -> AsyncIterator[simcord.Env]:
    bot = Bot(services=services, translator=CommandTranslator())
    env = simcord.Env(bot, shard_count=1, settle_timeout=60.0)  # on a busy machine; who is done sooner goes on sooner
    await env.start()
    yield env
    await env.shutdown()
    env.raise_errors()


@pytest.fixture
async def world(env: simcord.Env) -> World:
    guild = env.create_guild("Guild")
    leaders = guild.create_role("Leaders", permissions=discord.Permissions(manage_events=True))
    locales: dict[int, str] = {}
    speak(env, locales)
    assert isinstance(env.bot, Bot)
    await env.bot.tree.sync()
    return World(
        env=env,
        guild=guild,
        channel=guild.create_text_channel("builds"),
        mia=guild.add_member(env.create_user("mia")),
        tom=guild.add_member(env.create_user("tom")),
        leo=guild.add_member(env.create_user("leo"), roles=[leaders]),
        locales=locales,
    )
