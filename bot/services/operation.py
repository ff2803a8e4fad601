"""How the bot fares, for whoever runs it: what this process counted since it began, and what waits in the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.operation import Summary
from bot.domain.viewer import Viewer
from bot.errors import NotAllowedError
from bot.gateways.cache import Cache
from bot.gateways.metrics import Meters
from bot.repositories.unit_raids import Backlog
from bot.services.jobs import Jobs

_HITS: Final = "hits_"
_OTHERS: Final = ("misses", "bypassed", "unreadable")


@dataclass(frozen=True, slots=True)
class OperationStatistics:
    """The process that answers, and the queue that all processes share."""

    since: datetime
    commands: Summary | None
    """None where nothing is measured."""
    cache_reads: int
    cache_hits: int
    due: tuple[Backlog, ...]
    """Jobs whose time has come and which nobody has in hand."""


class Operation:
    """Tells whoever runs the bot how it fares; nobody else."""

    def __init__(self, jobs: Jobs, meters: Meters, cache: Cache, clock: Callable[[], datetime]) -> None:
        self._jobs = jobs
        self._meters = meters
        self._cache = cache
        self._since = clock()

    async def look(self, viewer: Viewer) -> OperationStatistics:
        """Return the numbers. Raises NotAllowedError("operator")."""
        if not viewer.runs_bot:
            raise NotAllowedError("operator")
        due = await self._jobs.find_backlog()
        hits = sum(count for name, count in self._cache.counts.items() if name.startswith(_HITS))
        reads = hits + sum(self._cache.counts.get(name, 0) for name in _OTHERS)
        return OperationStatistics(self._since, self._meters.summarize("command"), reads, hits, due)
