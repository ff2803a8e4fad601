"""A local Discord for the tests of whole processes, and a data folder that nobody else uses."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.cli.local_discord.server import DiscordServer
from tests.cli.nursery import Nursery


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep out of the data folder of whoever runs the tests."""
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer.open() as opened:
        yield opened


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery.open() as opened:
        yield opened
