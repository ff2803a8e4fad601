"""What people prefer, in memory; part of the twin in `fakes.py`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.domain.ids import UserId
from bot.domain.preferences import ANY_TASTE, Preferences, Taste
from bot.domain.reminders import Way

if TYPE_CHECKING:
    from tests.fake_state import State


class FakePreferences:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def find(self, user: UserId) -> Preferences:
        state = self._state
        taste, way = state.tastes.get(user, ANY_TASTE), state.ways.get(user, Way.CHANNEL)
        return Preferences(taste, state.zones.get(user), way)

    async def find_tastes(self) -> Mapping[UserId, Taste]:
        return {user: taste for user, taste in self._state.tastes.items() if taste != ANY_TASTE}

    async def set(self, user: UserId, changes: Mapping[str, Any]) -> None:
        if user not in self._state.accounts:
            return
        for name, value in changes.items():
            if name in {"language", "mode"}:
                taste = self._state.tastes.get(user, ANY_TASTE)
                self._state.tastes[user] = replace(taste, **{name: value})
                continue
            kept: Any = {"zone": self._state.zones, "way": self._state.ways}[name]
            kept.pop(user, None)
            if value is not None:
                kept[user] = value
