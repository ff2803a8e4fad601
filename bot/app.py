"""The bot itself: what it asks of Discord, the services that it carries and the extensions that it loads.

Which database, which token and which language catalogs are meant is decided by who builds it (`bot.cli`).
Words and commands live in `cogs`; SQL never gets here.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import cast

import aiohttp
import discord
import structlog
from discord import app_commands
from discord.ext import commands, tasks
from typing_extensions import override

from bot.deliveries import Tree
from bot.domain.gamedata import GameData
from bot.domain.ids import GuildId, UserId
from bot.domain.shards import Shards
from bot.errors import GameApiError, StorageUnavailableError
from bot.gateways.cache import NO_CACHE, Cache
from bot.gateways.metrics import NO_METERS, Meters
from bot.services.accounts import Accounts
from bot.services.almanac import Almanac
from bot.services.builds import BuildLibrary
from bot.services.comparisons import Comparisons
from bot.services.editing import BuildEditor
from bot.services.exchange.characters import CharacterImporter
from bot.services.exchange.exports import Exporter
from bot.services.exchange.imports import Importer
from bot.services.gear import Wardrobe
from bot.services.givings import Givings
from bot.services.guide import Guide
from bot.services.jobs import Handler, Jobs
from bot.services.learning.nights import Nights
from bot.services.learning.noting import Learning
from bot.services.linking import GameLinks
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
from bot.services.sharing import BuildSharing
from bot.services.stats import Statistics
from bot.services.tastes import Tastes
from bot.services.teams.editing import TeamEditor
from bot.services.teams.filling import TeamFiller
from bot.services.teams.planning import TeamPlanner
from bot.services.teams.searching import TeamSearch
from bot.services.templates import GuildTemplates
from bot.services.tracing import Tracer

_log = structlog.get_logger(__name__)

EXTENSIONS = (
    "cogs.ui",
    "cogs.builds",
    "cogs.teams",
    "cogs.raids",
    "cogs.account",
    "cogs.settings",
    "cogs.moderation",
    "cogs.recommend",
    "cogs.stats",
    "cogs.help",
    "cogs.jobs",
    "cogs.refreshing",
)
"""Dotted names of what is loaded, in this order; each has an `async def setup(bot)`."""

PURGE_EVERY_HOURS = 24
PURGE_PATIENCE_S = 1.0
DESCRIBE_EVERY_HOURS = 6
"""How often it is looked whether what builds are found by was told by older facts of the game."""
LOOK_EVERY_HOURS = 24
"""How often the game's API is asked for a new game build."""

JOBS_NAME = "jobs"
"""How the tasks are named in which jobs are done."""
_WORK_NAMES = (JOBS_NAME, "CommandTree-invoker", "discord-ui-", "discord.py: on_guild_", "discord.py: on_interaction")
"""Those, and how discord.py 2.7 names the tasks in which it runs commands, controls and the listeners that write."""

_RUNNING = frozenset({discord.TeamMemberRole.admin, discord.TeamMemberRole.developer})
"""Roles in a team of Discord's developers; whoever may only read is not told how the bot fares."""

TakeTurn = Callable[[int], Awaitable[None]]
"""Waits until a session may begin of the shards that leave this rest when divided by `max_concurrency`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All that a conversation may ask."""

    builds: BuildLibrary
    teams: TeamPlanner
    team_filler: TeamFiller
    team_editor: TeamEditor
    team_search: TeamSearch
    templates: GuildTemplates
    accounts: Accounts
    tastes: Tastes
    givings: Givings
    comparisons: Comparisons
    exporter: Exporter
    importer: Importer
    characters: CharacterImporter
    wardrobe: Wardrobe
    search: BuildSearch
    upkeep: SearchUpkeep
    editor: BuildEditor
    noticeboard: Noticeboard
    optimizer: Optimizer
    sharing: BuildSharing
    recommender: Recommender
    seat_advisor: SeatAdvisor
    nights: Nights
    almanac: Almanac
    patches: Patches
    raids: Raids
    raid_optimizer: RaidOptimizer
    blueprints: Blueprints
    signups: Signups
    reminders: Reminders
    agenda: Agenda
    announcements: Announcements
    raid_editor: RaidEditor
    attendance: Attendance
    verdicts: Verdicts
    links: GameLinks
    learning: Learning
    lineups: Lineups
    leavers: Leavers
    absences: Absences
    ping_roles: PingRoles
    residence: Residence
    rulebook: Rulebook
    moderation: Moderation
    reports: Reports
    notices: Notices
    guide: Guide
    desk: PlanDesk
    requests: Requests
    surroundings: Surroundings
    series: SeriesPlanner
    statistics: Statistics
    operation: Operation
    jobs: Jobs
    paces: Paces
    cache: Cache = NO_CACHE
    meters: Meters = NO_METERS
    tracer: Tracer = field(default_factory=Tracer)
    renewal: Renewal | None = None
    """None where the game's API is not to be asked, as in `try`."""

    @property
    def game(self) -> GameData:
        """The game's facts of this moment, with English names: ask anew for each answer."""
        return self.almanac.game

    def game_in(self, language: str) -> GameData:
        """Return the same with the names of the language that somebody reads ("fr"), as far as they were fetched."""
        return self.almanac.speaking(language).game


class Bot(commands.AutoShardedBot):
    """Discord's side of the project; cogs reach the services through `bot.services`."""

    def __init__(
        self,
        *,
        services: Services,
        translator: app_commands.Translator | None = None,
        shards: Shards | None = None,
        take_turn: TakeTurn | None = None,
        http_trace: aiohttp.TraceConfig | None = None,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            intents=discord.Intents(guilds=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            shard_count=None if shards is None else shards.count,
            tree_cls=Tree,
        )
        self.shard_ids = None if shards is None else shards.ids
        if http_trace is not None:
            self.http.http_trace = http_trace
        self.services = services
        self.handlers: dict[str, Handler] = {}
        """Who does which kind of job: cogs fill it when they are loaded, `cogs.jobs` asks it."""
        self.deliveries = cast("Tree", self.tree).deliveries
        self.is_ending = False
        """Whether what is in hand is to come to its end and nothing new is to be begun."""
        self.max_concurrency = 1
        """How many sessions may begin at once, as Discord says at login."""
        self._shards = shards
        self._take_turn = take_turn
        self._translator = translator
        self._purging = asyncio.Lock()

    @override
    async def setup_hook(self) -> None:
        await super().setup_hook()
        if self._translator is not None:
            await self.tree.set_translator(self._translator)
        for name in EXTENSIONS:
            await self.load_extension(name)
        self.purge_deleted.add_exception_type(Exception)  # logged with its cause, then tried again
        self.look_for_news.add_exception_type(Exception)
        self.look_for_news.start()
        self.describe_builds.add_exception_type(Exception)
        if self.is_first:
            self.purge_deleted.start()
            self.describe_builds.start()

    @property
    def is_first(self) -> bool:
        """Whether this process does what one is to do for all of them: the one that has the first shard."""
        return self._shards is None or self._shards.first == 0

    @property
    def operators(self) -> frozenset[UserId]:
        """Who runs the bot, as Discord said at login: the application's owner, or those of its team who may change it.

        `owner_ids` stands in place of that where it was set.
        """
        if self.owner_ids:
            return frozenset(map(UserId, self.owner_ids))
        if self.application is None:
            return frozenset()
        team = self.application.team
        if team is None:
            return frozenset({UserId(self.application.owner.id)})
        members = (member.id for member in team.members if member.role in _RUNNING)
        return frozenset(map(UserId, filter(None, (team.owner_id, *members))))

    @property
    def is_alone(self) -> bool:
        """Whether this process holds all shards."""
        return self._shards is None or self._shards.are_all

    def holds(self, guild: GuildId) -> bool:
        """Tell whether Discord sends this guild's events to this process."""
        return self._shards is None or self._shards.hold(guild)

    @override
    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Wait until a session may begin: alone, as discord.py does; among several processes, until it is our turn."""
        if self._take_turn is None:
            await super().before_identify_hook(shard_id, initial=initial)
            return
        try:
            await self._take_turn((shard_id or 0) % self.max_concurrency)
        except (
            StorageUnavailableError
        ) as error:  # rather out of turn than not at all: Discord then says when to try again
            _log.warning("session begun out of turn", shard=shard_id, reason=str(error))
            await super().before_identify_hook(shard_id, initial=False)

    @override
    async def close(self) -> None:
        # let a purge come to its end: a query that is cancelled half-way costs its connection
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PURGE_PATIENCE_S), self._purging:
                pass
        self.purge_deleted.cancel()
        self.look_for_news.cancel()
        self.describe_builds.cancel()
        await self.services.optimizer.close()
        await super().close()

    @override
    async def on_message(self, message: discord.Message, /) -> None:
        """Read nothing: without commands in text there is no reason to look at messages."""

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Remember the guild that the bot was invited to."""
        await self.services.residence.joined(GuildId(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed; an outage of Discord's is told by another event."""
        await self.services.residence.left(GuildId(guild.id))

    async def on_shard_ready(self, shard_id: int) -> None:
        """Take note of guilds that came or went while this shard was away; those in an outage are listed too."""

        def is_ours(guild: int) -> bool:
            return (guild >> 22) % (self.shard_count or 1) == shard_id

        def list_here() -> list[GuildId]:
            return [GuildId(guild.id) for guild in self.guilds if is_ours(guild.id)]

        await self.services.residence.compare(list_here, is_ours)

    @tasks.loop(hours=PURGE_EVERY_HOURS)
    async def purge_deleted(self) -> None:
        """Erase what was deleted longer ago than it can be restored."""
        async with self._purging:
            builds = await self.services.builds.purge()
            teams = await self.services.teams.purge()
            searches = await self.services.upkeep.purge()
            drafts = await self.services.importer.purge() + await self.services.desk.purge()
            proposals = await self.services.raid_optimizer.purge()
            raids = await self.services.agenda.purge()
            absences = await self.services.absences.purge()
            deeds = await self.services.moderation.purge()
            reports = await self.services.reports.purge() + await self.services.notices.purge()
        await self.services.nights.plan()
        counts = {
            "builds": builds,
            "teams": teams,
            "searches": searches,
            "drafts": drafts,
            "proposals": proposals,
            "raids": raids,
            "absences": absences,
            "deeds": deeds,
            "reports": reports,
        }
        _log.info("purged", **counts)

    @tasks.loop(hours=LOOK_EVERY_HOURS)
    async def look_for_news(self) -> None:
        """Use newer facts of the game if there are any, and log which are in use; without an answer those stay."""
        if self.services.renewal is not None:
            try:
                await self.services.renewal.look()
            except GameApiError as error:
                day = str(self.services.almanac.edition.day)
                _log.warning("no newer game facts", error=type(error).__name__, reason=str(error), day=day)
        await self.services.patches.refresh()

    @tasks.loop(hours=DESCRIBE_EVERY_HOURS)
    async def describe_builds(self) -> None:
        """Tell anew what builds are found by, where older facts of the game told it."""
        described = await self.services.upkeep.renew()
        if described:
            _log.info("builds described", builds=described)

    async def drain(self, *, within_s: float) -> bool:
        """Take no more work and wait for what is in hand; return whether all of it came to its end in time.

        The gateway connections are closed first: Discord then sends nothing new, while answers still go out.
        """
        self.is_ending = True
        started = asyncio.get_running_loop().time()
        closings = [asyncio.ensure_future(shard.disconnect()) for shard in self.shards.values()]
        if closings:
            await asyncio.wait(closings, timeout=within_s / 4)
        within_s -= asyncio.get_running_loop().time() - started
        work = set(self._in_hand())
        if not work:
            return True
        _log.info("finishing", tasks=len(work))
        _, unfinished = await asyncio.wait(work, timeout=within_s)
        return not unfinished

    @staticmethod
    def _in_hand() -> Iterator[asyncio.Task[object]]:
        return (task for task in asyncio.all_tasks() if task.get_name().startswith(_WORK_NAMES))
