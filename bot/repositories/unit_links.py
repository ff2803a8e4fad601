"""What services may ask of storage about linked game accounts; part of the unit of work in `unit.py`."""

from collections.abc import Mapping
from typing import Protocol

from bot.domain.game_account import GameLink
from bot.domain.ids import UserId


class LinkRepository(Protocol):
    """Game accounts that people linked: one a person. Whoever keeps one makes sure of the account first."""

    async def keep(self, owner: UserId, link: GameLink) -> None:
        """Keep it in place of an earlier one."""

    async def find(self, owner: UserId) -> GameLink | None: ...

    async def delete(self, owner: UserId) -> bool:
        """Erase it; tells whether there was one."""

    async def count_others(self, owner: UserId, game_id: str) -> int:
        """Return how many other people linked the same game account."""

    async def list_sealed_otherwise(
        self, secret: str, *, limit: int, after: UserId | None = None
    ) -> tuple[tuple[UserId, GameLink], ...]:
        """Return links that another secret sealed than this one, of owners after `after`, in the order of their ids."""

    async def reseal(self, owner: UserId, before: GameLink, sealed: str, secret: str) -> bool:
        """Keep a key as it is sealed now, unless it changed since `before` was read; tells whether it was kept."""

    async def count_by_secret(self) -> Mapping[str, int]:
        """Return how many keys each secret sealed, by its mark."""
