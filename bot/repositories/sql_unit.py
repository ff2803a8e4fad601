"""The unit of work over a real database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext

from sqlalchemy.engine.interfaces import CoreExecuteOptionsParameter
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession
from sqlalchemy.pool import QueuePool

from bot.repositories.engine import WRITES
from bot.repositories.pulse import pulse_of
from bot.repositories.searches import Describe, leave_undescribed
from bot.repositories.session import Plans, Session
from bot.repositories.sql_absences import SqlAbsences
from bot.repositories.sql_accounts import SqlAccounts, SqlGuilds
from bot.repositories.sql_agenda import SqlAgenda
from bot.repositories.sql_announcements import SqlAnnouncements
from bot.repositories.sql_attendance import SqlAttendance
from bot.repositories.sql_builds import SqlBuilds
from bot.repositories.sql_drafts import SqlDrafts
from bot.repositories.sql_editions import SqlEditions
from bot.repositories.sql_errors import our_errors, unsure_errors
from bot.repositories.sql_jobs import SqlJobs
from bot.repositories.sql_learning import SqlLearning
from bot.repositories.sql_links import SqlLinks
from bot.repositories.sql_order import SqlModerationLog, SqlOrder
from bot.repositories.sql_people import SqlPeople
from bot.repositories.sql_popularity import SqlPopularity
from bot.repositories.sql_posts import SqlPosts
from bot.repositories.sql_preferences import SqlPreferences
from bot.repositories.sql_proposals import SqlProposals
from bot.repositories.sql_raid_proposals import SqlRaidProposals
from bot.repositories.sql_raids import SqlRaids
from bot.repositories.sql_reminders import SqlReminders
from bot.repositories.sql_reports import SqlNotices, SqlReports
from bot.repositories.sql_rules import SqlRules
from bot.repositories.sql_searches import SqlSearches
from bot.repositories.sql_series import SqlAskedPlans, SqlPingRoles, SqlSeries
from bot.repositories.sql_stats import SqlStatistics
from bot.repositories.sql_teams import SqlTeams
from bot.repositories.sql_templates import SqlTemplates
from bot.repositories.sql_uses import SqlUses
from bot.repositories.sql_verdicts import SqlVerdicts
from bot.repositories.sql_versions import SqlVersions
from bot.repositories.statements import statements_of
from bot.repositories.unit import UnitOfWork
from bot.repositories.writers import writers_of

HURRIED = 2
"""Connections that are left to units that are hurried."""
TURN_S = 30.0
"""How long others wait for their turn."""


class SqlUnit:
    """One session in one transaction, and the repositories that share it."""

    def __init__(self, session: AsyncSession, describe: Describe) -> None:
        self.accounts = SqlAccounts(session)
        self.preferences = SqlPreferences(session)
        self.people = SqlPeople(session)
        self.guilds = SqlGuilds(session)
        self.builds = SqlBuilds(session, describe)
        self.versions = SqlVersions(session)
        self.popularity = SqlPopularity(session)
        self.uses = SqlUses(session)
        self.posts = SqlPosts(session)
        self.searches = SqlSearches(session, describe)
        self.teams = SqlTeams(session)
        self.proposals = SqlProposals(session)
        self.templates = SqlTemplates(session)
        self.drafts = SqlDrafts(session)
        self.links = SqlLinks(session)
        self.learning = SqlLearning(session)
        self.editions = SqlEditions(session)
        self.raids = SqlRaids(session)
        self.raid_proposals = SqlRaidProposals(session)
        self.series = SqlSeries(session)
        self.asked = SqlAskedPlans(session)
        self.ping_roles = SqlPingRoles(session)
        self.jobs = SqlJobs(session)
        self.announcements = SqlAnnouncements(session)
        self.agenda = SqlAgenda(session)
        self.attendance = SqlAttendance(session)
        self.verdicts = SqlVerdicts(session)
        self.absences = SqlAbsences(session)
        self.reminders = SqlReminders(session)
        self.statistics = SqlStatistics(session)
        self.rules = SqlRules(session)
        self.order = SqlOrder(session)
        self.moderation_log = SqlModerationLog(session)
        self.reports = SqlReports(session)
        self.notices = SqlNotices(session)


class SqlUnits:
    """A UnitFactory over an engine, or over one connection whose transaction belongs to somebody else (a test)."""

    def __init__(self, bind: AsyncEngine | AsyncConnection, describe: Describe = leave_undescribed) -> None:
        self._bind = bind
        self._describe = describe
        self._turns = asyncio.Semaphore(_places(bind))
        self._plans = Plans(bind.dialect) if bind.dialect.name == "postgresql" else None

    def __call__(
        self, *, reads_only: bool = False, is_hurried: bool = False
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._open(writes=not reads_only, is_hurried=is_hurried)

    @asynccontextmanager
    async def _open(self, *, writes: bool, is_hurried: bool) -> AsyncIterator[SqlUnit]:
        pulse, statements = pulse_of(self._bind), statements_of(self._bind)
        writers = writers_of(self._bind) if writes else None
        turn = writers.turn() if writers else self._turn(is_hurried=is_hurried)
        session = Session(self._bind, self._plans, statements)
        with our_errors():
            async with turn, pulse.watching() if pulse else nullcontext(), session:
                async with pulse.waiting() if pulse else nullcontext():
                    with (
                        statements.connecting() if statements else nullcontext(),
                        writers.beginning() if writers else nullcontext(),
                    ):
                        connection = await session.connection(execution_options=self._options(writes=writes))
                session.opened(connection, is_begun=self._is_plain(writes=writes))
                yield SqlUnit(session, self._describe)
                with unsure_errors() if writes else nullcontext():
                    await session.commit()

    @asynccontextmanager
    async def _turn(self, *, is_hurried: bool) -> AsyncIterator[None]:
        """Let units that can wait do so in order, before the pool: a few connections are left for the others."""
        if is_hurried:
            yield
            return
        async with asyncio.timeout(TURN_S):
            await self._turns.acquire()
        try:
            yield
        finally:
            self._turns.release()

    def _options(self, *, writes: bool) -> CoreExecuteOptionsParameter:
        """Return what a unit asks of its connection.

        On Postgres one that only reads needs no transaction: each statement sees what is committed by then, within one
        too, and two round trips are saved.
        """
        return {WRITES: writes} | ({"isolation_level": "AUTOCOMMIT"} if self._is_plain(writes=writes) else {})

    def _is_plain(self, *, writes: bool) -> bool:
        return not writes and isinstance(self._bind, AsyncEngine) and self._bind.dialect.name == "postgresql"


def _places(bind: AsyncEngine | AsyncConnection) -> int:
    """Return how many units that can wait are at work at once; over a single connection they wait for each other.

    Where writers wait elsewhere, one connection is left to them.
    """
    pool = bind.pool if isinstance(bind, AsyncEngine) else None
    left = HURRIED + (writers_of(bind) is not None)
    return max(1, pool.size() - left) if isinstance(pool, QueuePool) else 1_000
