"""What services may ask of storage about what leaders found of lineups, as a protocol."""

from datetime import datetime
from typing import Protocol

from bot.domain.ids import RaidId
from bot.domain.verdicts import Judged, Verdict


class VerdictRepository(Protocol):
    """Verdicts: at most one a raid, without who gave it."""

    async def find(self, raid: RaidId) -> Verdict | None: ...

    async def put(self, raid: RaidId, verdict: Verdict) -> None:
        """Keep it in place of the former one."""

    async def drop(self, raid: RaidId) -> None:
        """Forget the verdict, if there is one."""

    async def list_judged(self, after: datetime, limit: int) -> tuple[Judged, ...]:
        """Return the latest verdicts of raids that began after that time, in guilds that let the bot learn."""
