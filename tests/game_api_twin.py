"""The twin of the game's API for tests of those who ask it: in memory, with the same manners."""

from collections.abc import Collection
from dataclasses import dataclass

from pydantic import TypeAdapter

from bot.errors import GameApiError
from bot.gateways.gameapi.api import Id, Language, Resource, T
from tests.game_answers import Answers


@dataclass
class GameApiTwin:
    """Answers what it is given; raises `error` where it is set."""

    answers: Answers
    build: int
    error: GameApiError | None = None
    asked: int = 0

    async def fetch_build(self) -> int:
        self._ask()
        return self.build

    async def fetch_ids(self, resource: Resource[T]) -> tuple[Id, ...]:
        self._ask()
        return tuple(self.answers[resource.path])

    async def fetch(self, resource: Resource[T], ids: Collection[Id], *, language: Language = "en") -> tuple[T, ...]:
        self._ask()
        entries = self.answers[resource.path]
        found = [dict(entries[number]) for number in ids if number in entries]
        for entry in found:
            if language != "en" and entry.get("name"):
                entry["name"] = f"{entry['name']} ({language})"
        return TypeAdapter(tuple[resource.model, ...]).validate_python(found)  # type: ignore[name-defined]

    def _ask(self) -> None:
        self.asked += 1
        if self.error is not None:
            raise self.error
