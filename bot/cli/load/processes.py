"""Bots as processes of their own, and what the system knows of a process: processor time, memory, threads, sockets."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Final

from bot.cli.refusal import Refusal

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PATIENCE_S: Final = 60.0
_END_S: Final = 15.0
_KEPT: Final = ("PATH", "HOME", "LANG", "PYTHONPATH", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START")
NOWHERE: Final = "http://127.0.0.1:9"
"""Where nobody listens."""


@dataclass(frozen=True, slots=True)
class Running:
    """A bot at work."""

    process: asyncio.subprocess.Process
    log: Path
    began: float

    @property
    def pid(self) -> int:
        """The process's number."""
        return self.process.pid

    def cpu_s(self) -> float:
        """Return the processor time that it took so far, in seconds."""
        fields = (_PROC / str(self.pid) / "stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory_mib(self) -> float:
        """Return what of it is in memory."""
        return self._status("VmRSS") / 1024

    def threads(self) -> int:
        """Return how many threads it has."""
        return self._status("Threads")

    def sockets(self) -> int:
        """Return how many sockets it has open."""
        folder = _PROC / str(self.pid) / "fd"
        return sum(_is_socket(path) for path in folder.iterdir())

    def require_alive(self) -> None:
        """Raise Refusal, with its last words, where it came to its end."""
        if self.process.returncode is not None:
            words = self.log.read_text(errors="replace").strip().splitlines()
            raise Refusal(f"the bot ended by itself: {words[-1] if words else self.process.returncode}")

    def _status(self, name: str) -> int:
        lines = (_PROC / str(self.pid) / "status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))


@asynccontextmanager
async def started(*module: str, folder: Path, settings: Mapping[str, str]) -> AsyncIterator[Running]:
    """Start a module of Python with nothing in its environment but `settings`; end it afterwards."""
    log, environment = _prepare(folder), {name: os.environ[name] for name in _KEPT if name in os.environ}
    with log.open("wb") as errors:
        began = perf_counter()
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", *module, cwd=folder, env={**environment, **settings}, stdout=errors, stderr=errors
        )
        try:
            yield Running(process, log, began)
        finally:
            await _end(process)


async def until_ready(running: Running, ready: asyncio.Event) -> float:
    """Wait until a bot is connected and was told of its guilds; returns the seconds since its start."""
    ending = asyncio.create_task(running.process.wait())
    coming = asyncio.create_task(ready.wait())
    await asyncio.wait({ending, coming}, timeout=_PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
    for task in (ending, coming):
        task.cancel()
    running.require_alive()
    if not ready.is_set():
        raise Refusal(f"the bot was not ready within {_PATIENCE_S:.0f} s; it said: {running.log.read_text()[-400:]}")
    return perf_counter() - running.began


def _prepare(folder: Path) -> Path:
    """Make a bot's folder and return the file of its log."""
    if not (_PROC / "self" / "stat").exists():
        raise Refusal("this measures with /proc, which this system does not have; run it on Linux or in a container")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "log"


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.terminate()
        try:
            await asyncio.wait_for(process.wait(), _END_S)
        except TimeoutError:
            process.kill()
            await process.wait()


def _is_socket(path: Path) -> bool:
    try:
        return str(path.readlink()).startswith("socket:")
    except OSError:  # closed meanwhile
        return False
