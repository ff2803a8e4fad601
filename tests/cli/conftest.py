"""A local Discord for the tests of whole processes."""

from collections.abc import AsyncIterator

import pytest

from tests.discord_server import DiscordServer


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer.open() as opened:
        yield opened
