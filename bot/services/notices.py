"""What people are told when they next use the bot, where no message reaches them.

Who waits for a notice is kept in memory, so that those who do not, nearly all, cost nothing. Other processes learn of
it by `refresh`.
"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from bot.domain.ids import GuildId, UserId
from bot.domain.reports import Notice, NoticeKind
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitFactory
from bot.services.moderation import LOG_KEPT


class Notices:
    """Notices that wait for people."""

    def __init__(self, units: UnitFactory, clock: Callable[[], datetime]) -> None:
        self._units = units
        self._clock = clock
        self._waiting: set[UserId] = set()

    async def refresh(self) -> None:
        """Read anew for whom there is any."""
        async with self._units(reads_only=True) as unit:
            self._waiting = set(await unit.notices.list_waiting())

    def waits_for(self, viewer: Viewer) -> bool:
        """Tell whether there may be something for the viewer."""
        return viewer.user in self._waiting

    def expect(self, user: UserId) -> None:
        """Note that there is something for somebody, which another service kept."""
        self._waiting.add(user)

    async def leave(self, user: UserId, guild: GuildId, entry: UUID) -> None:
        """Keep an entry of the log for somebody whom no message reached."""
        async with self._units() as unit:
            await unit.notices.put(Notice(user, entry, guild, NoticeKind.DEED, self._clock()))
        self.expect(user)

    async def pop(self, viewer: Viewer) -> tuple[Notice, ...]:
        """Return what the viewer is to be told, the oldest first; it is not returned again."""
        self._waiting.discard(viewer.user)
        async with self._units() as unit:
            return await unit.notices.pop(viewer.user)

    async def put_back(self, notice: Notice) -> None:
        """Keep what could not be told after all."""
        async with self._units() as unit:
            await unit.notices.put(notice)
        self.expect(notice.user)

    async def purge(self) -> int:
        """Forget what nobody came for in 180 days; returns how many."""
        async with self._units() as unit:
            return await unit.notices.purge(self._clock() - LOG_KEPT)
