"""What newcomers read is true: links lead somewhere, commands exist, every setting is told."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.__main__ import COMMANDS
from config.settings import ALL
from tests.meta.tree import ROOT, tracked

READMES = tracked("*.md")
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CALL = re.compile(r"\bgw2optimizer ((?:[a-z]+ ?){1,2})")


def links(path: Path) -> list[str]:
    prose = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", path.read_text()))
    return [link for link in _LINK.findall(prose) if not re.match(r"[a-z]+:", link)]


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", path.read_text()), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def leads_nowhere(page: Path, link: str) -> bool:
    target, _, anchor = unquote(link).partition("#")
    path = (page.parent / target).resolve() if target else page
    return not path.exists() or bool(anchor and anchor not in anchors(path))


def command_line(name: str) -> str:
    """Return the one line in the fenced block below the mark `<!-- command: name -->` of the README."""
    found = re.findall(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", (ROOT / "README.md").read_text())
    assert len(found) == 1, f"README.md needs one line of command after the mark {name!r}"
    return str(found[0])


@pytest.mark.parametrize("page", READMES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in links(page) if leads_nowhere(page, link)] == []


def test_some_links_are_looked_at() -> None:
    assert len(links(ROOT / "README.md")) > 5
    assert leads_nowhere(ROOT / "README.md", "nowhere.md")
    assert leads_nowhere(ROOT / "README.md", "README.md#nowhere")


def test_every_package_is_explained() -> None:
    packages = ("bot", "bot/domain", "bot/models", "bot/gateways", "cogs", "config", "migrations")
    assert [name for name in packages if not (ROOT / name / "README.md").is_file()] == []


def test_the_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text()
    assert [name for name in COMMANDS if f"gw2optimizer {name}" not in text] == []


def mentioned() -> set[tuple[str, ...]]:
    """Return the commands that the pages tell people to type, with a subcommand where one is told."""
    calls = {call.split()[0] for page in READMES for call in _CALL.findall(page.read_text())}
    return {(call,) for call in calls if call in COMMANDS} | {("data", "info"), ("data", "build")}


def test_no_page_mentions_a_command_that_does_not_exist() -> None:
    told = {call for page in READMES for call in re.findall(r"`gw2optimizer ([a-z]+)", page.read_text())}
    assert told - COMMANDS.keys() == set()


@pytest.mark.parametrize("call", sorted(mentioned()), ids=" ".join)
def test_commands_that_are_told_answer_help(call: tuple[str, ...]) -> None:
    helped = subprocess.run(  # noqa: S603 - our own command line
        [sys.executable, "-m", "bot", *call, "--help"], capture_output=True, text=True, check=False, timeout=60
    )
    assert helped.returncode == 0, helped.stderr
    assert helped.stdout.startswith("Usage: ")


def test_options_that_are_told_exist() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "bot", "try", "--help"], capture_output=True, text=True, check=True, timeout=60
    )
    told = set(re.findall(r"`(--[a-z-]+)`", (ROOT / "README.md").read_text())) - {"--json"}
    assert told
    assert [option for option in told if option not in helped.stdout] == []


@pytest.mark.parametrize(
    ("name", "lock", "last"), [("run", "requirements", "try"), ("test", "requirements-dev", "check")]
)
def test_the_two_commands_do_all_their_set_up(name: str, lock: str, last: str) -> None:
    line = command_line(name)
    assert line.startswith("python3 -m venv .venv && ")
    assert f"--require-hashes -r config/{lock}.lock" in line
    assert "--no-build-isolation --no-deps -e ." in line
    assert line.endswith(f" {last}")


def test_ci_runs_the_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text()
    extraction = re.search(r"^command=\$\((.+)\)$", script, re.MULTILINE)
    assert extraction
    command = ["bash", "-c", extraction[1]]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our script
    assert found.stdout.strip() == command_line("test")


def test_every_setting_is_told() -> None:
    variables = {str(field.validation_alias) for kind in ALL for field in kind.model_fields.values()}
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "config" / "README.md").read_text(), re.MULTILINE))
    assert told == variables
