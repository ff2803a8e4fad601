"""`gw2optimizer learn train`, and the process in which the running bot does it."""

import json
from array import array
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.compose import open_bot, open_engine
from bot.cli.learn import learn
from bot.cli.refusal import Refusal
from bot.cli.training import open_model, run_training, to_lines
from bot.domain.learning.served import LearnedWorths, Served
from bot.domain.modes import GameMode
from tests.factories import make_tried

TRIED = make_tried(rows=7000)


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_an_empty_database_makes_a_model_that_serves_nobody(folder: Path) -> None:
    told = CliRunner().invoke(learn, ["train", "--json"], catch_exceptions=False)
    assert told.exit_code == 0
    found = json.loads(told.stdout)
    assert (found["rows"], found["items"], found["guilds"], found["worths"]) == (0, 0, 0, [])
    assert (folder / "model.bin").exists()


async def test_the_bot_trains_in_a_process_of_its_own(folder: Path) -> None:
    assert await open_model().get() is None
    assert await run_training()
    served = await open_model().get()
    assert served is not None
    assert served.guilds == frozenset()
    (folder / "gw2optimizer.sqlite3").write_bytes(b"no database")
    assert not await run_training()


def test_where_nothing_is_to_be_noted_nothing_is_learned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEARNING_DAYS", "0")
    with pytest.raises(Refusal, match="LEARNING_DAYS is 0"):
        CliRunner().invoke(learn, ["train"], catch_exceptions=False)
    assert not (folder / "model.bin").exists()


@pytest.mark.parametrize("days", ["90", "0"])
async def test_the_bot_trains_where_something_is_noted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("LEARNING_DAYS", days)
    async with open_engine(f"sqlite+aiosqlite:///{folder}/bot.sqlite3") as engine, open_bot(engine) as bot:
        assert (bot.services.nights._run is None) is (days == "0")


def test_people_read_where_it_is_served() -> None:
    assert to_lines(Served(tried=TRIED))[-1].startswith("not better than popularity")
    served = Served(items=("one",), popularity=(1.0,), weights=array("f", [0]), guilds=frozenset("1"), tried=TRIED)
    assert to_lines(served) == [
        "7,000 uses of builds by 6 people",
        "NDCG@10 on later weeks: 0.5000 (EASE), 0.4000 (popularity)",
        "1 kinds of builds; served in 1 servers, elsewhere what is popular",
    ]


def test_people_read_what_combos_are_worth() -> None:
    few = LearnedWorths(
        mode=GameMode.WVW,
        since=1,
        until=8,
        raids=1200,
        guilds=4,
        tried_on=0,
        right=0.0,
        plainly_right=0.0,
        gain=(0.0, 0.0),
        percents={},
    )
    same = replace(few, mode=GameMode.PVP, guilds=6, tried_on=25, right=0.5, plainly_right=0.48, gain=(-0.1, 0.14))
    better = replace(
        same, mode=GameMode.PVE, right=0.8, plainly_right=0.7, gain=(0.04, 0.16), percents={"Blast": 150, "Leap": 60}
    )
    learned, kept, unknown = to_lines(Served(tried=TRIED, worths=(better, same, few)))[-3:]
    assert learned.startswith("combos in pve: 1,200 lineups judged, comparable in 6 servers; 80.0% of 25 later pairs")
    assert "70.0% with our worths (95 of 100 draws: +4.0% to +16.0%)" in learned
    assert learned.endswith("; of our worths count Blast 150%, Leap 60%")
    assert kept.endswith("(95 of 100 draws: -10.0% to +14.0%); our worths stay")
    assert unknown.endswith("comparable in 4 servers; too few to learn from: our worths stay")


def test_info_tells_what_was_learned(folder: Path) -> None:
    runner = CliRunner()
    assert "model" not in json.loads(runner.invoke(learn, ["info", "--json"], catch_exceptions=False).stdout)
    runner.invoke(learn, ["train"], catch_exceptions=False)
    assert json.loads(runner.invoke(learn, ["info", "--json"], catch_exceptions=False).stdout)["model"]["rows"] == 0
    assert "uses of builds" in runner.invoke(learn, ["info"], catch_exceptions=False).stdout
    (folder / "model.bin").write_bytes(b"no model")
    told = runner.invoke(learn, ["info"], catch_exceptions=False).stdout
    assert "nothing was noted in" in told
    assert "no model that can be used" in told
    record = json.loads(runner.invoke(learn, ["info", "--json"], catch_exceptions=False).stdout)
    assert ("model" in record, record["events"]) == (False, {})
    assert "no model that can be used" in record["model_error"]
