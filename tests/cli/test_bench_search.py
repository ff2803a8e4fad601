"""`bench search` on a small database of its own."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.bench import bench
from bot.cli.refusal import Refusal
from tests import servers

SMALL = ["search", "--builds", "1000", "--guilds", "5", "--asks", "1"]


def measure(url: str, *options: str) -> str:
    result = servers.outside(CliRunner().invoke, bench, [*SMALL, "--url", url, *options])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0
    return result.output


def test_measures_on_postgres_and_tells_the_indexes(own_postgres_url: str) -> None:
    timings = json.loads(measure(own_postgres_url, "--json"))
    assert len(timings) > 20
    assert all(0 < timing["p50_ms"] <= timing["p95_ms"] for timing in timings.values())
    assert "ix_build_publications_terms" in " ".join(timings["elite, gives, weapon"]["plans"])


def test_measures_again_what_it_made(tmp_path: Path) -> None:
    url = str(tmp_path / "bench.sqlite3")
    assert "a misspelled word" in measure(url)
    assert "ix_builds_owner_live" in measure(url, "--plans")


def test_leaves_a_database_with_other_builds_alone(tmp_path: Path) -> None:
    url = str(tmp_path / "bench.sqlite3")
    measure(url)
    with pytest.raises(Refusal, match="name an empty one"):
        measure(url, "--guilds", "7")
