"""Absences in memory; part of the twin in `fakes.py`."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from bot.domain.absences import Absence, Applied
from bot.domain.ids import GuildId, RaidId, UserId
from bot.domain.raids import Answer, Raid, RaidStatus
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeAbsences:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def add(self, absence: Absence) -> None:
        if absence.user not in self._state.accounts:
            raise ConflictError
        self._state.absences[absence.id] = absence

    async def find(self, key: UUID) -> Absence | None:
        return self._state.absences.get(key)

    async def list_of(self, user: UserId, after: datetime) -> tuple[Absence, ...]:
        return _in_order(one for one in self._state.absences.values() if one.user == user and one.ends_at > after)

    async def say_in(self, key: UUID, guild: GuildId) -> None:
        self._state.said_in |= {(key, guild)}

    async def list_covering(self, raid: Raid) -> tuple[Absence, ...]:
        return _in_order(
            one for one in self._state.absences.values() if one.covers(raid) and raid.guild in self._guilds(one)
        )

    async def list_raids(self, absence: Absence, after: datetime) -> tuple[Raid, ...]:
        guilds = self._guilds(absence)
        found = [raid for raid in self._state.raids.values() if self._is_meant(raid, absence, guilds, after)]
        return tuple(sorted(found, key=lambda raid: (raid.starts_at, raid.id)))

    def _guilds(self, absence: Absence) -> set[GuildId]:
        said = {guild for key, guild in self._state.said_in if key == absence.id}
        return said | {self._state.raids[at].guild for at, user in self._state.entries if user == absence.user}

    @staticmethod
    def _is_meant(raid: Raid, absence: Absence, guilds: set[GuildId], after: datetime) -> bool:
        is_on = raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED} and raid.starts_at > after
        return is_on and absence.covers(raid) and raid.guild in guilds

    async def remove(self, key: UUID) -> None:
        self._state.drop_absences([key])

    async def purge(self, before: datetime) -> int:
        over = [one.id for one in self._state.absences.values() if one.ends_at < before]
        self._state.drop_absences(over)
        return len(over)

    async def note(self, applied: Applied) -> bool:
        key = (applied.absence.id, applied.raid.id)
        if key in self._state.applied:
            return False
        self._state.applied[key] = (applied.before, applied.at)
        return True

    async def list_applied(self, *, absence: UUID | None = None, raid: RaidId | None = None) -> tuple[Applied, ...]:
        found = [
            Applied(self._state.absences[of], self._state.raids[at], *said)
            for (of, at), said in self._state.applied.items()
            if absence in {None, of} and raid in {None, at}
        ]
        return tuple(
            sorted(found, key=lambda one: (one.raid.starts_at, one.raid.id, one.absence.begins_at, one.absence.id))
        )

    async def drop_applied(self, applied: Applied) -> None:
        self._state.applied.pop((applied.absence.id, applied.raid.id), None)

    async def drop_answer(self, raid: RaidId, user: UserId) -> None:
        entry = self._state.entries.get((raid, user))
        if entry is not None and entry.answer is Answer.ABSENT:
            del self._state.entries[raid, user]


def _in_order(absences: Iterable[Absence]) -> tuple[Absence, ...]:
    return tuple(sorted(absences, key=lambda one: (one.begins_at, one.id)))
