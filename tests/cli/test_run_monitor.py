"""What a running bot tells of itself by HTTP."""

import socket
from pathlib import Path

import aiohttp

from bot.cli.local_discord.server import DiscordServer
from tests.cli.process import PATIENCE_S, ran, settings_for
from tests.cli.test_run import CODE, connected

SIGNED = 'gw2optimizer_requests_total{kind="command",name="build save",outcome="done"} 1.0'
HEARD = 'gw2optimizer_request_heard_seconds_count{kind="command",name="build save"} 2.0'


def find_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


async def ask(port: int, path: str) -> tuple[int, str]:
    timeout = aiohttp.ClientTimeout(total=PATIENCE_S)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(f"http://127.0.0.1:{port}{path}") as got:
        return got.status, await got.text()


async def test_tells_what_it_did_and_how_it_is(server: DiscordServer, tmp_path: Path) -> None:
    port = find_port()
    async with connected(server, tmp_path, METRICS_PORT=str(port)) as running:
        answers = await server.slash("build", "save", code=CODE)
        await answers.wait_for(CODE)
        await (await server.slash("build", "save", code="[&nonsense")).wait_for("nonsense")
        assert await ask(port, "/livez") == (200, "alive\n")
        assert await ask(port, "/readyz") == (200, "ready\n")
        status, told = await ask(port, "/metrics")
        taken = await ran("run", folder=tmp_path, **settings_for(server), METRICS_PORT=str(port))
        ended = await running.end()
    assert status == 200
    assert [line for line in (SIGNED, HEARD, SIGNED.replace("done", "refused")) if line not in told] == []
    assert 'gw2optimizer_shard_connected{shard="0"} 1.0' in told
    assert "gw2optimizer_ready 1.0" in told
    assert 'gw2optimizer_discord_answers_total{method="POST",status="200"}' in told
    assert (taken.status, "METRICS_PORT" in taken.last_line) == (2, True)
    assert ended.status == 0
    assert "Traceback" not in ended.err
