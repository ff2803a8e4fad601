"""The file of fetched facts: what is used, what is refused, and that there is never half of one."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.gateways.gamedata.editions import (
    EditionFile,
    get_base,
    load_bundled,
    parse_edition,
    read_bundled,
    read_bundled_facts,
)

AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
BUILD = 200_000


def content(*, build: int = BUILD, at: datetime = AT, **changes: Any) -> bytes:
    head = {"at": at.isoformat(), "told": build, "base": get_base(), "items_to": 120_000}
    return json.dumps({**json.loads(read_bundled()), "build": build, "fetched": head, **changes}).encode()


@pytest.fixture
def file(tmp_path: Path) -> EditionFile:
    return EditionFile(tmp_path / "data" / "snapshot.json")


def put(file: EditionFile, text: bytes) -> None:
    file.path.parent.mkdir(exist_ok=True)
    file.path.write_bytes(text)


def test_without_a_file_the_bundled_one_is_used(file: EditionFile) -> None:
    found = file.load()
    assert (found.edition, found.refused) == (load_bundled(), None)
    assert found.edition.is_bundled


def test_a_kept_one_is_used(file: EditionFile) -> None:
    assert file.replace(content()).game.build == BUILD
    found = file.load()
    assert (found.edition.game.build, found.edition.day, found.refused) == (BUILD, AT.date(), None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"", "Expecting value"),
        (b"\xff\xfe", r"\w"),
        (b"[]", "no fetched edition"),
        (b"[" * 100_000, "no fetched edition"),
        (content()[: len(content()) // 2], "Expecting|Unterminated|delimiter"),
        (content(format=2), "format 2, not 1"),
        (content(kinds={}), "no snapshot"),
        (content(kinds=[]), r"\w"),
        (content(fetched=None), "no fetched edition"),
        (content(fetched={"at": "yesterday", "told": 1, "base": "", "items_to": 1}), "yesterday"),
        (content(fetched={"at": "2026-12-01T12:00:00", "told": 1, "base": "", "items_to": 1}), "zone"),
        (content(facts={}), "no facts"),
        (content(facts=[]), "no f"),
        (content(equipment={}), "no snapshot of equipment"),
        (content(names=[]), "no fetched edition"),
        (content(names={"fr": {"skills": [[1]]}}), r"\w"),
        (content(build=1), "older than the bundled"),
        (read_bundled(), "no fetched edition"),
    ],
    ids=range(18),
)
def test_a_file_that_cannot_be_used_is_not(file: EditionFile, text: bytes, reason: str) -> None:
    put(file, text)
    found = file.load()
    assert found.edition.is_bundled
    assert found.refused is not None
    with pytest.raises(ValueError, match=reason):
        parse_edition(text)
    assert file.path.read_bytes() == text


def test_a_folder_in_its_place_is_not_used(file: EditionFile) -> None:
    file.path.mkdir(parents=True)
    found = file.load()
    assert found.edition.is_bundled
    assert found.refused


def test_facts_in_the_file_are_used_and_others_are_the_bundled() -> None:
    facts = json.loads(read_bundled_facts())
    facts["traits"] = facts["traits"][:1]
    assert len(parse_edition(content(facts=facts)).facts.traits) == 1
    assert parse_edition(content()).facts is load_bundled().facts


@pytest.mark.parametrize("text", [b"{}", content(build=1), content(kinds={})], ids=["empty", "older", "damaged"])
def test_what_cannot_be_used_replaces_nothing(file: EditionFile, text: bytes) -> None:
    file.replace(content())
    with pytest.raises(ValueError, match=r"\w"):
        file.replace(text)
    assert file.path.read_bytes() == content()


@pytest.mark.parametrize(
    "older", [content(build=BUILD - 1, at=AT + timedelta(days=1)), content(at=AT - timedelta(hours=1))]
)
def test_an_older_one_does_not_take_the_place_of_a_newer(file: EditionFile, older: bytes) -> None:
    file.replace(content())
    assert file.replace(older).fetched == parse_edition(content()).fetched
    assert file.path.read_bytes() == content()


def test_a_newer_one_takes_the_place_of_a_damaged(file: EditionFile) -> None:
    put(file, b"damaged")
    file.replace(content())
    assert file.load().refused is None


def test_nothing_is_left_of_one_that_could_not_be_written(file: EditionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_number: int) -> None:
        raise OSError(28, "No space left on device")

    put(file, b"former")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        file.replace(content())
    assert [(one.name, one.read_bytes()) for one in file.path.parent.iterdir()] == [("snapshot.json", b"former")]


def test_its_age_is_in_days() -> None:
    fetched = parse_edition(content())
    assert [fetched.get_age_days(AT + timedelta(days=days)) for days in (-1, 0, 9)] == [0, 0, 9]
    bundled = load_bundled()
    assert bundled.day.isoformat() == min(bundled.game.dates.values())


def test_a_later_build_counts_before_a_later_day() -> None:
    first, later, patched = (
        parse_edition(content(build=build, at=at))
        for build, at in ((BUILD, AT), (BUILD, AT + timedelta(days=1)), (BUILD + 1, AT))
    )
    assert later.is_newer_than(first)
    assert patched.is_newer_than(later)
    assert first.is_newer_than(load_bundled())
    assert not first.is_newer_than(first)
