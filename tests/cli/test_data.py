"""`gw2optimizer data` and `gw2optimizer bench`."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.bench import bench, make_codes
from bot.cli.data import BUNDLED, data
from bot.cli.refusal import Refusal
from bot.domain.gamedata import GameData
from bot.domain.legality import DefectKind, find_defects
from bot.domain.template import BuildTemplate
from bot.gateways.gamedata.equipment import EQUIPMENT
from tests.domain.rows import SHARED


class TestInfo:
    def test_people_read_build_days_and_counts(self) -> None:
        result = CliRunner().invoke(data, ["info"])
        assert result.exit_code == 0
        lines = result.stdout.splitlines()
        assert lines[0] == "game build 191645"
        assert re.fullmatch(r"\d+ days old: bundled, its oldest part of 2025-11-26", lines[1])
        assert "specializations 2026-07-31      81" in lines
        assert "palettes        2026-08-18   1,767" in lines
        assert any(line.startswith("skills") and line.endswith("108 of them without a name") for line in lines)

    def test_programs_read_the_same(self) -> None:
        found = json.loads(CliRunner().invoke(data, ["info", "--json"]).stdout)
        assert found["build"] == 191645
        assert (found["origin"], found["day"], found["file"]) == ("bundled", "2025-11-26", None)
        assert found["age_days"] > 300
        assert found["kinds"]["palettes"] == {"date": "2026-08-18", "count": 1767, "unnamed": 0}
        assert set(found["kinds"]) >= {
            "professions",
            "specializations",
            "traits",
            "skills",
            "weapons",
            "legends",
            "pets",
            "stats",
            "runes",
            "sigils",
            "relics",
        }

    def test_it_tells_of_a_file_that_is_not_used(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "snapshot.json").write_text("[]")
        lines = CliRunner().invoke(data, ["info"]).stdout.splitlines()
        assert lines[0] == "game build 191645"
        assert lines[2].startswith(f"not used: {folder / 'snapshot.json'}: no fetched edition")
        assert json.loads(CliRunner().invoke(data, ["info", "--json"]).stdout)["refused"]


class TestBuild:
    def test_a_new_snapshot_is_the_bundled_one(self, tmp_path: Path) -> None:
        if not SHARED.exists():
            pytest.skip(f"{SHARED} is not beside this checkout; the snapshot cannot be made anew")
        out = tmp_path / "snapshot.json"
        result = CliRunner().invoke(data, ["build", "--source", str(SHARED), "--out", str(out)])
        assert result.exit_code == 0
        assert out.read_bytes() == BUNDLED.read_bytes()
        assert out.with_name(EQUIPMENT).read_bytes() == BUNDLED.with_name(EQUIPMENT).read_bytes()

    def test_a_folder_without_the_files_is_refused(self, tmp_path: Path) -> None:
        result = CliRunner().invoke(data, ["build", "--source", str(tmp_path), "--out", str(tmp_path / "out")])
        assert isinstance(result.exception, Refusal)
        assert "api/metadata.json" in str(result.exception)
        assert not (tmp_path / "out").exists()

    def test_newer_answers_go_before_the_source(self, tmp_path: Path) -> None:
        if not SHARED.exists():
            pytest.skip(f"{SHARED} is not beside this checkout; the snapshot cannot be made anew")
        (tmp_path / "pets.json").write_text('[{"id": 99, "name": "Juvenile Test"}]')
        out = tmp_path / "out" / "snapshot.json"
        out.parent.mkdir()
        words = ["build", "--source", str(SHARED), "--out", str(out), "--api", str(tmp_path)]
        assert CliRunner().invoke(data, words).exit_code == 2
        assert CliRunner().invoke(data, [*words, "--day", "2026-11-22"]).exit_code == 0
        pets = json.loads(out.read_bytes())["kinds"]["pets"]
        assert (pets["date"], pets["rows"][-1]) == ("2026-11-22", [99, "Juvenile Test"])

    def test_files_of_another_shape_are_refused(self, tmp_path: Path) -> None:
        (tmp_path / "api").mkdir()
        (tmp_path / "api/metadata.json").write_text("[]")
        result = CliRunner().invoke(data, ["build", "--source", str(tmp_path), "--out", str(tmp_path / "out")])
        assert isinstance(result.exception, Refusal)


class TestBench:
    def test_it_tells_each_speed_beside_the_yardstick(self) -> None:
        result = CliRunner().invoke(bench, ["decode", "--count", "50", "--rounds", "1", "--json"])
        found = json.loads(result.stdout)
        assert list(found["codes_per_second"]) == ["bytes", "raw", "described"]
        assert found["times_bytes"]["bytes"] == 1
        assert found["times_bytes"]["described"] > found["times_bytes"]["raw"] > 1

    def test_people_read_it_too(self) -> None:
        result = CliRunner().invoke(bench, ["decode", "--count", "50", "--rounds", "1"])
        assert [line.split()[0] for line in result.stdout.splitlines()] == ["bytes", "raw", "described"]

    def test_its_codes_differ_and_are_the_same_every_time(self, game: GameData) -> None:
        codes = make_codes(game, 200)
        assert len(set(codes)) == 200
        assert codes == make_codes(game, 200)

    def test_its_codes_are_like_those_of_the_game(self, game: GameData) -> None:
        unlike = {kind for kind in DefectKind if kind.startswith(("unknown", "foreign", "spare", "traits"))}
        for code in make_codes(game, 200):
            kinds = {defect.kind for defect in find_defects(BuildTemplate.from_chat_code(code), game)}
            assert not kinds & unlike


class TestBenchPictures:
    def test_tells_milliseconds_of_builds_and_of_a_squad(self) -> None:
        result = CliRunner().invoke(bench, ["pictures", "--count", "2", "--json"])
        assert result.exit_code == 0
        told = json.loads(result.stdout)
        assert told["count"] == 2
        assert set(told["milliseconds"]) >= {"build, drawn", "build, kept", "team of 50, overview", "two subgroups"}
        assert told["milliseconds"]["build, drawn"]["bytes"] > 1000

    def test_tells_it_to_people_in_lines(self) -> None:
        lines = CliRunner().invoke(bench, ["pictures", "--count", "1"]).stdout.splitlines()
        assert len(lines) == 8
        assert all(" ms" in line for line in lines)


class TestBenchKnowledge:
    def test_tells_milliseconds_of_a_build_and_of_a_squad(self) -> None:
        result = CliRunner().invoke(bench, ["knowledge", "--count", "3", "--json"])
        assert result.exit_code == 0
        told = json.loads(result.stdout)
        assert told["count"] == 3
        assert set(told["milliseconds"]) == {"a build, known", "team of 50, analyzed"}
        assert all(0 < one["median"] <= one["worst"] for one in told["milliseconds"].values())

    def test_tells_it_to_people_in_lines(self) -> None:
        lines = CliRunner().invoke(bench, ["knowledge", "--count", "1"]).stdout.splitlines()
        assert [line[:6] for line in lines] == ["a buil", "team o"]
        assert all(line.endswith(" ms at worst") for line in lines)
