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
SHORTEST_SOURCE = 10
TOP_LEVEL = {
    *("bot", "cogs", "config", "migrations", "tests"),
    *("pyproject.toml", "Dockerfile", "README.md", "LICENSE", "CHANGELOG.md"),
}
NOT_OURS = re.compile(rf"/root/|/home/\w+|[A-Z]:\\Users|{re.escape(str(ROOT))}")
"""Homes of people, and the very folder that this checkout lies in."""


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


@pytest.mark.parametrize("line", [f"see {ROOT}", "file:///root/x", "/home/me/x"])
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


def unsourced(value: object, path: str = "") -> list[str]:
    """Return where numbers stand that neither they nor a table around them give a source and a date for."""
    if isinstance(value, list):
        return [found for number, item in enumerate(value, 1) for found in unsourced(item, f"{path}[{number}]")]
    if not isinstance(value, dict):
        return [path]
    source, checked = str(value.get("source", "")), value.get("checked")
    if len(source) >= SHORTEST_SOURCE and isinstance(checked, date):
        return [] if checked <= date.today() else [f"{path}: checked in the future"]  # noqa: DTZ011 - a day
    return [found for name, item in value.items() for found in unsourced(item, f"{path}.{name}")]


def test_every_number_of_the_game_has_a_source_and_a_date() -> None:
    files = tracked("config/game/*.toml")
    assert files
    assert {path.name: found for path in files if (found := unsourced(tomllib.loads(path.read_text())))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "[[a]]\nsize = 1\nsource = 'wiki'\n",
        "[a]\nsize = 1\n",
        "[a]\nsource = 'wiki'\nchecked = 2026-01-01\n",
        "[a]\nsource = 'https://somewhere'\nchecked = 2999-01-01\n",
    ],
)
def test_a_number_without_source_is_found(text: str) -> None:
    assert unsourced(tomllib.loads(text))


def test_no_mock_without_a_specification() -> None:
    bare = re.compile(r"\b(?:Magic|Async)?Mock\(\s*\)")
    assert (
        names([path for path in tracked("tests/*.py") if path != Path(__file__) and bare.search(path.read_text())])
        == []
    )
