"""`learn info` and `learn export`: what there is, and that nothing is told of few."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.bench import bench
from bot.cli.learn import learn
from bot.cli.refusal import Refusal
from bot.domain.modes import GameMode
from bot.gateways.events import Deed, Event, EventFiles

MONDAY = date(2026, 11, 23)


def name(number: int) -> str:
    return f"{number:032x}"


def write(folder: Path, events: Iterable[tuple[date, Event]]) -> None:
    files = EventFiles(folder)
    for day, event in events:
        files.note(day, event)
    files.close()


def like(person: int, elite: str = "Firebrand", guild: int = 99) -> Event:
    return Event(deed=Deed.LIKED, person=name(person), guild=name(guild), mode=GameMode.PVE, elite=elite)


def count(guild: int | None, hour: int = 3) -> Event:
    return Event(deed=Deed.SAVED, guild=None if guild is None else name(guild), hour=hour, elite="Druid")


def run(command: str, folder: Path, *more: str) -> Result:
    return CliRunner().invoke(learn, [command, "--folder", str(folder), *more])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "learning"
    path.mkdir()
    return path


def test_info_tells_what_there_is_and_since_when(folder: Path) -> None:
    assert "nothing was noted" in run("info", folder).stdout
    write(folder, [(MONDAY, like(1)), (MONDAY, count(1)), (MONDAY + timedelta(days=2), count(1))])
    with (folder / "counts-2026-11-23.jsonl").open("a") as file:
        file.write('{"v":1,"deed":"sa')
    told = run("info", folder).stdout
    assert "2026-11-23 to 2026-11-25" in told
    assert "1 lines could not be read" in told
    record = json.loads(run("info", folder, "--json").stdout)
    assert record["events"] == {"counts": 2, "taste": 1}
    assert record["deeds"] == {"counts saved": 2, "taste liked": 1}


def test_export_tells_of_five_and_of_no_fewer(folder: Path) -> None:
    days = [MONDAY + timedelta(days=number) for number in range(7)]
    five = [(days[number], like(number)) for number in range(5)] + [(days[6], like(0))]
    four = [(MONDAY, like(number, "Dragonhunter")) for number in range(4)] * 3
    over_weeks = [(MONDAY + timedelta(days=5 * number), like(number, "Willbender")) for number in range(5)]
    servers = [(MONDAY, count(number, hour=number)) for number in range(5)]
    direct = [(MONDAY, Event(deed=Deed.COPIED, hour=1, elite="Druid"))] * 9
    write(folder, [*five, *four, *over_weeks, *servers, *direct])
    told = run("export", folder)
    records = [json.loads(line) for line in told.stdout.splitlines() if line.startswith("{")]
    assert records == [
        {"week": "2026-W48", "level": "counts", "deed": "saved", "elite": "Druid", "roles": [], "servers": 5}
        | {"events": 5},
        {"week": "2026-W48", "level": "taste", "deed": "liked", "mode": "pve", "elite": "Firebrand", "roles": []}
        | {"people": 5, "events": 6},
    ]
    assert "left out: 26 events" in told.stderr
    for number in range(100):
        assert name(number) not in told.stdout


def test_it_is_measured_what_noting_takes() -> None:
    told = json.loads(CliRunner().invoke(bench, ["noting", "--calls", "100", "--json"]).stdout)
    assert (told["written"], told["dropped"]) == (100, 0), "one line for each deed"
    assert "median_ms" in CliRunner().invoke(bench, ["noting", "--calls", "100"]).stdout


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, folder: Path) -> None:
    for command in ("info", "export"):
        assert isinstance(run(command, tmp_path / "nothing").exception, Refusal)
        (folder / "counts-2026-11-23.jsonl").mkdir(exist_ok=True)
        assert "cannot read" in str(run(command, folder).exception)


def test_without_a_folder_it_is_that_of_the_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    assert f"nothing was noted in {tmp_path / 'learning'}" in CliRunner().invoke(learn, ["info"]).stdout
