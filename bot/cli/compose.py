"""Puts the parts together: database, services and bot, each open exactly as long as the block that asked for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot, Services
from bot.cli.migrate import Schema, find_schema, upgrade
from bot.cli.refusal import Refusal, refused_without_database
from bot.domain.gamedata import GameData
from bot.domain.gear.reading.lexicon import Lexicon
from bot.domain.gear.reading.reader import GearReader
from bot.domain.gear.totals import Appraiser
from bot.gateways.gamedata import load_game_data, load_game_facts
from bot.gateways.gamedata.equipment import load_equipment
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory
from bot.services.accounts import Accounts
from bot.services.builds import BuildLibrary
from bot.services.gear import Wardrobe
from bot.services.givings import Givings
from bot.services.teams import TeamPlanner
from cogs.ui.translator import CommandTranslator
from config.attributes import load_attribute_rules
from config.content import load_contents
from config.gear_words import load_gear_words
from config.giving import load_giving_rules
from config.settings import DatabaseSettings

_log = structlog.get_logger(__name__)


def now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_engine(url: str) -> AsyncIterator[AsyncEngine]:
    """Open the pool of a database's connections and close it at the end."""
    engine = create_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def open_database(settings: DatabaseSettings) -> AsyncIterator[AsyncEngine]:
    """Open the database that the settings name, with the schema that this version needs; raises Refusal."""
    settings.make_place()
    url = settings.url.get_secret_value()
    with refused_without_database(url):
        if settings.is_sqlite:
            await asyncio.to_thread(upgrade, url)
    async with open_engine(url) as engine:
        with refused_without_database(url):
            await _require_schema(engine)
        yield engine


@asynccontextmanager
async def open_services(url: str) -> AsyncIterator[Services]:
    """Open a migrated database and the services on top of it."""
    async with open_engine(url) as engine:
        yield build_services(engine)


def build_services(engine: AsyncEngine) -> Services:
    """Return the services over `engine`, with the game's data that ships with this version."""
    units = SqlUnits(engine)
    game = load_game_data()
    return Services(
        builds=BuildLibrary(units, game, now),
        teams=TeamPlanner(units, load_contents(), now),
        accounts=Accounts(units, now),
        givings=Givings(game, load_game_facts(), load_giving_rules()),
        wardrobe=build_wardrobe(units, game, now),
        game=game,
    )


def build_wardrobe(units: UnitFactory, game: GameData, clock: Callable[[], datetime]) -> Wardrobe:
    """Return the service that reads gear, with the equipment that ships with this version."""
    equipment, rules = load_equipment(), load_attribute_rules()
    reader = GearReader(Lexicon.build(equipment, game, load_gear_words()), game, rules.infusion_slots)
    return Wardrobe(units, reader, Appraiser(equipment=equipment, rules=rules, game=game), clock)


def build_bot(engine: AsyncEngine) -> Bot:
    """Return the bot as people meet it, not yet logged in; used as `async with`, it closes at the end."""
    return Bot(services=build_services(engine), translator=CommandTranslator())


async def _require_schema(engine: AsyncEngine) -> None:
    schema = await find_schema(engine)
    if schema is Schema.BEHIND:
        raise Refusal("the database is not migrated to this version; run `gw2optimizer migrate` once")
    if schema is Schema.AHEAD:
        _log.warning("database is ahead", remedy="a newer version migrated it; update this one soon")
