"""Linked game accounts, in memory."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.game_account import GameLink
from bot.domain.ids import UserId
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeLinks:
    def __init__(self, state: "State") -> None:
        self._links = state.links
        self._state = state

    async def keep(self, owner: UserId, link: GameLink) -> None:
        if owner not in self._state.accounts:
            raise ConflictError
        self._links[owner] = link

    async def find(self, owner: UserId) -> GameLink | None:
        return self._links.get(owner)

    async def delete(self, owner: UserId) -> bool:
        return self._links.pop(owner, None) is not None

    async def count_others(self, owner: UserId, game_id: str) -> int:
        return sum(link.game_id == game_id for who, link in self._links.items() if who != owner)

    async def list_sealed_otherwise(
        self, secret: str, *, limit: int, after: UserId | None = None
    ) -> tuple[tuple[UserId, GameLink], ...]:
        found = [(who, link) for who, link in sorted(self._links.items()) if link.secret != secret]
        return tuple(one for one in found if after is None or one[0] > after)[:limit]

    async def reseal(self, owner: UserId, before: GameLink, sealed: str, secret: str) -> bool:
        now = self._links.get(owner)
        if now is None or now.sealed != before.sealed:
            return False
        self._links[owner] = replace(now, sealed=sealed, secret=secret)
        return True

    async def count_by_secret(self) -> Mapping[str, int]:
        return Counter(link.secret for link in self._links.values())
