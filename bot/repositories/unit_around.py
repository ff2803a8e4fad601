"""What services may ask of storage about what happens around a raid's time; part of the unit of work in `unit.py`."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from bot.domain.ids import RaidId, UserId
from bot.domain.raids import Raid
from bot.domain.reminders import Reminder, ReminderState, Way


class ReminderRepository(Protocol):
    """Reminders of raids, and how people want theirs."""

    async def find(self, raid: RaidId) -> Mapping[Reminder, ReminderState]:
        """Return what was chosen or went out; what is missing was neither."""

    async def put(self, raid: RaidId, which: Reminder, state: ReminderState) -> None:
        """Keep the state in place of the former one."""

    async def list_expected(self, raid: Raid, since: datetime, limit: int) -> tuple[UserId, ...]:
        """Return who did not answer the raid but another one of its guild that begins after that time, drafts aside."""

    async def find_ways(self, users: Iterable[UserId]) -> Mapping[UserId, Way]:
        """Return how those want reminders who ever said so."""

    async def set_way(self, user: UserId, way: Way) -> None:
        """Remember how somebody with an account wants reminders."""
