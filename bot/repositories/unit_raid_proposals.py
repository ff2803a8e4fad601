"""What services may ask of storage about proposed lineups, as a protocol."""

from datetime import datetime
from typing import Protocol

from bot.domain.raid_proposals import RaidProposal


class RaidProposalRepository(Protocol):
    """Proposals that wait to be accepted."""

    async def add(self, proposal: RaidProposal) -> bool:
        """Keep a new proposal; false, and nothing kept, when its token is in use."""

    async def find(self, token: str) -> RaidProposal | None: ...

    async def drop_named(self, short_ids: tuple[str, ...]) -> None:
        """Forget all proposals of the raids with these short ids."""

    async def purge(self, before: datetime) -> int:
        """Forget those made before that time; returns how many."""
