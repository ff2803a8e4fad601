"""The command line as a whole: what it knows, and what it loads."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.cli.local_discord.server import DiscordServer
from tests.cli.process import ran
from tests.cli.test_run import connected

FOR_FEW = ("alembic", "mako", "numpy", "highspy", "PIL")
"""What takes memory and is for other processes, for pictures or to migrate."""


def called(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)  # noqa: S603


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_begins_with_its_summary(name: str) -> None:
    helped = called(name, "--help")
    assert helped.returncode == 0, helped.stderr
    assert "Usage: " in helped.stdout


def test_help_names_every_command_and_loads_none() -> None:
    helped = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", "--help"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert [name for name in COMMANDS if f"  {name} " not in helped.stdout] == []
    assert loaded(helped.stderr, "discord", "sqlalchemy", "pydantic", "bot.domain") == []


def test_decode_loads_neither_discord_nor_sqlalchemy() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "bot", "decode", "--help"]
    decoded = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    assert loaded(decoded.stderr, "discord", "sqlalchemy", "aiohttp") == []


async def test_a_bot_that_starts_loads_only_what_it_needs(server: DiscordServer, tmp_path: Path) -> None:
    await ran("migrate", folder=tmp_path)
    async with connected(server, tmp_path, PYTHONPROFILEIMPORTTIME="1") as running:
        ended = await running.end()
    assert loaded(ended.err, "bot.app", "cogs.ui.errors") == ["bot.app", "cogs.ui.errors"]
    assert loaded(ended.err, *FOR_FEW) == []


def test_an_unknown_command_is_refused() -> None:
    refused = called("optimise")
    assert refused.returncode == 2
    assert "No such command 'optimise'" in refused.stderr


def test_version() -> None:
    assert called("--version").stdout == "0.1.0\n"


def loaded(import_times: str, *names: str) -> list[str]:
    """Return which of `names` were imported, by what `-X importtime` tells."""
    modules = {line.rsplit("|", 1)[-1].strip() for line in import_times.splitlines()}
    return [name for name in names if name in modules]
