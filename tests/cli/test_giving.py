"""`decode --mode` and `bench supplies`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.bench import LABELS, bench
from bot.cli.decode import decode
from bot.cli.labels import read_labels, read_rows
from bot.domain.modes import GameMode
from tests.cli.test_decode import KEYS
from tests.domain.rows import golden_rows

ALAC_MIRAGE = "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]"
MORE = ["supplies", "support", "roles", "combos"]

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    app = typer.Typer()
    app.command()(decode)
    return lambda *arguments, **more: CliRunner().invoke(app, [*arguments], **more)


def record(run: Run, *arguments: str) -> dict[str, Any]:
    result = run("--json", *arguments)
    assert result.exit_code == 0
    found: dict[str, Any] = json.loads(result.stdout)
    return found


class TestDecode:
    def test_without_a_mode_nothing_is_added(self, run: Run) -> None:
        assert list(record(run, ALAC_MIRAGE)) == KEYS

    @pytest.mark.parametrize("mode", GameMode)
    def test_a_mode_adds_four_keys_and_changes_none(self, run: Run, mode: GameMode) -> None:
        for row in golden_rows():
            if row.valid:
                more, less = record(run, "--mode", mode, row.code), record(run, row.code)
                assert list(more) == [*KEYS, *MORE]
                assert {key: more[key] for key in KEYS} == less

    def test_the_shape_of_what_is_added(self, run: Run) -> None:
        found = record(run, "--mode", "pve", ALAC_MIRAGE)
        assert "alacrity" in found["support"]
        assert found["roles"] == ["alac-dps"]
        for supply in found["supplies"]:
            assert list(supply) == ["kind", "name", "to", "count", "sources", "evidence"]
            assert supply["to"] in {"self", "allies", "unknown"}
            assert supply["evidence"] in {"declared", "fact", "split", "unknown"}
            assert all(list(source) == ["type", "id", "name"] for source in supply["sources"])
        alacrity = next(one for one in found["supplies"] if (one["name"], one["to"]) == ("Alacrity", "allies"))
        assert alacrity["kind"] == "boon"
        assert alacrity["count"] == 5
        assert {"type": "trait", "id": 2174, "name": "Mirage Mantle"} in alacrity["sources"]
        assert list(found["combos"]) == ["fields", "finishers"]
        assert ("Ethereal", "Chaos Storm") in {(one["type"], one["name"]) for one in found["combos"]["fields"]}
        assert {tuple(one) for kind in found["combos"].values() for one in kind} == {("type", "id", "name")}

    def test_modes_differ(self, run: Run) -> None:
        assert "alacrity" not in record(run, "--mode", "wvw", ALAC_MIRAGE)["support"]

    def test_people_read_it_too(self, run: Run) -> None:
        lines = run("--mode", "pve", ALAC_MIRAGE).stdout.splitlines()
        assert "  roles in pve: alac-dps" in lines
        assert any(line.startswith("  holds: alacrity") for line in lines)
        assert any(line.startswith("  fields: ") and "Ethereal (Chaos Storm" in line for line in lines)

    def test_it_says_which_numbers_are_of_which_mode(self, run: Run) -> None:
        lines = {mode: run(ALAC_MIRAGE, "--mode", mode).stdout for mode in GameMode}
        assert "by numbers of WvW: " in lines[GameMode.WVW]
        assert "all else by numbers of PvE" in lines[GameMode.WVW]
        assert "no table of PvP is known" in lines[GameMode.PVP]
        assert "by numbers of" not in lines[GameMode.PVE]

    def test_a_failure_has_no_more_keys_than_before(self, run: Run) -> None:
        result = run("--json", "--mode", "pve", "hm")
        assert set(json.loads(result.stdout)) == {"code", "ok", "error"}
        assert result.exit_code == 1

    def test_an_unknown_mode_is_refused(self, run: Run) -> None:
        assert run("--mode", "raid", ALAC_MIRAGE).exit_code == 2


class TestBench:
    def test_the_labelled_builds_are_told_well_enough(self) -> None:
        result = CliRunner().invoke(bench, ["supplies", "--json"])
        scores = json.loads(result.stdout)
        assert scores["boons"]["said"] >= 80
        assert scores["boons"]["recall"] >= 0.95, scores
        assert scores["boons"]["precision"] >= 0.9, scores

    def test_every_miss_is_listed(self, tmp_path: Path) -> None:
        row = {"id": "x1", "code": ALAC_MIRAGE, "title": "Mine", "labels": {"quickness": True, "alacrity": False}}
        rows = tmp_path / "rows.jsonl"
        rows.write_text(json.dumps(row) + "\n")
        lines = CliRunner().invoke(bench, ["supplies", str(rows)]).stdout.splitlines()
        assert lines[0] == "1 builds"
        assert lines[1].startswith("boons       found 0 of 1 (0%)    right 0 of 1 (0%)")
        assert "  missed: x1 Mine" in lines
        assert "  wrong: x1 Mine" in lines

    def test_what_cannot_be_read_is_a_miss(self, tmp_path: Path) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text(json.dumps({"code": "[&AgEAAAA=]", "labels": {"alacrity": True}}) + "\n")
        scores = json.loads(CliRunner().invoke(bench, ["supplies", str(rows), "--json"]).stdout)
        assert (scores["alacrity"]["said"], scores["alacrity"]["found"]) == (1, 0)

    @pytest.mark.parametrize("text", ["[1]", "{}", "no json", '{"labels": {"heal": true}}'])
    def test_rows_that_are_none_are_refused(self, tmp_path: Path, text: str) -> None:
        rows = tmp_path / "rows.jsonl"
        rows.write_text(text)
        result = CliRunner().invoke(bench, ["supplies", str(rows)])
        if text == "{}":
            assert result.stdout.startswith("0 builds")
        else:
            assert type(result.exception).__name__ == "Refusal"

    def test_a_missing_file_is_refused(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(bench, ["supplies", str(tmp_path / "none")])
        assert "cannot read" in str(result.exception)


class TestLabels:
    @pytest.mark.parametrize(
        ("expected", "labels"),
        [
            ({"title": "Dune Cloak [aDPS]"}, (False, True, False)),
            ({"title": "Sand Seraph [aHeal]"}, (False, True, True)),
            ({"title": "Staff [qDPS]"}, (True, False, False)),
            ({"title": "Fire [cDPS]", "tags": ["condi"]}, (False, False, False)),
            ({"title": "Boon Chronomancer [Boon DPS]"}, (True, True, False)),
            ({"title": "X", "tags": ["quickness", "alacrity"]}, (True, True, False)),
            ({"title": "Heal Firebrand", "role": "Support"}, (None, None, True)),
            ({"title": "Power (Alac) Mechanist", "role": "Power Damage"}, (False, True, False)),
            ({"title": "Celestial Alac Scourge", "role": "Hybrid"}, (False, True, None)),
            ({"title": "Handkite"}, (None, None, None)),
        ],
    )
    def test_titles_tags_and_roles_are_read(
        self, expected: dict[str, Any], labels: tuple[bool | None, bool | None, bool | None]
    ) -> None:
        found = read_labels(expected)
        assert (found["quickness"], found["alacrity"], found["heal"]) == labels

    def test_variants_are_told_apart(self) -> None:
        row = {"code": ALAC_MIRAGE, "expected": {"title": "Power (Alac) Mechanist", "role": "Power Damage"}}
        (found,) = read_rows([json.dumps(row), ""])
        assert found.variants == ("alacrity",)

    def test_a_missed_variant_counts_and_is_listed_apart(self, tmp_path: Path) -> None:
        title = {"title": "Condi (Quick) Mirage", "role": "Condi Damage"}
        rows = tmp_path / "rows.jsonl"
        rows.write_text(json.dumps({"id": "x1", "code": ALAC_MIRAGE, "expected": title}) + "\n")
        scores = json.loads(CliRunner().invoke(bench, ["supplies", str(rows), "--json"]).stdout)
        assert (scores["quickness"]["said"], scores["quickness"]["found"]) == (1, 0)
        assert (scores["quickness"]["missed"], scores["quickness"]["variants"]) == ([], ["x1 Condi (Quick) Mirage"])

    def test_rows_that_say_nothing_or_are_no_codes_are_passed_over(self) -> None:
        rows = [{"code": "x", "valid": False, "labels": {"heal": True}}, {"code": "x", "expected": {"title": "Fun"}}]
        assert list(read_rows(map(json.dumps, rows))) == []

    def test_the_projects_own_rows_name_their_sources(self) -> None:
        rows = [json.loads(line) for line in LABELS.read_text().splitlines()]
        assert len(rows) > 50
        assert all(len(row["source"]) > 10 for row in rows)
        assert len(list(read_rows(LABELS.read_text().splitlines()))) == len(rows)
