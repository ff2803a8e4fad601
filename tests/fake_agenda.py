"""Raids as one person sees them, in memory; part of the twin in `fakes.py`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.agenda import Planned
from bot.domain.ids import RaidId, UserId
from bot.domain.pages import Cursor
from bot.domain.raids import Raid, RaidStatus
from bot.repositories.unit_around import Wanted

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeAgenda:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def list_raids(self, wanted: Wanted, place: Cursor | None, limit: int) -> tuple[Raid, ...]:
        behind = [
            raid for raid in self._wanted(wanted) if place is None or (raid.starts_at, raid.id) > (place.at, place.key)
        ]
        return tuple(sorted(behind, key=lambda raid: (raid.starts_at, raid.id)))[:limit]

    async def count_raids(self, wanted: Wanted) -> int:
        return len(list(self._wanted(wanted)))

    async def find_planned(self, user: UserId, raids: Sequence[Raid]) -> tuple[Planned, ...]:
        return tuple(self._planned(user, raid) for raid in raids)

    async def purge(self, before: datetime) -> int:
        gone = {key for key, raid in self._state.raids.items() if raid.starts_at < before}
        self._state.drop_raids(gone)
        return len(gone)

    def _planned(self, user: UserId, raid: Raid) -> Planned:
        seats = self._state.raid_seats.get(RaidId(raid.id), {}).values()
        seat = next((seat for seat in seats if seat.player is not None and seat.player.user == user), None)
        return Planned(raid, self._state.entries.get((raid.id, user)), seat)

    def _wanted(self, wanted: Wanted) -> Iterator[Raid]:
        for raid in self._state.raids.values():
            is_led = raid.leader == wanted.user
            is_mine = is_led or (raid.id, wanted.user) in self._state.entries
            is_here = wanted.guild in {None, raid.guild}
            is_shown = is_led or raid.status is not RaidStatus.DRAFT
            if is_here and is_shown and raid.starts_at > wanted.after and (is_mine or not wanted.is_mine):
                yield raid
