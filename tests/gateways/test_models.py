"""The file of the model: whole, or not used."""

from array import array
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.domain.learning.served import LearnedWorths, Served
from bot.domain.modes import GameMode
from bot.gateways.models import NO_MODEL, KeptModel, ModelFile
from bot.gateways.models.file import MOST_BYTES, from_bytes, to_bytes
from tests.factories import make_tried

TRIED = make_tried()
LEARNED = LearnedWorths(
    mode=GameMode.PVE,
    since=1,
    until=8,
    raids=90,
    guilds=6,
    tried_on=30,
    right=0.8,
    plainly_right=0.7,
    gain=(0.01, 0.2),
    percents={"Blast": 150, "Leap": 50},
)
MODEL = Served(
    items=("pve Druid", "pve Mirage"),
    popularity=(1.0, 0.25),
    weights=array("f", [0, 0.5, -0.25, 0]),
    caution=5.0,
    guilds=frozenset({"5001"}),
    tried=TRIED,
    worths=(LEARNED, replace(LEARNED, mode=GameMode.WVW, percents={})),
)
EMPTY = Served(tried=TRIED)


@pytest.fixture
def file(tmp_path: Path) -> ModelFile:
    return ModelFile(tmp_path / "made" / "model.bin")


@pytest.mark.parametrize("model", [MODEL, EMPTY])
def test_what_is_written_is_read(file: ModelFile, model: Served) -> None:
    file.write(MODEL)
    file.write(model)
    assert file.read() == model
    assert [path.name for path in file.path.parent.iterdir()] == ["model.bin"]
    assert file.path.stat().st_mode & 0o077 == 0


def test_any_byte_that_is_another_is_noticed() -> None:
    data = to_bytes(MODEL)
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 1
        with pytest.raises(ValueError, match=r"checksum|error"):
            from_bytes(bytes(broken))


@pytest.mark.parametrize("length", [0, 1, 100, -1, -4])
def test_what_was_cut_off_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=r"checksum|error"):
        from_bytes(to_bytes(MODEL)[:length])


def test_another_version_or_shape_is_refused() -> None:
    data = to_bytes(MODEL)
    with pytest.raises(ValueError, match="version"):
        from_bytes(data.replace(b'"version":1', b'"version":2', 1))
    with pytest.raises(ValueError, match="weights"):
        Served(items=("one",), popularity=(1.0,), tried=TRIED)


def test_percents_beyond_their_bounds_are_refused() -> None:
    for percent in (49, 201):
        with pytest.raises(ValueError, match="beyond 50 to 200"):
            replace(LEARNED, percents={"Blast": percent})
    body = to_bytes(MODEL).partition(b"\n")[2].replace(b'"Blast":150', b'"Blast":900')
    head = f'{{"kind":"gw2optimizer-model","version":1,"sha256":"{sha256(body).hexdigest()}"}}'
    with pytest.raises(ValueError, match="beyond 50 to 200"):
        from_bytes(head.encode() + b"\n" + body)


def test_a_file_of_before_worths_were_learned_is_read() -> None:
    body = to_bytes(EMPTY).partition(b"\n")[2].replace(b',"worths":[]', b"")
    head = f'{{"kind":"gw2optimizer-model","version":1,"sha256":"{sha256(body).hexdigest()}"}}'
    assert from_bytes(head.encode() + b"\n" + body) == EMPTY


def test_what_is_too_large_is_not_read(file: ModelFile) -> None:
    file.path.parent.mkdir()
    with file.path.open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    with pytest.raises(ValueError, match="bytes"):
        file.read()


async def test_another_file_is_noticed_and_a_bad_one_not_used(file: ModelFile) -> None:
    now = [0.0]
    kept = KeptModel(file, lambda: now[0])
    assert await kept.get() is None
    file.write(MODEL)
    assert await kept.get() is None
    now[0] += 60
    assert await kept.get() == MODEL
    file.path.write_bytes(b"no model")
    with capture_logs() as logs:
        for _ in range(3):
            now[0] += 60
            assert await kept.get() == MODEL
    assert [log["event"] for log in logs] == ["model not used"]
    file.write(EMPTY)
    now[0] += 60
    assert await kept.get() == EMPTY
    file.path.unlink()
    now[0] += 60
    assert await kept.get() == EMPTY


async def test_without_a_file_there_is_none() -> None:
    assert await NO_MODEL.get() is None
