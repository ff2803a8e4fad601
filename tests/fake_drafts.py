"""Imports that wait for their confirmation, in memory."""

from datetime import datetime
from typing import TYPE_CHECKING

from bot.domain.ids import UserId
from bot.domain.sketch import Draft
from bot.errors import ConflictError

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeDrafts:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def keep(self, owner: UserId, draft: Draft) -> None:
        if owner not in self._state.accounts:
            raise ConflictError
        self._state.drafts[owner] = draft

    async def find(self, owner: UserId) -> Draft | None:
        return self._state.drafts.get(owner)

    async def purge(self, before: datetime) -> int:
        gone = [owner for owner, draft in self._state.drafts.items() if draft.made_at < before]
        for owner in gone:
            del self._state.drafts[owner]
        return len(gone)
