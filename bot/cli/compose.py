"""Puts the parts together: database, services and bot, each open exactly as long as the block that asked for it."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot, Services, TakeTurn
from bot.cli.caching import open_answers
from bot.cli.collecting import open_events
from bot.cli.edition import find_edition, open_renewal
from bot.cli.linking import open_doorway
from bot.cli.migrate import Schema, find_schema, upgrade
from bot.cli.refusal import Refusal, refused_without_database
from bot.cli.training import open_model, run_training
from bot.domain.shards import Shards
from bot.domain.when.periods import PeriodReader
from bot.domain.when.reader import WhenReader
from bot.domain.when.recurring import RepeatReader
from bot.gateways.cache import NO_CACHE, Cache
from bot.gateways.events import NO_EVENTS, Events
from bot.gateways.gameapi.asking import BURST, PER_SECOND
from bot.gateways.gameapi.bucket import TokenBucket
from bot.gateways.metrics import NO_METERS, Meters
from bot.gateways.metrics.rest import build_trace
from bot.gateways.models import NO_MODEL, ModelSource
from bot.repositories.engine import LIMITS, Limits, create_engine
from bot.repositories.sql_turns import Turns
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory
from bot.services.accounts import Accounts
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.comparisons import Comparisons
from bot.services.describing import Describer
from bot.services.editing import BuildEditor
from bot.services.exchange.characters import CharacterImporter
from bot.services.exchange.exports import Exporter
from bot.services.exchange.imports import Importer
from bot.services.gear import GearRules, Wardrobe
from bot.services.givings import Givings
from bot.services.guide import Guide
from bot.services.jobs import Jobs
from bot.services.learning.kinds import Kinds
from bot.services.learning.nights import Nights, Run
from bot.services.learning.noting import Learning
from bot.services.linking import Doorway, GameLinks
from bot.services.moderation import Moderation
from bot.services.noticeboard import Noticeboard
from bot.services.notices import Notices
from bot.services.operation import Operation
from bot.services.optimizing import Optimizer
from bot.services.pacing import Paces
from bot.services.patches import Patches
from bot.services.raids.advising import SeatAdvisor
from bot.services.raids.agenda import Agenda
from bot.services.raids.announcing import Announcements
from bot.services.raids.asking import PlanDesk
from bot.services.raids.attendance import Attendance
from bot.services.raids.away import Absences
from bot.services.raids.blueprints import Blueprints
from bot.services.raids.describing import LineupDescriber
from bot.services.raids.editing import RaidEditor
from bot.services.raids.leavers import Leavers
from bot.services.raids.lineups import Lineups
from bot.services.raids.optimizing import RaidOptimizer
from bot.services.raids.ping_roles import PingRoles
from bot.services.raids.planning import Raids
from bot.services.raids.reminding import Reminders
from bot.services.raids.requests import Requests
from bot.services.raids.series import SeriesPlanner
from bot.services.raids.signups import Signups
from bot.services.raids.surroundings import Surroundings
from bot.services.raids.verdicts import Verdicts
from bot.services.recommending import Recommender
from bot.services.renewal import Renewal
from bot.services.reports import Reports
from bot.services.residence import Residence
from bot.services.rulebook import Rulebook
from bot.services.search import BuildSearch
from bot.services.search_upkeep import SearchUpkeep
from bot.services.search_words import Dictionary
from bot.services.sharing import BuildSharing
from bot.services.stats import Statistics
from bot.services.tastes import Tastes
from bot.services.teams.editing import TeamEditor
from bot.services.teams.filling import TeamFiller
from bot.services.teams.planning import TeamPlanner
from bot.services.teams.searching import TeamSearch
from bot.services.templates import GuildTemplates
from bot.services.tracing import Tracer, note_heard
from bot.services.worths import ComboWorths
from cogs.ui.translator import CommandTranslator
from config.attributes import load_attribute_rules
from config.content import load_contents
from config.gear_words import load_gear_words
from config.giving import load_giving_rules
from config.rates import load_rates
from config.repeats import load_repeat_words
from config.role_supplies import load_role_table
from config.search_words import load_search_words
from config.settings import DatabaseSettings
from config.when import load_time_words

_log = structlog.get_logger(__name__)


def now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)


@asynccontextmanager
async def open_engine(url: str, limits: Limits = LIMITS) -> AsyncIterator[AsyncEngine]:
    """Open the pool of a database's connections and close it at the end."""
    engine = create_engine(url, limits=limits)
    try:
        yield engine
    finally:
        await engine.dispose()


@asynccontextmanager
async def open_database(settings: DatabaseSettings) -> AsyncIterator[AsyncEngine]:
    """Open the database that the settings name, with the schema that this version needs; raises Refusal."""
    settings.make_place()
    url = settings.url.get_secret_value()
    limits = Limits(
        pool_size=settings.pool_size,
        pool_wait_s=settings.pool_wait_s,
        connect_s=settings.connect_s,
        statement_s=settings.statement_s,
        slow_s=settings.slow_ms / 1_000,
    )
    async with open_engine(url, limits) as engine:
        with refused_without_database(url):
            if settings.is_sqlite and await find_schema(engine) is Schema.BEHIND:
                await asyncio.to_thread(upgrade, url)
            await _require_schema(engine)
        yield engine


@asynccontextmanager
async def open_services(
    url: str, *, doorway: Doorway | None = None, events: Events = NO_EVENTS, meters: Meters = NO_METERS
) -> AsyncIterator[Services]:
    """Open a migrated database and the services on top of it."""
    async with open_engine(url) as engine:
        almanac = load_almanac()
        yield build_services(open_units(engine, almanac), almanac, doorway=doorway, events=events, meters=meters)


def load_almanac() -> Almanac:
    """Return the facts of the game to begin with: what was fetched, else what ships with this version."""
    found = find_edition()
    if found.refused is not None:
        _log.warning("fetched game facts not used", reason=found.refused)
    return Almanac(found.edition)


def spare_facts() -> None:
    """Keep the collector of garbage off what is loaded: to walk all facts takes it a tenth of a second each time."""
    gc.collect()
    gc.freeze()


def open_units(engine: AsyncEngine, almanac: Almanac) -> SqlUnits:
    """Return storage that tells with every build what it is found by."""
    return SqlUnits(engine, Describer(almanac, load_giving_rules()))


def build_services(  # noqa: PLR0913 - one for each thing outside
    units: UnitFactory,
    almanac: Almanac,
    *,
    clock: Callable[[], datetime] = now,
    renewal: Renewal | None = None,
    doorway: Doorway | None = None,
    cache: Cache = NO_CACHE,
    meters: Meters = NO_METERS,
    events: Events = NO_EVENTS,
    models: ModelSource = NO_MODEL,
    train: Run | None = None,
) -> Services:
    """Return the services over what is stored, with the facts of the game that are in use; tests pass their twins."""
    giving = load_giving_rules()
    roles = load_role_table()
    givings = Givings(almanac, giving, roles)
    optimizer = Optimizer(meters=meters)
    tastes = Tastes(units, clock)
    paces = Paces(load_rates(), clock)
    leavers = Leavers(clock)
    notices = Notices(units, clock)
    rulebook = Rulebook(units, clock)
    worths = ComboWorths(giving.combos, models, rulebook, clock)
    learning = Learning(units, clock, rulebook, Kinds(almanac, givings), events)
    teams = TeamPlanner(units, load_contents(), roles, clock, paces, notes=learning)
    links = GameLinks(units, doorway, clock, paces)
    importer = Importer(units, almanac, giving.roles.words, clock, paces, cache=cache)
    characters = CharacterImporter(links, importer, almanac, clock, paces)
    reader = WhenReader(load_time_words())
    raids = Raids(units, load_contents(), reader, clock)
    wardrobe = build_wardrobe(units, almanac, clock, cache)
    signups = Signups(units, raids, almanac, givings, clock, wardrobe.get_attributes, notes=learning)
    editor = RaidEditor(units, raids, reader, clock)
    describer = LineupDescriber(raids, worths)
    attendance = Attendance(units, clock, learning.may_learn, describer)
    blueprints = Blueprints(teams, givings, teams.roles)
    patches = Patches(units, almanac, giving.supplies.no_toolbelt, clock, cache=cache)
    jobs = Jobs(units, clock, meters)
    series = SeriesPlanner(units, RepeatReader(load_repeat_words()), reader, clock)
    return Services(
        builds=BuildLibrary(units, almanac, clock, paces, cache=cache, notes=learning),
        teams=teams,
        team_editor=TeamEditor(units, teams, clock),
        team_search=TeamSearch(units, teams, givings, clock),
        templates=GuildTemplates(units, teams, clock),
        team_filler=TeamFiller(units, teams, givings, optimizer, clock, paces, worths),
        accounts=Accounts(units, clock, cache=cache, tastes=tastes, learning=learning, characters=characters),
        tastes=tastes,
        givings=givings,
        comparisons=Comparisons(units, almanac, givings),
        exporter=Exporter(units, almanac, paces),
        importer=importer,
        characters=characters,
        wardrobe=wardrobe,
        search=BuildSearch(units, load_dictionary(almanac), clock),
        upkeep=SearchUpkeep(units, Describer(almanac, giving), clock),
        editor=BuildEditor(units, giving.roles.words, clock, cache=cache),
        noticeboard=Noticeboard(units, clock),
        optimizer=optimizer,
        sharing=BuildSharing(units, clock, notes=learning),
        recommender=Recommender(units, raids, rulebook, models, clock, paces, learning),
        seat_advisor=SeatAdvisor(units, raids, signups, optimizer, worths, clock, paces),
        nights=Nights(units, clock, train),
        almanac=almanac,
        patches=patches,
        raids=raids,
        raid_optimizer=RaidOptimizer(units, raids, optimizer, roles, worths, clock, paces),
        blueprints=blueprints,
        signups=signups,
        reminders=Reminders(units, clock, leavers),
        agenda=Agenda(units, clock),
        announcements=Announcements(units, clock, leavers),
        raid_editor=editor,
        attendance=attendance,
        verdicts=Verdicts(units, attendance, describer, learning, clock),
        links=links,
        learning=learning,
        lineups=Lineups(units, raids, clock, leavers),
        leavers=leavers,
        absences=Absences(units, signups, PeriodReader(reader, load_time_words()), clock),
        ping_roles=PingRoles(units, clock),
        rulebook=rulebook,
        residence=Residence(units, clock, cache=cache),
        moderation=Moderation(units, reader, clock, cache=cache),
        reports=Reports(units, reader, clock, paces, notices, cache=cache),
        notices=notices,
        guide=Guide(units),
        requests=Requests(units, raids, clock),
        surroundings=Surroundings(units, clock),
        series=series,
        statistics=Statistics(units, almanac, patches, raids, giving.roles.words, clock),
        desk=PlanDesk(units, raids, editor, series, blueprints, clock),
        jobs=jobs,
        operation=Operation(jobs, meters, cache, clock),
        renewal=renewal,
        cache=cache,
        meters=meters,
        tracer=Tracer(meters),
        paces=paces,
    )


def load_dictionary(almanac: Almanac) -> Dictionary:
    """Return what words of a search mean, by the words of this version and the facts in use."""
    return Dictionary(almanac, load_giving_rules().roles.words, load_search_words(load_gear_words()))


def build_wardrobe(
    units: UnitFactory, almanac: Almanac, clock: Callable[[], datetime], cache: Cache = NO_CACHE
) -> Wardrobe:
    """Return the service that reads gear, by the words and rules of this version."""
    return Wardrobe(units, almanac, GearRules(load_gear_words(), load_attribute_rules()), clock, cache=cache)


def build_bot(engine: AsyncEngine) -> Bot:
    """Return the bot as people meet it, not yet logged in; used as `async with`, it closes at the end."""
    almanac = load_almanac()
    services = build_services(open_units(engine, almanac), almanac)
    return Bot(services=services, translator=CommandTranslator())


@asynccontextmanager
async def open_bot(
    engine: AsyncEngine, shards: Shards | None = None, *, meters: Meters = NO_METERS
) -> AsyncIterator[Bot]:
    """Open the bot likewise, with a session at the game's API by which it looks for newer facts, and with its cache."""
    almanac = load_almanac()
    spare_facts()
    bucket = TokenBucket(BURST, PER_SECOND)
    async with (
        open_renewal(almanac, bucket) as renewal,
        open_doorway(bucket) as doorway,
        open_answers(engine) as cache,
        open_events() as events,
    ):
        units = open_units(engine, almanac)
        learns = events is not NO_EVENTS
        services = build_services(
            units,
            almanac,
            renewal=renewal,
            doorway=doorway,
            cache=cache,
            meters=meters,
            events=events,
            models=open_model() if learns else NO_MODEL,
            train=run_training if learns else None,
        )
        trace = None if meters is NO_METERS else build_trace(meters, note_heard)
        async with (
            open_turns(engine, shards) as take_turn,
            Bot(
                services=services,
                translator=CommandTranslator(),
                shards=shards,
                take_turn=take_turn,
                http_trace=trace,
            ) as bot,
        ):
            yield bot


@asynccontextmanager
async def open_turns(engine: AsyncEngine, shards: Shards | None) -> AsyncIterator[TakeTurn | None]:
    """Let processes take turns where there are several."""
    if shards is None or shards.are_all:
        yield None
        return
    turns = Turns(engine)
    try:
        yield turns.take
    finally:
        await turns.close()


async def _require_schema(engine: AsyncEngine) -> None:
    schema = await find_schema(engine)
    if schema is Schema.BEHIND:
        raise Refusal("the database is not migrated to this version; run `gw2optimizer migrate` once")
    if schema is Schema.AHEAD:
        _log.warning("database is ahead", remedy="a newer version migrated it; update this one soon")
