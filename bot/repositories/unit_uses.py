"""What services may ask of storage about who plays what, to recommend by it; part of the unit of work in `unit.py`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.ids import GuildId, UserId
from bot.domain.recommending import Offered, Use


@dataclass(frozen=True, slots=True)
class Span:
    """The time to look at, and how much is read of it at most: the latest of what was shown, seated and liked each."""

    after: datetime
    before: datetime
    limit: int


class UseRepository(Protocol):
    """What people play. Who that is serves to count them, and leaves no service."""

    async def list_uses(self, span: Span, guild: GuildId) -> tuple[Use, ...]:
        """Return what people show in a guild, and were seated with in its raids, in no order."""

    async def list_agreed(self, span: Span) -> tuple[Use, ...]:
        """Return what may be learned from: likewise, and what they like, of all who said yes, since they did.

        A like counts in the guilds in which the build is public. Guilds that let nothing be learned are left out.
        """

    async def list_offered(self, guild: GuildId, besides: UserId, limit: int) -> tuple[Offered, ...]:
        """Return what others show in a guild, the best known first."""
