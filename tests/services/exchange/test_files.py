"""Files of ours: read again they say the same, and nothing in them can do harm."""

import csv
import json
from collections.abc import Callable, Sequence
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.gamedata import GameData
from bot.domain.gear.attributes import Attribute
from bot.domain.gear.gear import Gear, WeaponSet
from bot.domain.modes import GameMode
from bot.domain.names import clean_name
from bot.domain.notes import clean_notes
from bot.domain.sketch import Sketch
from bot.errors import BotError, ImportRefusedError, InvalidNameError, NotesTooLongError
from bot.services.exchange.csv_file import guarded, is_csv_file, read_csv_file, unguarded
from bot.services.exchange.exports import Style, split
from bot.services.exchange.json_file import read_json_file
from bot.services.exchange.rows import ROWS, Row
from tests.factories import make_code, make_template
from tests.strategies import templates, texts

ROLES = ("dps", "healer", "tank")
GEAR = Gear(
    stats=(161,) * 12,
    sets=(WeaponSet((7, 0), (161, 0), (24615, 24868)), WeaponSet()),
    rune=24836,
    infusions=((Attribute.POWER, 18),),
)


def _kept(clean: Callable[[str], str], text: str) -> str | None:
    try:
        return clean(text)
    except (InvalidNameError, NotesTooLongError):
        return None


SKETCHES = st.builds(
    Sketch,
    template=templates(),
    name=texts.map(lambda text: _kept(clean_name, text)).filter(bool),
    mode=st.sampled_from([None, *GameMode]),
    gear=st.sampled_from([None, GEAR]),
    notes=texts.map(lambda text: _kept(clean_notes, text) or ""),
    source_link=st.sampled_from([None, "https://example.com/a?b=%C3%A9"]),
    roles=st.sampled_from([(), ("dps",), ("healer", "tank")]),
    tags=st.sampled_from([(), ("=cmd", "zerg"), ("élite",)]),
)
READERS = {Style.JSON: read_json_file, Style.CSV: read_csv_file}


@pytest.mark.parametrize("style", READERS)
@given(sketches=st.lists(SKETCHES, max_size=6), limit=st.integers(0, 5_000))
def test_what_goes_out_comes_in_again(game: GameData, style: Style, sketches: list[Sketch], limit: int) -> None:
    files = list(split(sketches, style, game, limit=limit))
    rows = [row for file in files for row in READERS[style](file.decode(), ROLES)]
    assert [row.error for row in rows] == [None] * len(sketches)
    assert [row.sketch for row in rows] == sketches


def test_files_keep_to_the_limit_where_a_single_build_does(game: GameData) -> None:
    sketches = [Sketch(template=make_template(), name=f"build {number}", notes="é" * 500) for number in range(300)]
    for style in Style:
        files = list(split(sketches, style, game, limit=20_000))
        assert len(files) > 1
        assert all(len(file) <= 20_000 for file in files)
        assert sum(file.decode().count("[&DQ") for file in files) == 300
    assert list(split([], Style.JSON, game)) == []


def test_json_is_what_its_documentation_says(game: GameData) -> None:
    (file,) = split([Sketch(template=make_template(), name="A", mode=GameMode.WVW)], Style.JSON, game)
    assert json.loads(file) == {
        "format": "gw2optimizer-builds",
        "version": 1,
        "builds": [{"name": "A", "mode": "wvw", "code": make_code()}],
    }


@given(texts)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    cell = guarded(text)
    assert cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"}
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "'=1", "''@x", "-3", "- list", "+x", "@sum", "\tx", "\uff1d1", "'", "plain", ""]
)
def test_guarding_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_a_name_that_is_a_formula_arrives_as_text_in_a_spreadsheet(game: GameData) -> None:
    (file,) = split([Sketch(template=make_template(), name='=HYPERLINK("http://x","y")')], Style.CSV, game)
    (row,) = csv.DictReader(StringIO(file.decode("utf-8-sig"), newline=""))
    assert row["name"] == """'=HYPERLINK("http://x","y")"""


def _json(*builds: Any, **more: Any) -> str:
    return json.dumps({"format": "gw2optimizer-builds", "version": 1, "builds": list(builds), **more})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{", "foreign"),
        ("[]", "foreign"),
        ('{"builds": []}', "foreign"),
        ('{"format": "another", "version": 1, "builds": []}', "foreign"),
        ("[" * 50_000, "foreign"),
        ('{"a":' * 5_000 + "1" + "}" * 5_000, "foreign"),
        (_json(version=2), "version"),
        (_json(version=10**30), "version"),
        (_json(version="1"), "damaged"),
        (_json(version=True), "damaged"),
        (_json(version=0), "damaged"),
        (_json(builds={}), "damaged"),
        (_json({"code": make_code()})[:-5], "damaged"),
        (_json({"code": make_code(), "name": "\ud800"}), "damaged"),
        (_json(*[{}] * 10_000), "rows"),
        ('{"format": "gw2optimizer-builds", "version": ' + "9" * 5_000 + "}", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, kind: str) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        read_json_file(text, ROLES)
    assert caught.value.kind == kind


GOOD = {"name": "Good", "code": make_code()}


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ({}, "ImportRowError"),
        ([], "ImportRowError"),
        ("text", "ImportRowError"),
        (None, "ImportRowError"),
        (GOOD | {"name": 5}, "ImportRowError"),
        (GOOD | {"mode": "raid"}, "ImportRowError"),
        (GOOD | {"owner": 5}, "ImportRowError"),
        (GOOD | {"gear": {"v": 1, "rune": -1, "rarity": "ascended"}}, "ImportRowError"),
        (GOOD | {"gear": {"v": 9}}, "ImportRowError"),
        (GOOD | {"name": " "}, "InvalidNameError"),
        (GOOD | {"name": "x" * 101}, "InvalidNameError"),
        (GOOD | {"code": ""}, "ChatCodeError"),
        (GOOD | {"code": "[&DQctPRg9OzsjDwAAggEA]"}, "ChatCodeError"),
        (GOOD | {"code": "[&AgEAAAA=]"}, "ChatCodeError"),
        (GOOD | {"notes": "x" * 2_001}, "NotesTooLongError"),
        (GOOD | {"source_link": "javascript:alert(1)"}, "InvalidLinkError"),
        (GOOD | {"roles": ["king"]}, "UnknownRoleError"),
        (GOOD | {"tags": ["a", "b", "c", "d", "e", "f"]}, "InvalidTagsError"),
    ],
)
def test_one_bad_row_in_the_middle_costs_no_other(bad: Any, error: str) -> None:
    first, middle, last = read_json_file(_json(GOOD, bad, GOOD), ROLES)
    assert first.sketch is not None
    assert last.sketch == first.sketch
    assert (middle.line, middle.sketch, type(middle.error).__name__) == (2, None, error)
    assert len(middle.quote) <= 120


def test_a_table_with_bad_rows_says_which(game: GameData) -> None:
    (file,) = split([Sketch(template=make_template(), name="Good")], Style.CSV, game)
    text = file.decode()
    good = text.splitlines()[1]
    rows = read_csv_file(f"{text}{good},too,much\r\nShort\r\n{good}\r\n{good[:-1]},not json\r\n", ROLES)
    assert [(row.line, row.error is None) for row in rows] == [(2, True), (3, False), (4, False), (5, True), (6, False)]
    with pytest.raises(ImportRefusedError):
        read_csv_file(f'{text}"unclosed', ROLES)
    with pytest.raises(ImportRefusedError):
        read_csv_file(text + f"{good}\r\n" * (ROWS + 1), ROLES)


@given(st.text(max_size=300), st.sampled_from([read_json_file, read_csv_file]))
def test_anything_else_is_refused_in_words(text: str, read: Callable[[str, Sequence[str]], tuple[Row, ...]]) -> None:
    header = "name,specialization,mode,roles,tags,code,source_link,notes,gear\r\n" if read is read_csv_file else ""
    try:
        rows = read(header + text, ROLES)
    except BotError:
        return
    assert all((row.error is None) is (row.sketch is not None) for row in rows)


def test_a_table_is_known_by_its_header(game: GameData) -> None:
    (file,) = split([Sketch(template=make_template(), name="Good")], Style.CSV, game)
    assert is_csv_file(file.decode())
    assert not is_csv_file("name,code\nx,y")
