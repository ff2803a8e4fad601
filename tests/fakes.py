"""Storage in memory, the twin of `SqlUnits`: the contract tests in `tests/repositories` run on both."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

from bot.errors import StorageUnavailableError
from bot.repositories.searches import Describe, leave_undescribed
from bot.repositories.unit import UnitOfWork
from tests.fake_absences import FakeAbsences
from tests.fake_accounts import FakeAccounts, FakeGuilds
from tests.fake_agenda import FakeAgenda
from tests.fake_announcements import FakeAnnouncements
from tests.fake_attendance import FakeAttendance
from tests.fake_builds import FakeBuilds, FakePopularity
from tests.fake_drafts import FakeDrafts
from tests.fake_histories import FakeEditions, FakeVersions
from tests.fake_learning import FakeLearning
from tests.fake_links import FakeLinks
from tests.fake_order import FakeModerationLog, FakeOrder
from tests.fake_people import FakePeople
from tests.fake_posts import FakePosts
from tests.fake_preferences import FakePreferences
from tests.fake_proposals import FakeProposals
from tests.fake_raid_proposals import FakeRaidProposals
from tests.fake_raids import FakeJobs, FakeRaids
from tests.fake_reminders import FakeReminders
from tests.fake_reports import FakeNotices, FakeReports
from tests.fake_rules import FakeRules
from tests.fake_searches import FakeSearches
from tests.fake_series import FakeAskedPlans, FakePingRoles, FakeSeries
from tests.fake_shelves import FakeTeams
from tests.fake_state import State
from tests.fake_stats import FakeStatistics
from tests.fake_templates import FakeTemplates
from tests.fake_uses import FakeUses
from tests.fake_verdicts import FakeVerdicts


class FakeUnit:
    def __init__(self, state: State, describe: Describe) -> None:
        self.accounts = FakeAccounts(state)
        self.preferences = FakePreferences(state)
        self.people = FakePeople(state)
        self.guilds = FakeGuilds(state)
        self.builds = FakeBuilds(state, describe)
        self.versions = FakeVersions(state)
        self.popularity = FakePopularity(state)
        self.uses = FakeUses(state)
        self.posts = FakePosts(state)
        self.drafts = FakeDrafts(state)
        self.links = FakeLinks(state)
        self.learning = FakeLearning(state)
        self.searches = FakeSearches(state, describe)
        self.teams = FakeTeams(state)
        self.templates = FakeTemplates(state)
        self.proposals = FakeProposals(state)
        self.editions = FakeEditions(state)
        self.raids = FakeRaids(state)
        self.raid_proposals = FakeRaidProposals(state)
        self.series = FakeSeries(state)
        self.asked = FakeAskedPlans(state)
        self.ping_roles = FakePingRoles(state)
        self.jobs = FakeJobs(state)
        self.announcements = FakeAnnouncements(state)
        self.agenda = FakeAgenda(state)
        self.attendance = FakeAttendance(state)
        self.verdicts = FakeVerdicts(state)
        self.absences = FakeAbsences(state)
        self.reminders = FakeReminders(state)
        self.statistics = FakeStatistics(state)
        self.rules = FakeRules(state)
        self.order = FakeOrder(state)
        self.moderation_log = FakeModerationLog(state)
        self.reports = FakeReports(state)
        self.notices = FakeNotices(state)


class FakeUnits:
    """A UnitFactory in memory. One writer at a time; set `is_away` and the database is gone until it is unset."""

    def __init__(self, describe: Describe = leave_undescribed) -> None:
        self.state = State()
        self.describe = describe
        self.is_away = False
        self._writer = asyncio.Lock()

    def __call__(
        self,
        *,
        reads_only: bool = False,
        is_hurried: bool = False,  # noqa: ARG002 - here nobody queues
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        return self._read() if reads_only else self._write()

    @asynccontextmanager
    async def _read(self) -> AsyncIterator[Any]:
        await self._connect()
        yield FakeUnit(self.state.copied(), self.describe)

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[Any]:
        await self._connect()
        async with self._writer:
            state = self.state.copied()
            yield FakeUnit(state, self.describe)
            await self._connect()
            self.state = state

    async def _connect(self) -> None:
        """Let others run, as waiting for a database does."""
        await asyncio.sleep(0)
        if self.is_away:
            raise StorageUnavailableError("away")
