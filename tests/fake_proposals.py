"""Proposals to fill teams, in memory."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.domain.proposals import Proposal
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeProposals:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def keep(self, owner: UserId, proposal: Proposal) -> None:
        if owner not in self._state.accounts or proposal.team not in self._state.teams:
            raise ConflictError
        self._state.proposals[proposal.key] = (owner, proposal)

    async def find(self, owner: UserId, key: str) -> Proposal | None:
        kept = self._state.proposals.get(key)
        if kept is None or kept[0] != owner or kept[1].team not in self._state.teams:
            return None
        return kept[1]

    async def purge(self, before: datetime) -> int:
        gone = [key for key, (_, proposal) in self._state.proposals.items() if proposal.made_at < before]
        for key in gone:
            del self._state.proposals[key]
        return len(gone)
