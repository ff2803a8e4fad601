"""What was before, in memory: earlier versions of builds, and the facts of the game that were in use."""

from typing import TYPE_CHECKING

from bot.domain.builds import Version
from bot.domain.ids import BuildId
from bot.domain.patches import LoggedEdition

if TYPE_CHECKING:
    from tests.fake_state import State


class FakeEditions:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def list_all(self) -> tuple[LoggedEdition, ...]:
        return self._state.editions

    async def add(self, edition: LoggedEdition, keep: int) -> None:
        self._state.editions = tuple(sorted((*self._state.editions, edition), key=lambda one: one.since))[-keep:]


class FakeVersions:
    def __init__(self, state: "State") -> None:
        self._state = state

    async def list_earlier(self, build: BuildId) -> tuple[Version, ...]:
        numbers = sorted((number for key, number in self._state.versions if key == build), reverse=True)
        return tuple(self._state.versions[build, number] for number in numbers)

    async def trim(self, build: BuildId, keep: int) -> None:
        for version in (await self.list_earlier(build))[keep:]:
            del self._state.versions[build, version.number]
