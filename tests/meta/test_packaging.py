"""What is installed, from where, under which licence; what the image and the workflow are made of."""

import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.meta.tree import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["try"]]
BACKEND = PROJECT["build-system"]["requires"]
LOCKS = {
    "requirements.lock": [*RUNTIME, *BACKEND],
    "requirements-dev.lock": [*RUNTIME, *BACKEND, *PROJECT["dependency-groups"]["dev"]],
}
FREE = re.compile(
    r"\b(MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla|Unlicense|0BSD|HPND|CNRI|Zlib)\b", re.IGNORECASE
)
WEAK_COPYLEFT = re.compile(r"LGPL|Lesser General Public", re.IGNORECASE)
"""May be used unchanged by a program under any licence, which is all that is done here."""
UNSAID: dict[str, str] = {}
"""Packages whose metadata name no licence, with the licence that their source tells."""


def pinned(lock: str) -> dict[str, Version]:
    """Return the packages in a lock file, also those for other platforms."""
    text = (ROOT / "config" / lock).read_text()
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE)
    return {str(canonicalize_name(name)): Version(version) for name, version in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_hold_what_is_asked_for(lock: str) -> None:
    versions = pinned(lock)
    for requirement in map(Requirement, LOCKS[lock]):
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), f"{requirement}: {version} is locked"


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_name_no_index_and_hash_everything(lock: str) -> None:
    text = (ROOT / "config" / lock).read_text()
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|\S+\.(?:org|com|io)\b", text) == []
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)[1:]
    assert len(entries) == len(pinned(lock))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_what_runs_is_what_is_tested() -> None:
    tested = pinned("requirements-dev.lock")
    assert {name: tested[name] for name in pinned("requirements.lock")} == pinned("requirements.lock")


@pytest.mark.parametrize("requirement", RUNTIME + PROJECT["dependency-groups"]["dev"])
def test_majors_are_bounded(requirement: str) -> None:
    dated = {"tzdata"}  # versions are years: there is no major to break anything
    bounds = {specifier.operator for specifier in Requirement(requirement).specifier}
    assert "<" in bounds or Requirement(requirement).name in dated


def licence(distribution: metadata.Distribution) -> str:
    lines = (distribution.read_text("METADATA") or "").partition("\n\n")[0].splitlines()
    return " ".join(line[:200] for line in lines if line.startswith(("License", "Classifier: License")))


def installed(names: set[str]) -> dict[str, metadata.Distribution]:
    found = {str(canonicalize_name(found.metadata["Name"])): found for found in metadata.distributions()}
    return {name: found[name] for name in names if name in found}


def test_licences_let_us_use_what_we_use() -> None:
    distributions = installed(set(pinned("requirements.lock")))
    assert len(distributions) > 30
    said = {name: f"{licence(found)} {UNSAID.get(name, '')}" for name, found in distributions.items()}
    assert {name: text for name, text in said.items() if not FREE.search(text) and not WEAK_COPYLEFT.search(text)} == {}


def test_a_strong_licence_is_recognized() -> None:
    assert not FREE.search("GPL-3.0-only")
    assert not WEAK_COPYLEFT.search("GNU General Public License v3")


def test_the_docker_file_is_clean() -> None:
    command = [str(Path(sys.executable).parent / "hadolint"), "Dockerfile"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - pinned
    assert checked.returncode == 0, checked.stdout


def test_the_image_runs_as_an_ordinary_user_from_locked_packages() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert text.count("\nFROM ") + text.startswith("FROM ") == 2
    assert re.search(r"^USER [1-9]\d*$", text, re.MULTILINE)
    assert "--require-hashes" in text
    assert re.search(r"^HEALTHCHECK .*gw2optimizer", text, re.MULTILINE)
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert [base for base in bases if not re.search(r":\d+\.\d+\.\d+-\w+-\w+$", base)] == []


@pytest.fixture
def workflow() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text())
    return parsed


def test_the_workflow_tests_both_ends_of_postgres(workflow: dict[str, Any]) -> None:
    test = workflow["jobs"]["test"]
    assert {entry["postgres"] for entry in test["strategy"]["matrix"]["include"]} == {"14", "18"}
    assert set(test["services"]) == {"postgres", "redis"}
    assert "services" not in workflow["jobs"]["newcomer"]
    assert ".ci/run" in [step.get("run") for step in workflow["jobs"]["newcomer"]["steps"]]


def test_the_workflow_may_do_little_and_uses_fixed_actions(workflow: dict[str, Any]) -> None:
    assert workflow["permissions"] == {"contents": "read"}
    uses = [step["uses"] for job in workflow["jobs"].values() for step in job["steps"] if "uses" in step]
    assert uses
    assert [use for use in uses if not re.search(r"@v\d+\.\d+\.\d+$", use)] == []


def test_the_workflow_calls_tasks_that_exist(workflow: dict[str, Any]) -> None:
    calls = [step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"]]
    tasks = {call.removeprefix("task ") for call in calls if call.startswith("task ")}
    assert tasks == {"lint", "types", "imports", "test"}
    assert tasks <= PROJECT["tool"]["taskipy"]["tasks"].keys()


def test_the_oldest_python_is_the_one_tested(workflow: dict[str, Any]) -> None:
    oldest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert oldest in {entry["python"] for entry in workflow["jobs"]["test"]["strategy"]["matrix"]["include"]}
    assert Version(default_environment()["python_version"]) >= Version(oldest)
