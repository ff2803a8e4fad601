"""Proposed lineups in memory."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.raid_proposals import RaidProposal
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeRaidProposals:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def add(self, proposal: RaidProposal) -> bool:
        if proposal.raid not in self._state.raids:
            raise ConflictError
        if proposal.token in self._state.raid_proposals:
            return False
        self._state.raid_proposals[proposal.token] = proposal
        return True

    async def find(self, token: str) -> RaidProposal | None:
        return self._state.raid_proposals.get(token)

    async def drop_named(self, short_ids: tuple[str, ...]) -> None:
        self._keep(lambda one: self._state.raids[one.raid].short_id not in short_ids)

    async def purge(self, before: datetime) -> int:
        count = len(self._state.raid_proposals)
        self._keep(lambda one: one.made_at >= before)
        return count - len(self._state.raid_proposals)

    def _keep(self, is_kept: Callable[[RaidProposal], bool]) -> None:
        self._state.raid_proposals = {key: one for key, one in self._state.raid_proposals.items() if is_kept(one)}
