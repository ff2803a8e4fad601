"""The shape of the tree: sizes, arrows, reasons for exceptions, numbers with their source."""

import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.meta.tree import ROOT, tracked

LONGEST_FILE = 400
LONGEST_TEST = 500
TOP_LEVEL = {
    *("bot", "cogs", "config", "migrations", "tests"),
    *("pyproject.toml", "Dockerfile", "README.md", "LICENSE", "CHANGELOG.md"),
}
NOT_OURS = re.compile(r"/(?:work|root)/|\.library|/home/\w+|[A-Z]:\\Users")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_imports_go_down_only() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    assert checked.returncode == 0, checked.stdout


def test_no_file_is_too_long() -> None:
    code = [path for path in tracked("*.py") if "versions" not in path.parts]
    assert len(code) > 50
    limits = {path: LONGEST_TEST if "tests" in path.parts else LONGEST_FILE for path in code}
    assert names([path for path in code if len(path.read_text().splitlines()) > limits[path]]) == []


def test_the_top_level_holds_its_places_only() -> None:
    found = {path.relative_to(ROOT).parts[0] for path in tracked()}
    assert {name for name in found if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    text = tracked("*.py", "*.md", "*.toml", "*.yml", "Dockerfile", ".ci/*", "*.lock", "*.po")
    guilty = [path for path in text if path != Path(__file__) and NOT_OURS.search(path.read_text())]
    assert names(guilty) == []


@pytest.mark.parametrize("line", ["see /work/main", "file:///root/x", "/home/me/x"])
def test_a_machine_is_recognized(line: str) -> None:
    assert NOT_OURS.search(line)


def test_every_ignored_rule_of_ruff_says_why() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    lint = text[text.index("[tool.ruff.lint]") : text.index("[tool.ruff.lint.flake8-type-checking]")]
    rules = [line for line in lint.splitlines() if re.match(r'\s+"[A-Z]+\d*"', line)]
    assert len(rules) > 10
    assert [line for line in rules if "#" not in line] == []


def test_every_exception_in_the_code_names_its_rule() -> None:
    lines = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in tracked("*.py")
        for line in path.read_text().splitlines()
        if re.search(r"# (?:noqa(?!: [A-Z])|type: ignore(?!\[))", line) and path != Path(__file__)
    ]
    assert lines == []


def test_every_number_of_the_game_has_a_source_and_a_date() -> None:
    files = tracked("config/game/*.toml")
    assert files
    for path in files:
        kinds = tomllib.loads(path.read_text()).values()
        entries = [entry for kind in kinds for entry in kind]
        assert entries
        for entry in entries:
            assert entry["source"].startswith(("https://", "no rule of the game: ")), (path.name, entry)
            assert isinstance(entry["checked"], date), (path.name, entry)
            assert entry["checked"] <= date.today(), (path.name, entry)  # noqa: DTZ011 - a day is all it says


def test_no_mock_without_a_specification() -> None:
    bare = re.compile(r"\b(?:Magic|Async)?Mock\(\s*\)")
    assert (
        names([path for path in tracked("tests/*.py") if path != Path(__file__) and bare.search(path.read_text())])
        == []
    )
