"""The servers of a run end with it, also when pytest has no time to say goodbye."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest
import redis

from tests import guardian, servers

PATIENCE_SECONDS = 60


async def test_postgres_is_real_and_migrated(own_postgres_url: str) -> None:
    connection = await asyncpg.connect(own_postgres_url.replace("+asyncpg", ""))
    assert connection.get_server_version().major >= 14
    assert await connection.fetchval("SELECT count(*) FROM builds") == 0
    await connection.close()


def test_redis_is_real_and_keeps_nothing(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.ping()
        if "TEST_REDIS_URL" not in os.environ:
            assert client.config_get("save") == {"save": ""}


def test_each_caller_gets_the_same_server() -> None:
    assert servers.postgres_template() == servers.postgres_template()
    assert servers.redis_server() == servers.redis_server()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_the_guardian_stops_servers_of_a_run_that_was_killed(tmp_path: Path, how: signal.Signals) -> None:
    script = "import time; from tests import servers; r = servers.open_run(); print(r.folder, flush=True);"
    script += "servers.redis_server(); print('up', flush=True); time.sleep(60)"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONWARNINGS": "ignore"}
    environment.pop("TEST_REDIS_URL", None)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    ) as run:
        assert run.stdout is not None
        folder, up = Path(run.stdout.readline().strip()), run.stdout.readline().strip()
        assert up == "up"
        pid = int((folder / "redis.pid").read_text())
        run.send_signal(how)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not folder.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_the_guardian_clears_a_run_without_servers(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    guardian.stop(folder)
    assert not folder.exists()
