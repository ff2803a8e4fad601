"""What leaders found of lineups, in memory; part of the twin in `fakes.py`."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.guild_rules import DEFAULTS
from bot.domain.ids import RaidId
from bot.domain.verdicts import Judged, Verdict
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeVerdicts:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find(self, raid: RaidId) -> Verdict | None:
        return self._state.verdicts.get(raid)

    async def put(self, raid: RaidId, verdict: Verdict) -> None:
        if raid not in self._state.raids:
            raise ConflictError
        self._state.verdicts[raid] = verdict

    async def drop(self, raid: RaidId) -> None:
        self._state.verdicts.pop(raid, None)

    async def list_judged(self, after: datetime, limit: int) -> tuple[Judged, ...]:
        raids = [self._state.raids[one] for one in sorted(self._state.verdicts) if one in self._state.raids]
        there = [
            raid
            for raid in sorted(raids, key=lambda raid: raid.starts_at, reverse=True)
            if raid.starts_at > after and self._state.rules.get(raid.guild, DEFAULTS).learns
        ]
        return tuple(
            Judged(raid.guild, raid.content, raid.starts_at, self._state.verdicts[raid.id]) for raid in there[:limit]
        )
