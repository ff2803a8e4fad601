"""`gw2optimizer run` and the facts of the game: newer ones come in while it runs, and none is no harm."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli.local_discord.server import DiscordServer
from bot.domain.gamedata import GameData
from tests.cli.process import eventually, settings_for, started
from tests.game_answers import answers_of
from tests.gw2_api_server import Gw2ApiServer, closed

CODE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
FILE = Path("data", "snapshot.json")


@pytest.fixture
async def api(game: GameData) -> AsyncIterator[Gw2ApiServer]:
    answers = answers_of(game)
    answers["specializations"][59]["name"] = "Mirage of Tomorrow"
    async with Gw2ApiServer.open(answers, 200_000) as opened:
        yield opened


async def show(server: DiscordServer) -> str:
    """Save a mirage and return the card that answers."""
    return str(await (await server.slash("build", "save", code=CODE)).wait_for(CODE))


async def test_newer_facts_are_used_without_a_restart(server: DiscordServer, api: Gw2ApiServer, tmp_path: Path) -> None:
    settings = {**settings_for(server), "GAME_API_URL": api.url}
    async with started("run", folder=tmp_path, **settings) as running:
        await eventually((tmp_path / FILE).exists)
        await eventually(server.ready.is_set)
        # the file is there a moment before the facts in it are in use
        async with asyncio.timeout(60):
            while "Mirage of Tomorrow" not in await show(server):
                pass
        ended = await running.end()
    assert (ended.status, "Traceback" in ended.err) == (0, False)
    assert "newer game facts" in ended.err


async def test_while_the_api_is_closed_it_runs_on_what_it_has(
    server: DiscordServer, api: Gw2ApiServer, tmp_path: Path
) -> None:
    api.broken = closed()
    settings = {**settings_for(server), "GAME_API_URL": api.url}
    async with started("run", folder=tmp_path, **settings) as running:
        await eventually(server.ready.is_set)
        card = await show(server)
        assert "Mirage" in card
        assert "Tomorrow" not in card
        ended = await running.end()
    assert (ended.status, "Traceback" in ended.err) == (0, False)
    assert "no newer game facts" in ended.err


async def test_a_damaged_file_is_told_and_passed_over(server: DiscordServer, tmp_path: Path) -> None:
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text("damaged")
    async with started("run", folder=tmp_path, **settings_for(server)) as running:
        await eventually(server.ready.is_set)
        assert "Mirage" in await show(server)
        ended = await running.end()
    assert "fetched game facts not used" in ended.err
