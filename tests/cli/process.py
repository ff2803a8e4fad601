"""`gw2optimizer` as people start it: a process of its own, with nothing in its environment but what the test says."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM, Signals

from bot.cli.local_discord.server import TOKEN, DiscordServer

PATIENCE_S = 60
ROOT = Path(__file__).parents[2]
"""The code beside the tests is what is tested, whichever is installed."""
NOWHERE = "http://127.0.0.1:9/api"
"""Where nobody listens: no test may reach the real Discord or the game by leaving its address out."""
_KEPT = ("PATH", "PYTHONPATH", "HOME", "LANG", "COVERAGE_PROCESS_CONFIG", "COVERAGE_PROCESS_START", "SYSTEMROOT")


@dataclass(frozen=True)
class Ended:
    """How a process came to its end."""

    status: int
    out: str
    err: str
    seconds: float

    @property
    def last_line(self) -> str:
        return self.err.strip().splitlines()[-1] if self.err.strip() else ""


@dataclass(frozen=True)
class Running:
    """A process at work."""

    process: asyncio.subprocess.Process

    def send(self, number: Signals) -> None:
        if self.process.returncode is None:
            self.process.send_signal(number)

    async def end(self, number: Signals = SIGTERM) -> Ended:
        """Send a signal and wait for the end."""
        self.send(number)
        return await self.ended()

    async def ended(self) -> Ended:
        """Wait for the end."""
        start = asyncio.get_running_loop().time()
        out, err = await asyncio.wait_for(self.process.communicate(), PATIENCE_S)
        seconds = asyncio.get_running_loop().time() - start
        assert self.process.returncode is not None
        return Ended(self.process.returncode, out.decode(), err.decode(), seconds)


@asynccontextmanager
async def started(*arguments: str, folder: Path, **settings: str) -> AsyncIterator[Running]:
    """Start `gw2optimizer` in `folder`, which is its data folder too."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment(folder, settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Running(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def environment(folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """Return all that a process finds in its environment."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    nowhere = {"DISCORD_API_URL": NOWHERE, "GAME_API_URL": NOWHERE}
    path = os.pathsep.join(filter(None, [settings.get("PYTHONPATH"), str(ROOT)]))
    return {**kept, "DATA_FOLDER": str(folder / "data"), **nowhere, **settings, "PYTHONPATH": path}


async def ran(*arguments: str, folder: Path, **settings: str) -> Ended:
    """Start `gw2optimizer` and wait for its end."""
    async with started(*arguments, folder=folder, **settings) as running:
        return await running.ended()


def settings_for(server: DiscordServer, *, token: str = TOKEN) -> dict[str, str]:
    """Return the settings that lead to the local Discord."""
    return {"DISCORD_TOKEN": token, "DISCORD_API_URL": server.api_url}


async def eventually(is_so: Callable[[], bool], seconds: float = PATIENCE_S) -> None:
    """Wait until something outside of this process has come about."""
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - what changes is another process
            await asyncio.sleep(0.05)
