"""A process that kills itself at a step, as `kill -9` would: `watch` is called in it before the bot begins.

A step is what others can see of a process: before each write to the database, before and after a transaction's commit,
before and after a request that changes something at Discord. They are counted once a file says at which to die, and
each is noted in another.
"""

import os
import re
import signal
import threading
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientSession
from sqlalchemy import Engine, event
from sqlalchemy.engine.default import DefaultDialect

ROOT = Path(__file__).parents[2]
_ORDER, _TRACE = "die-at", "steps"
_WROTE = "wrote"


def order(folder: Path, step: int | str | None) -> None:
    """Let the process count from now on, and die at that step or the first that begins so; None ends the counting."""
    folder.mkdir(exist_ok=True)
    (folder / _TRACE).unlink(missing_ok=True)
    if step is None:
        (folder / _ORDER).unlink(missing_ok=True)
        return
    (folder / "next").write_text(str(step))
    (folder / "next").rename(folder / _ORDER)


def steps_of(folder: Path) -> list[str]:
    """Return the steps that were counted."""
    trace = folder / _TRACE
    return trace.read_text().splitlines() if trace.exists() else []


def watch(folder: Path) -> None:
    """Let this process count its steps, and die."""
    steps = _Steps(folder)
    _watch_database(steps)
    _watch_requests(steps)


class _Steps:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def take(self, name: str) -> bool:
        """Count a step, and die if it is the one; returns whether steps are counted now."""
        order = self._folder / _ORDER
        with self._lock:
            if not order.exists():
                return False
            with (self._folder / _TRACE).open("a") as trace:
                trace.write(f"{name}\n")
            last = order.read_text()
            if name.startswith(last) or str(len(steps_of(self._folder))) == last:
                os.kill(os.getpid(), signal.SIGKILL)
            return True


def _watch_database(steps: _Steps) -> None:
    commit = DefaultDialect.do_commit

    @event.listens_for(Engine, "before_cursor_execute")
    def write(connection: Any, _cursor: object, sql: str, *_more: object) -> None:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            # of a transaction that began to write before steps were counted, the commit is none either
            connection.info[_WROTE] = steps.take(" ".join(sql.split()[:3]))

    def do_commit(dialect: DefaultDialect, connection: Any) -> None:
        wrote = connection.info.pop(_WROTE, False)
        if wrote:
            steps.take("before commit")
        commit(dialect, connection)  # type: ignore[no-untyped-call]
        if wrote:
            steps.take("after commit")

    DefaultDialect.do_commit = do_commit  # type: ignore[method-assign]


def _watch_requests(steps: _Steps) -> None:
    ask = ClientSession._request

    async def asked(session: ClientSession, method: str, url: Any, **more: Any) -> Any:
        if method == "GET":
            return await ask(session, method, url, **more)
        name = f"{method} {re.sub('[0-9]{9,}', '…', urlsplit(str(url)).path.removeprefix('/api/v10'))}"
        steps.take(f"before {name}")
        answer = await ask(session, method, url, **more)
        steps.take(f"after {name}")
        return answer

    ClientSession._request = asked  # type: ignore[method-assign,assignment]
