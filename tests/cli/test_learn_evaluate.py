"""`gw2optimizer learn evaluate`: files of both layouts, what is told of them, and what is refused."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.bench import bench
from bot.cli.interaction_files import read_interactions
from bot.cli.learn import learn
from bot.cli.refusal import Refusal
from bot.domain.learning.made_tastes import World, make_up


def write(folder: Path, text: str | bytes) -> Path:
    file = folder / "file"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.fixture(scope="module")
def lines() -> list[str]:
    rows = make_up(World(people=120, items=60, events=2_000, kinds=5)).rows
    return [
        f"{rows.people[who]},{rows.items[what]},{at}"
        for who, what, at in zip(rows.who, rows.what, rows.when, strict=True)
    ]


def test_both_layouts_and_any_order_give_the_same_numbers(tmp_path: Path, lines: list[str]) -> None:
    plain = write(tmp_path, "user,item,timestamp\n" + "\n".join(lines))
    told = [CliRunner().invoke(learn, ["evaluate", str(plain), "--json"]).stdout]
    rated = ["\t".join((*line.split(",")[:2], "5", line.split(",")[2])) for line in reversed(lines)]
    liked_not = [row.replace("\t5\t", "\t3\t").replace("item", "other") for row in rated]
    file = write(tmp_path, "\n".join([*rated, *liked_not]) + "\n")
    told.append(CliRunner().invoke(learn, ["evaluate", str(file), "--json"]).stdout)
    assert told[0] == told[1]
    record = json.loads(told[0])
    assert record["interactions"] == len(lines)
    assert set(record["models"]) == {"random", "popularity", "item-kNN", "EASE", "blend"}
    assert record["models"]["EASE"]["ndcg"]["mean"] > record["models"]["popularity"]["ndcg"]["mean"]


def test_people_read_which_one_would_be_served(tmp_path: Path, lines: list[str]) -> None:
    told = CliRunner().invoke(learn, ["evaluate", str(write(tmp_path, "\n".join(lines)))]).stdout.splitlines()
    assert told[0].startswith(f"{len(lines):,} interactions of 120 people with ")
    assert "would be served" in told[-1]
    assert len(told) == 9
    few = (
        CliRunner().invoke(learn, ["evaluate", str(write(tmp_path, "\n".join(lines[:9]))), "--split", "person"]).stdout
    )
    assert "too few people" in few


def test_columns_may_stand_in_any_order_and_dates_are_read(tmp_path: Path) -> None:
    file = write(
        tmp_path, '\ufeffTimestamp,note,item,user\n2026-01-01,x,"a, b",me\n\n1970-01-02T00:00:00+01:00,,c,me\n'
    )
    assert list(read_interactions(file)) == [("me", "a, b", 1767225600), ("me", "c", 82800)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("user,item\na,b\n", "line 1: no column 'timestamp'"),
        ("a,b,1\na,b\n", "line 2: expected user,item,timestamp, found 2 columns"),
        ("a,b,soon\n", "line 1: 'soon' is no timestamp"),
        ("a,b,nan\n", "line 1: 'nan' is no timestamp"),
        ("a,b,1e300\n", "line 1: '1e300' seconds since 1970 is no moment"),
        ("user,item,timestamp\n,b,1\n", "line 2: no user"),
        ("a,b,1\na, ,1\n", "line 2: no item"),
        ('a,b,1\n"a,b,1\n', "line 2: unexpected end"),
        ("1\t2\t5\t1\n1\t2\t5\n", "line 2: expected user, item, rating and timestamp"),
        ("1\t2\tgood\t1\n", "line 1: 'good' is no rating"),
        ("1\t\t5\t1\n", "line 1: no item"),
        (b"a,b,1\n\xff,b,1\n", "expected UTF-8"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, text: str | bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        list(read_interactions(write(tmp_path, text)))


@pytest.mark.parametrize("text", ["", "user,item,timestamp\n", "1\t2\t1\t1\n"])
def test_a_file_without_anything_is_refused(tmp_path: Path, text: str) -> None:
    found = CliRunner().invoke(learn, ["evaluate", str(write(tmp_path, text))])
    assert isinstance(found.exception, Refusal)


def test_moments_that_no_calendar_has_are_refused(tmp_path: Path) -> None:
    for number in ("8000000000000000", "253402300800", "-62135596801", "1e400"):
        found = CliRunner().invoke(learn, ["evaluate", str(write(tmp_path, f"a,b,1\na,c,{number}\n"))])
        assert ", line 2: " in str(found.exception)
        assert "no moment" in str(found.exception)


def test_a_line_is_counted_as_editors_count_it(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="line 4: 'soon' is no timestamp"):
        list(read_interactions(write(tmp_path, 'a,"two\nlines",1\n\na,b,soon\n')))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot read"):
        list(read_interactions(tmp_path / "nothing"))
    with pytest.raises(Refusal, match="cannot read"):
        list(read_interactions(tmp_path))


def test_it_is_measured_how_long_that_takes() -> None:
    told = CliRunner().invoke(bench, ["learning", "--events", "1000", "--items", "50", "--json"])
    found = json.loads(told.stdout)
    assert {target["most"] for target in found["targets"]} == {10, 5, 1, 3}
    assert found["recommendation_median_ms"] <= found["recommendation_p99_ms"]
    assert "of at most" in CliRunner().invoke(bench, ["learning", "--events", "1000", "--items", "50"]).stdout


def test_where_nothing_is_served_no_recommendation_is_measured() -> None:
    few = ["learning", "--events", "1000", "--items", "900"]
    found = json.loads(CliRunner().invoke(bench, [*few, "--json"], catch_exceptions=False).stdout)
    assert (found["items_served"], found["recommendation_p99_ms"]) == (0, None)
    (target,) = (target for target in found["targets"] if "recommendation" in target["name"])
    assert (target["found"], target["holds"]) == (None, False)
    told = CliRunner().invoke(bench, few, catch_exceptions=False).stdout
    assert "nothing is served" in told
