"""The twin of reports, and of what people are still to be told."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.ids import GuildId, UserId
from bot.domain.pages import Cursor
from bot.domain.reports import Complaint, Decision, Notice, Report, ReportKind

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeReports:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def open(self, report: Report) -> UUID:
        known = await self.find_open(report.guild, report.kind, report.ref)
        if known is None:
            self._state.reports[report.id] = report
            return report.id
        return known.id

    async def complain(self, report: UUID, complaint: Complaint) -> None:
        kept = self._state.reports[report]
        others = (one for one in kept.complaints if one.user != complaint.user)
        said = tuple(sorted((*others, complaint), key=lambda one: (one.at, one.user)))
        self._state.reports[report] = replace(kept, complaints=said)

    async def find(self, guild: GuildId, report: UUID, *, hold: bool = False) -> Report | None:  # noqa: ARG002 - one writer
        found = self._state.reports.get(report)
        return self._seen(found) if found is not None and found.guild == guild else None

    async def find_open(self, guild: GuildId, kind: ReportKind, ref: str) -> Report | None:
        here = (one for one in self._of(guild) if (one.kind, one.ref) == (kind, ref))
        return next((one for one in here if one.decision is None), None)

    async def list_open(
        self, guild: GuildId, *, but_of: UserId, place: Cursor | None, limit: int
    ) -> tuple[Report, ...]:
        here = (one for one in self._of(guild) if one.owner != but_of)
        found = [one for one in here if one.decision is None and one.complaints]
        behind = [one for one in found if place is None or (one.opened_at, one.id) > (place.at, place.key)]
        return tuple(sorted(behind, key=lambda one: (one.opened_at, one.id))[:limit])

    async def count_open(self, guild: GuildId, *, but_of: UserId) -> int:
        return len(await self.list_open(guild, but_of=but_of, place=None, limit=len(self._state.reports)))

    async def list_decided(
        self, guild: GuildId, *, but_of: UserId, place: Cursor | None, limit: int
    ) -> tuple[Report, ...]:
        here = (one for one in self._of(guild) if one.owner != but_of)
        found = [((one.decision.at, one.id), one) for one in here if one.decision is not None]
        behind = [(at, one) for at, one in found if place is None or at < (place.at, place.key)]
        return tuple(one for _, one in sorted(behind, key=lambda pair: pair[0], reverse=True)[:limit])

    async def decide(self, report: UUID, decision: Decision) -> None:
        self._state.reports[report] = replace(self._state.reports[report], decision=decision)

    async def withdraw(self, report: UUID, user: UserId) -> bool:
        kept = self._state.reports.get(report)
        if kept is None or kept.decision is not None:
            return False
        self._state.reports[report] = replace(
            kept, complaints=tuple(one for one in kept.complaints if one.user != user)
        )
        self._drop_unsaid({report})
        return kept.complaint_of(user) is not None

    async def purge(self, before: datetime, unsaid: datetime) -> int:
        reports = self._state.reports
        old = {key for key, one in reports.items() if one.opened_at < before}
        forms = {key for key, one in reports.items() if one.opened_at < unsaid and not one.complaints}
        gone = old | {key for key in forms if reports[key].decision is None}
        for key in gone:
            del reports[key]
        return len(gone)

    async def forget(self, user: UserId) -> None:
        state = self._state
        state.reports = {key: one for key, one in state.reports.items() if one.owner != user}
        said = {key for key, one in state.reports.items() if one.complaint_of(user) is not None}
        for key, one in state.reports.items():
            left = replace(one, complaints=tuple(said for said in one.complaints if said.user != user))
            decision = left.decision
            if decision is not None and decision.by == user:
                left = replace(left, decision=replace(decision, by=None, reason=""))
            state.reports[key] = left
        self._drop_unsaid(said)

    def _of(self, guild: GuildId) -> list[Report]:
        return [self._seen(one) for one in self._state.reports.values() if one.guild == guild]

    def _seen(self, report: Report) -> Report:
        entry = None if report.decision is None else self._state.deeds.get(report.decision.entry)
        return replace(report, answer=None if entry is None else entry.answer)

    def _drop_unsaid(self, among: set[UUID]) -> None:
        for key in among:
            if not self._state.reports[key].complaints and self._state.reports[key].decision is None:
                del self._state.reports[key]


class FakeNotices:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def put(self, notice: Notice) -> None:
        self._state.notices.setdefault((notice.user, notice.about), notice)

    async def list_waiting(self) -> frozenset[UserId]:
        return frozenset(user for user, _ in self._state.notices)

    async def pop(self, user: UserId) -> tuple[Notice, ...]:
        found = [key for key in self._state.notices if key[0] == user]
        return tuple(sorted((self._state.notices.pop(key) for key in found), key=lambda one: one.at))

    async def purge(self, before: datetime) -> int:
        old = [key for key, one in self._state.notices.items() if one.at < before]
        for key in old:
            del self._state.notices[key]
        return len(old)

    async def forget(self, user: UserId) -> None:
        await self.pop(user)
