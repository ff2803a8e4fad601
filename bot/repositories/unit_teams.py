"""What services may ask of storage about teams, besides the teams themselves."""

from datetime import datetime
from typing import Protocol

from bot.domain.ids import UserId
from bot.domain.proposals import Proposal


class ProposalRepository(Protocol):
    """Proposals to fill teams. Whoever keeps one makes sure of the account first."""

    async def keep(self, owner: UserId, proposal: Proposal) -> None: ...

    async def find(self, owner: UserId, key: str) -> Proposal | None:
        """Return what was proposed to this person under that key; none for a team that was purged."""

    async def purge(self, before: datetime) -> int:
        """Forget those made before that time; returns how many."""
