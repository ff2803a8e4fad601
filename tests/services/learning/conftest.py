"""Two processes of one bot that note what happens, each to a folder of its own, as on two machines."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.gateways.events import Event, EventFiles, EventReader, Level
from bot.services.almanac import Almanac
from bot.services.learning.noting import Learning
from tests.factories import Clock
from tests.fakes import FakeUnits


@dataclass
class Process:
    folder: Path
    files: EventFiles
    services: Services

    @property
    def learning(self) -> Learning:
        return self.services.learning

    async def read(self, *levels: Level) -> list[Event]:
        """Return what was noted, all of which is written by then."""
        await self.files.erase(["0" * 32])
        return [noted.event for noted in EventReader(self.folder).read(*levels)]

    async def refresh(self) -> None:
        await self.services.rulebook.refresh()
        await self.learning.refresh()


@pytest.fixture
async def start(
    units: FakeUnits, clock: Clock, game: GameData, tmp_path: Path
) -> AsyncIterator[Callable[[str], Process]]:
    """Start a process with a folder of this name."""
    async with AsyncExitStack() as stack:

        def begin(name: str) -> Process:
            files = EventFiles(tmp_path / name)
            stack.callback(files.close)
            return Process(tmp_path / name, files, build_services(units, Almanac.of(game), clock=clock, events=files))

        yield begin


@pytest.fixture
async def here(start: Callable[[str], Process]) -> Process:
    process = start("here")
    await process.refresh()
    return process


@pytest.fixture
async def there(start: Callable[[str], Process]) -> Process:
    process = start("there")
    await process.refresh()
    return process
