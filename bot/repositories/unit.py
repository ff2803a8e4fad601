"""What services may ask of storage: one unit of work and its repositories, as protocols.

A unit is one transaction: it commits when the block is left cleanly and rolls back otherwise. Whatever the driver
raises inside the block leaves it as an error of `bot.errors`. The SQL side is `SqlUnits`; the tests hold a twin in
memory, and the same contract tests run on both.
"""

from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.domain.ids import UserId
from bot.domain.patches import LoggedEdition
from bot.domain.sketch import Draft
from bot.repositories.searches import SearchRepository
from bot.repositories.unit_announcements import AnnouncementRepository
from bot.repositories.unit_around import (
    AbsenceRepository,
    AgendaRepository,
    AttendanceRepository,
    ReminderRepository,
)
from bot.repositories.unit_builds import BuildRepository, PopularityRepository, PostRepository, VersionRepository
from bot.repositories.unit_learning import LearningRepository
from bot.repositories.unit_links import LinkRepository
from bot.repositories.unit_order import OrderUnit
from bot.repositories.unit_people import (
    AccountRepository,
    GuildRepository,
    PeopleRepository,
    PreferenceRepository,
)
from bot.repositories.unit_raid_proposals import RaidProposalRepository
from bot.repositories.unit_raids import JobRepository, RaidRepository
from bot.repositories.unit_reports import ReportUnit
from bot.repositories.unit_series import AskedPlanRepository, PingRoleRepository, SeriesRepository
from bot.repositories.unit_stats import StatisticsRepository
from bot.repositories.unit_teams import ProposalRepository, TeamRepository, TemplateRepository
from bot.repositories.unit_uses import UseRepository
from bot.repositories.unit_verdicts import VerdictRepository


class DraftRepository(Protocol):
    """Imports that wait for their confirmation: one a person. Whoever keeps one makes sure of the account first."""

    async def keep(self, owner: UserId, draft: Draft) -> None:
        """Keep it in place of an earlier one."""

    async def find(self, owner: UserId) -> Draft | None: ...

    async def purge(self, before: datetime) -> int:
        """Forget those made before that time; returns how many."""


class EditionLog(Protocol):
    """Which facts of the game were in use when."""

    async def list_all(self) -> tuple[LoggedEdition, ...]:
        """Return all that are remembered, the oldest first."""

    async def add(self, edition: LoggedEdition, keep: int) -> None:
        """Remember an edition, and forget all but the newest `keep`."""


class UnitOfWork(OrderUnit, ReportUnit, Protocol):
    """One transaction over everything that is stored."""

    @property
    def accounts(self) -> AccountRepository: ...

    @property
    def preferences(self) -> PreferenceRepository: ...

    @property
    def people(self) -> PeopleRepository: ...

    @property
    def guilds(self) -> GuildRepository: ...

    @property
    def builds(self) -> BuildRepository: ...

    @property
    def versions(self) -> VersionRepository: ...

    @property
    def popularity(self) -> PopularityRepository: ...

    @property
    def uses(self) -> UseRepository: ...

    @property
    def posts(self) -> PostRepository: ...

    @property
    def searches(self) -> SearchRepository: ...

    @property
    def teams(self) -> TeamRepository: ...

    @property
    def proposals(self) -> ProposalRepository: ...

    @property
    def templates(self) -> TemplateRepository: ...

    @property
    def drafts(self) -> DraftRepository: ...

    @property
    def links(self) -> LinkRepository: ...

    @property
    def learning(self) -> LearningRepository: ...

    @property
    def editions(self) -> EditionLog: ...

    @property
    def raids(self) -> RaidRepository: ...

    @property
    def raid_proposals(self) -> RaidProposalRepository: ...

    @property
    def series(self) -> SeriesRepository: ...

    @property
    def asked(self) -> AskedPlanRepository: ...

    @property
    def ping_roles(self) -> PingRoleRepository: ...

    @property
    def jobs(self) -> JobRepository: ...

    @property
    def announcements(self) -> AnnouncementRepository: ...

    @property
    def agenda(self) -> AgendaRepository: ...

    @property
    def attendance(self) -> AttendanceRepository: ...

    @property
    def verdicts(self) -> VerdictRepository: ...

    @property
    def absences(self) -> AbsenceRepository: ...

    @property
    def reminders(self) -> ReminderRepository: ...

    @property
    def statistics(self) -> StatisticsRepository: ...


class UnitFactory(Protocol):
    """Opens units of work."""

    def __call__(
        self, *, reads_only: bool = False, is_hurried: bool = False
    ) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a unit; one that only reads waits for no writer, one that is hurried for no queue.

        Hurried are those for whom Discord has no sign that they were heard: suggestions while somebody types.
        """
