"""Events on disk: what is written, what is lost, what is erased, and by several processes at once."""

import asyncio
import os
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.gateways.events import EventFiles, EventReader, Level, writer
from bot.gateways.events.folder import EventFolder
from bot.gateways.events.reader import Noted
from tests.gateways.events.conftest import ADA, BEN, DAY, make_count, make_taste


def read_text(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.iterdir())


def read(folder: Path, *levels: Level) -> list[object]:
    return [noted.event for noted in EventReader(folder).read(*levels)]


def test_each_level_and_day_has_a_file(folder: Path) -> None:
    files = EventFiles(folder)
    files.note(DAY, make_count())
    files.note(DAY, make_taste(ADA))
    files.note(DAY + timedelta(days=1), make_count())
    files.close()
    names = sorted(path.name for path in folder.glob("*.jsonl"))
    assert names == ["counts-2026-11-25.jsonl", "counts-2026-11-26.jsonl", "taste-2026-11-25.jsonl"]
    assert files.counts == {"written": 3, "dropped": 0}
    assert read(folder, Level.TASTE) == [make_taste(ADA)]
    assert len(read(folder)) == 3
    assert [noted.day for noted in EventReader(folder).read(since=DAY + timedelta(days=1))] == [DAY + timedelta(days=1)]
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())} == {0}


async def test_somebody_finds_their_own_lines_also_those_that_still_wait(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = EventFiles(folder)
    files.note(DAY - timedelta(days=1), make_taste(ADA, "Dragonhunter"))
    for person in (ADA, BEN):
        files.note(DAY, make_taste(person))
    files.note(DAY, make_count())
    own = [Noted(DAY - timedelta(days=1), make_taste(ADA, "Dragonhunter")), Noted(DAY, make_taste(ADA))]
    assert await files.find([ADA], DAY - timedelta(days=1)) == own
    assert await files.find([ADA], DAY) == own[1:]
    assert await files.find([], DAY) == []
    monkeypatch.setattr(writer, "FOUND", 1)
    assert await files.find([ADA], DAY - timedelta(days=1)) == own[1:]
    (folder / "taste-2026-11-25.jsonl").unlink()
    (folder / "taste-2026-11-25.jsonl").mkdir()
    assert await files.find([ADA], DAY) is None
    files.close()


def test_nothing_is_there_before_anything_was_noted(folder: Path) -> None:
    assert read(folder) == []


def test_a_torn_line_costs_no_other(folder: Path) -> None:
    disk = EventFolder(folder)
    disk.append(Level.COUNTS, DAY, [make_count(1).to_line(), make_count(2).to_line()])
    file = folder / "counts-2026-11-25.jsonl"
    os.truncate(file, file.stat().st_size - 9)
    disk.append(Level.COUNTS, DAY, [make_count(3).to_line()])
    reader = EventReader(folder)
    assert [noted.event for noted in reader.read()] == [make_count(1), make_count(3)]
    assert reader.unreadable == 1


def test_lines_that_are_no_events_are_passed_over(folder: Path) -> None:
    disk = EventFolder(folder)
    foreign = [b"\xff\n", b'{"v":9}\n', b"[]\n", make_taste(ADA).to_line()]
    disk.append(Level.COUNTS, DAY, [*foreign, make_count().to_line()])
    (folder / "counts-2026-11-25.txt").write_text("not ours")
    reader = EventReader(folder)
    assert [noted.event for noted in reader.read()] == [make_count()]
    assert reader.unreadable == len(foreign)


def test_a_file_that_is_full_takes_no_more(folder: Path) -> None:
    line = make_count().to_line()
    disk = EventFolder(folder, room=2 * len(line))
    assert disk.append(Level.COUNTS, DAY, [line] * 3) == 2
    assert disk.append(Level.COUNTS, DAY, [line]) == 0
    assert disk.append(Level.COUNTS, DAY + timedelta(days=1), [line]) == 1


async def test_what_waits_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = EventFiles(folder, waiting=10)
    monkeypatch.setattr(files, "_thread", object())  # nobody writes
    for _ in range(13):
        files.note(DAY, make_count())
    assert files.counts["dropped"] == 3
    assert not await files.erase([ADA])


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """What the folder would have to lie in: a file."""
    path = tmp_path / "blocked"
    path.write_text("")
    return path


async def test_a_folder_that_cannot_be_written_costs_nobody_anything(blocked: Path) -> None:
    files = EventFiles(blocked / "learning")
    with capture_logs() as logs:
        for _ in range(5):
            files.note(DAY, make_count())
            await asyncio.sleep(0.01)
        assert not await files.erase([ADA])
        assert [line["event"] for line in logs] == ["events cannot be kept"]
        await asyncio.to_thread(blocked.unlink)
        files.note(DAY, make_count())
        assert await files.trim(DAY)
        assert files.counts == {"written": 1, "dropped": 5}
    files.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_a_full_disk_costs_nobody_anything(folder: Path) -> None:
    folder.mkdir()
    (folder / "counts-2026-11-25.jsonl").symlink_to("/dev/full")
    files = EventFiles(folder)
    files.note(DAY, make_count())
    files.note(DAY, make_taste(ADA))
    files.close()
    assert files.counts == {"written": 1, "dropped": 1}


async def test_the_lines_of_one_person_are_erased_and_no_others(folder: Path) -> None:
    files = EventFiles(folder)
    for person in (ADA, BEN, ADA):
        files.note(DAY, make_taste(person))
        files.note(DAY - timedelta(days=3), make_taste(person))
    files.note(DAY, make_count())
    assert await files.erase([ADA])
    assert ADA not in read_text(folder)
    assert read(folder) == [make_taste(BEN), make_count(), make_taste(BEN)]
    assert await files.erase([ADA])
    files.close()


async def test_a_torn_line_goes_with_whatever_is_erased(folder: Path) -> None:
    disk = EventFolder(folder)
    disk.append(Level.TASTE, DAY, [make_taste(BEN).to_line(), make_taste(ADA).to_line()])
    file = folder / "taste-2026-11-25.jsonl"
    os.truncate(file, file.stat().st_size - 45)
    assert disk.erase([ADA]) == 1
    assert file.read_bytes() == make_taste(BEN).to_line()


async def test_what_takes_long_is_not_begun_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, goes_on, begun = EventFiles(folder), threading.Event(), list[object]()

    def erase(people: object) -> None:
        begun.append(people)
        goes_on.wait()

    monkeypatch.setattr(files._folder, "erase", erase)
    with monkeypatch.context() as hurried:
        hurried.setattr(writer, "ASK_S", 0.01)
        assert not await files.erase([ADA])
        assert not await files.erase([ADA])
    goes_on.set()
    assert await files.erase([ADA])
    assert begun == [{ADA}]
    assert await files.erase([ADA])
    assert begun == [{ADA}, {ADA}]
    files.close()


async def test_what_failed_late_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files, goes_on, begun = EventFiles(folder), threading.Event(), list[object]()

    def erase(people: object) -> None:
        begun.append(people)
        goes_on.wait()
        if len(begun) == 1:
            raise OSError

    monkeypatch.setattr(files._folder, "erase", erase)
    with monkeypatch.context() as hurried:
        hurried.setattr(writer, "ASK_S", 0.01)
        assert not await files.erase([ADA])
    goes_on.set()
    assert await files.trim(DAY), "done after it, so that one has failed by now"
    assert await files.erase([ADA])
    assert len(begun) == 2
    files.close()


async def test_old_days_are_removed(folder: Path) -> None:
    files = EventFiles(folder, kept=timedelta(days=1))
    for days in range(4):
        files.note(DAY - timedelta(days=days), make_count())
        files.note(DAY - timedelta(days=days), make_taste(ADA))
    assert await files.trim(DAY)
    assert {noted.day for noted in EventReader(folder).read()} == {DAY, DAY - timedelta(days=1)}
    files.close()


_WRITE = """
import asyncio, sys
from pathlib import Path
from bot.gateways.events import EventFiles
from tests.gateways.events.conftest import BEN, DAY, make_taste

async def write() -> None:
    files = EventFiles(Path(sys.argv[1]))
    for number in range(500):
        files.note(DAY, make_taste(BEN))
        if number % 50 == 0:
            await asyncio.sleep(0)
            await files.erase([sys.argv[2]])
    files.close()
    print(files.counts["written"])

asyncio.run(write())
"""


def test_several_processes_write_and_erase_at_once(folder: Path) -> None:
    command = [sys.executable, "-c", _WRITE, str(folder), ADA]
    others = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(3)]  # noqa: S603 - our own
    disk = EventFolder(folder)
    for _ in range(50):
        disk.append(Level.TASTE, DAY, [make_taste(ADA).to_line()])
    written = [int(other.communicate()[0]) for other in others]
    disk.erase([ADA])
    reader = EventReader(folder)
    assert [noted.event for noted in reader.read()] == [make_taste(BEN)] * 1_500
    assert (written, reader.unreadable) == ([500] * 3, 0)
