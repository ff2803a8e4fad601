"""Stops the servers of a test run when the run is over, however it ended: `python guardian.py FOLDER`.

It waits for the end of its standard input, which the process that pytest was called in holds open while it lives.
Standard library only: it starts with every run, also with those that need no server.
"""

import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

PATIENCE_SECONDS = 5.0
SERVERS = {"redis.pid": signal.SIGTERM, "*/postmaster.pid": signal.SIGQUIT}
"""Where each server notes its process id, as a pattern, and the signal by which it ends at once."""


def stop(folder: Path) -> None:
    """Stop what runs in `folder` and remove it."""
    for pattern, how in SERVERS.items():
        for note in folder.glob(pattern):
            with suppress(FileNotFoundError, ProcessLookupError):
                end(int(note.read_text().splitlines()[0]), how)
    shutil.rmtree(folder, ignore_errors=True)


def end(pid: int, how: signal.Signals) -> None:
    """Ask a process to end and wait until it has; raises ProcessLookupError as soon as it is gone."""
    os.kill(pid, how)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        time.sleep(0.02)
        os.kill(pid, 0)


if __name__ == "__main__":
    sys.stdin.read()
    stop(Path(sys.argv[1]))
