"""What services may ask of storage about reports, and about what people are still to be told."""

from datetime import datetime
from typing import Protocol
from uuid import UUID

from bot.domain.ids import GuildId, UserId
from bot.domain.pages import Cursor
from bot.domain.reports import Complaint, Decision, Notice, Report, ReportKind


class ReportRepository(Protocol):
    """What was reported. Whoever opens a report makes sure of the guild first."""

    async def open(self, report: Report) -> UUID:
        """Return the id of the open report of that thing, held until the end of the unit; `report`'s if it is new."""

    async def complain(self, report: UUID, complaint: Complaint) -> None:
        """Keep it in place of what the same person said of it before."""

    async def find(self, guild: GuildId, report: UUID, *, hold: bool = False) -> Report | None:
        """Return a report; with `hold`, nobody else writes to it until the end of the unit."""

    async def find_open(self, guild: GuildId, kind: ReportKind, ref: str) -> Report | None: ...

    async def list_open(
        self, guild: GuildId, *, but_of: UserId, place: Cursor | None, limit: int
    ) -> tuple[Report, ...]:
        """Return what is to be decided from behind a place, the first reported first, but not what is somebody's."""

    async def count_open(self, guild: GuildId, *, but_of: UserId) -> int: ...

    async def list_decided(
        self, guild: GuildId, *, but_of: UserId, place: Cursor | None, limit: int
    ) -> tuple[Report, ...]:
        """Return what was decided from behind a place, the last decided first."""

    async def decide(self, report: UUID, decision: Decision) -> None: ...

    async def withdraw(self, report: UUID, user: UserId) -> bool:
        """Take back what a person said of an open report, which goes with the last one; false where there is none."""

    async def purge(self, before: datetime, unsaid: datetime) -> int:
        """Forget reports opened before that time, and those without a complaint opened before `unsaid`."""

    async def forget(self, user: UserId) -> None:
        """Erase a person: reports about what is theirs, what they reported, their name and words as moderator."""


class NoticeRepository(Protocol):
    """What people are still to be told."""

    async def put(self, notice: Notice) -> None:
        """Keep it; again changes nothing."""

    async def list_waiting(self) -> frozenset[UserId]:
        """Return all for whom there is any."""

    async def pop(self, user: UserId) -> tuple[Notice, ...]:
        """Return what a person is to be told, the oldest first, and drop it."""

    async def purge(self, before: datetime) -> int: ...

    async def forget(self, user: UserId) -> None: ...


class ReportUnit(Protocol):
    """The part of a unit of work that is about reports."""

    @property
    def reports(self) -> ReportRepository: ...

    @property
    def notices(self) -> NoticeRepository: ...
