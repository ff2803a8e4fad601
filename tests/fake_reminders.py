"""Reminders of raids in memory; part of the twin in `fakes.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.ids import RaidId, UserId
from bot.domain.raids import Raid, RaidStatus
from bot.domain.reminders import Reminder, ReminderState, Way
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeReminders:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find(self, raid: RaidId) -> Mapping[Reminder, ReminderState]:
        return {which: state for (at, which), state in self._state.reminders.items() if at == raid}

    async def put(self, raid: RaidId, which: Reminder, state: ReminderState) -> None:
        if raid not in self._state.raids:
            raise ConflictError
        self._state.reminders[raid, which] = replace(state)

    async def list_expected(self, raid: Raid, since: datetime, limit: int) -> tuple[UserId, ...]:
        raids = {key for key, one in self._state.raids.items() if _counts(one, raid, since)}
        answered = {user for at, user in self._state.entries if at == raid.id}
        expected = {user for at, user in self._state.entries if at in raids and user not in answered}
        return tuple(sorted(expected))[:limit]

    async def find_ways(self, users: Iterable[UserId]) -> Mapping[UserId, Way]:
        return {user: self._state.ways[user] for user in users if user in self._state.ways}

    async def set_way(self, user: UserId, way: Way) -> None:
        if user in self._state.accounts:
            self._state.ways[user] = way


def _counts(one: Raid, raid: Raid, since: datetime) -> bool:
    return one.guild == raid.guild and one.starts_at > since and one.status is not RaidStatus.DRAFT
