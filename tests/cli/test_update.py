"""`gw2optimizer data update` as a process, against a local stand-in for the game's API."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.gamedata import GameData
from tests.cli.process import ran
from tests.game_answers import answers_of
from tests.gw2_api_server import Gw2ApiServer, closed, status

BUILD = 200_000
CODE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
FILE = Path("data", "snapshot.json")


@pytest.fixture
async def api(game: GameData) -> AsyncIterator[Gw2ApiServer]:
    async with Gw2ApiServer.open(answers_of(game), BUILD) as opened:
        yield opened


async def test_what_is_fetched_is_kept_and_told(api: Gw2ApiServer, tmp_path: Path) -> None:
    api.answers["pets"][99] = {"id": 99, "name": "Juvenile Novelty"}
    api.answers["traits"][214]["name"] = "Raging Calm"
    ended = await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
    assert lines[0].startswith(f"{tmp_path / FILE}: game build {BUILD}, fetched ")
    assert "traits               0 new     1 changed" in lines
    assert "pets                 1 new     0 changed" in lines
    assert json.loads((tmp_path / FILE).read_bytes())["build"] == BUILD


async def test_data_info_says_what_is_in_use(api: Gw2ApiServer, tmp_path: Path) -> None:
    before = json.loads((await ran("data", "info", "--json", folder=tmp_path)).out)
    await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    after = json.loads((await ran("data", "info", "--json", folder=tmp_path)).out)
    assert [(told["origin"], told["build"]) for told in (before, after)] == [("bundled", 191645), ("fetched", BUILD)]
    assert (after["file"], after["age_days"]) == (str(tmp_path / FILE), 0)
    lines = (await ran("data", "info", folder=tmp_path)).out.splitlines()
    assert lines[:2] == [f"game build {BUILD}", f"0 days old: fetched {after['day']}: {tmp_path / FILE}"]


async def test_in_a_maintenance_nothing_changes(api: Gw2ApiServer, tmp_path: Path) -> None:
    await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    kept = (tmp_path / FILE).read_bytes()
    api.broken = closed()
    ended = await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    assert ended.status == 2
    assert "closed for maintenance" in ended.last_line
    assert "Traceback" not in ended.err
    assert (tmp_path / FILE).read_bytes() == kept


async def test_without_an_answer_it_says_what_stays(api: Gw2ApiServer, tmp_path: Path) -> None:
    api.broken = status(404)
    ended = await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    assert ended.status == 2
    assert "(build: status 404); the facts of 2025-11-26 stay in use" in ended.last_line
    assert not (tmp_path / FILE).exists()


async def test_what_cannot_be_kept_is_told(api: Gw2ApiServer, tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    ended = await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    assert ended.status == 2
    assert "cannot write" in ended.last_line


async def test_decode_tells_what_was_fetched(api: Gw2ApiServer, tmp_path: Path) -> None:
    api.answers["specializations"][59]["name"] = "Mirage of Tomorrow"
    api.answers["skills"][10331]["facts"] = [{"type": "Buff", "status": "Superspeed", "duration": 5, "apply_count": 1}]
    before = json.loads((await ran("decode", "--json", "--mode", "pve", CODE, folder=tmp_path)).out)
    await ran("data", "update", folder=tmp_path, GAME_API_URL=api.url)
    after = json.loads((await ran("decode", "--json", "--mode", "pve", CODE, folder=tmp_path)).out)
    assert [told["elite"] for told in (before, after)] == ["Mirage", "Mirage of Tomorrow"]
    assert before["supplies"] != after["supplies"]
