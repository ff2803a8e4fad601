"""Who came to raids, in memory; part of the twin in `fakes.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.attendance import Attended, Mark, Tally, Turnout, arranged, tallied
from bot.domain.ids import GuildId, RaidId, UserId
from bot.domain.raids import Raid, RaidStatus
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeAttendance:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find_marks(self, raid: RaidId) -> tuple[Mark, ...]:
        return self._state.marks.get(raid, ())

    async def find_saved(self, raid: RaidId) -> datetime | None:
        return self._state.sheets.get(raid)

    async def put_marks(self, raid: RaidId, marks: Sequence[Mark]) -> None:
        if marks and raid not in self._state.raids:
            raise ConflictError
        self._state.marks[raid] = arranged([*self._state.marks.get(raid, ()), *marks])

    async def save(self, raid: RaidId, now: datetime) -> None:
        if raid not in self._state.raids:
            raise ConflictError
        self._state.sheets[raid] = now

    async def list_attended(
        self, after: datetime, *, guild: GuildId | None = None, user: UserId | None = None
    ) -> tuple[Attended, ...]:
        return tuple(
            Attended(raid, mark)
            for raid in _latest_first([raid for raid in self._state.raids.values() if raid.starts_at > after])
            if raid.id in self._state.sheets and guild in {None, raid.guild}
            for mark in self._state.marks.get(raid.id, ())
            if user in {None, mark.player.user}
        )

    async def list_tallies(self, guild: GuildId, after: datetime, start: int, limit: int) -> tuple[Tally, ...]:
        return tallied(await self.list_attended(after, guild=guild))[start:][:limit]

    async def list_turnouts(self, guild: GuildId, after: datetime, start: int, limit: int) -> tuple[Turnout, ...]:
        marks: dict[RaidId, list[Attended]] = {}
        for one in await self.list_attended(after, guild=guild):
            marks.setdefault(one.raid.id, []).append(one)
        turnouts = [
            Turnout(some[0].raid, sum(one.mark.presence.came for one in some), len(some)) for some in marks.values()
        ]
        return tuple(turnouts[start:][:limit])

    async def count_attended(self, guild: GuildId, after: datetime) -> int:
        return len({one.raid.id for one in await self.list_attended(after, guild=guild)})

    async def list_begun(self, guild: GuildId, after: datetime, before: datetime, limit: int) -> tuple[Raid, ...]:
        begun = [
            raid
            for raid in self._state.raids.values()
            if raid.guild == guild
            and after < raid.starts_at <= before
            and raid.status in {RaidStatus.OPEN, RaidStatus.LOCKED}
        ]
        return _latest_first(begun)[:limit]

    async def count(self, user: UserId) -> int:
        return sum(mark.player.user == user for marks in self._state.marks.values() for mark in marks)

    async def forget(self, user: UserId) -> None:
        self._state.marks = {
            raid: tuple(mark for mark in marks if mark.player.user != user) for raid, marks in self._state.marks.items()
        }


def _latest_first(raids: Sequence[Raid]) -> tuple[Raid, ...]:
    return tuple(sorted(sorted(raids, key=lambda raid: raid.id), key=lambda raid: raid.starts_at, reverse=True))
