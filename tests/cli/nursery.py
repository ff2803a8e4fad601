"""Starts bots in processes of their own without loading them each time: a process that has loaded all of it forks.

Two seconds become a tenth of one, for tests that start a bot again and again. What runs is a process like any other; it
looks for jobs ten times as often, and counts its steps.
"""

import gc
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.cli.dying import ROOT, watch
from tests.cli.process import environment

_LOADED = ("bot.__main__", "bot.cli.run", "bot.cli.compose", "bot.cli.discord_login", "bot.cli.health", "bot.cli.sync")
_DRIVERS = ("config.logging", "asyncpg", "aiosqlite", "sqlalchemy.dialects.postgresql", "sqlalchemy.dialects.sqlite")
_LOOKS_EVERY_S = 0.1
_PATIENCE_S = 60


@dataclass(frozen=True)
class Child:
    """A bot that was started here."""

    pid: int

    def is_dead(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)


@dataclass(frozen=True)
class Nursery:
    """The process that forks."""

    process: "subprocess.Popen[str]"

    @classmethod
    @contextmanager
    def open(cls) -> Iterator["Nursery"]:
        command = [sys.executable, "-m", "tests.cli.nursery"]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)  # noqa: S603 - our own
        try:
            yield cls(process)
        finally:
            process.kill()
            process.communicate()

    def start(self, folder: Path, *options: str, **settings: str) -> Child:
        """Start `gw2optimizer run` in `folder`; what it says goes to a file there."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([str(folder), options, environment(folder, settings)]) + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], _PATIENCE_S)
        assert ready, "the nursery does not answer"
        return Child(int(self.process.stdout.readline()))


def _serve() -> None:
    """Fork for each line that comes in, until there are no more."""
    from bot.app import EXTENSIONS
    from cogs.jobs import JobLoop

    for name in (*_LOADED, *_DRIVERS, *EXTENSIONS):
        importlib.import_module(name)
    JobLoop.look.change_interval(seconds=_LOOKS_EVERY_S)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody has to wait for those who died
    gc.freeze()
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            _live(*json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _live(place: str, options: list[str], settings: dict[str, str]) -> None:
    """Be a bot with these settings, as if newly started."""
    from bot.__main__ import main

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    folder = Path(place)
    os.environ.clear()
    os.environ.update(settings)
    os.chdir(folder)
    nothing, said = os.open(os.devnull, os.O_RDONLY), os.open("said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for number, to in enumerate((nothing, said, said)):
        os.dup2(to, number)
    sys.argv = ["gw2optimizer", "run", *options]
    try:
        watch(folder / "dying")
        with suppress(SystemExit):
            main()
    except BaseException:  # noqa: BLE001 - the end of this process, whatever it is
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(0)


if __name__ == "__main__":
    _serve()
