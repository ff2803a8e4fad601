"""What a running bot tells of itself by HTTP."""

import json
import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp

from bot.cli.local_discord.payloads import APPLICATION, CHANNEL, GUILD, PERSON, SOMEBODY
from bot.cli.local_discord.server import TOKEN, DiscordServer
from tests.cli.process import PATIENCE_S, ran, settings_for
from tests.cli.test_run import CODE, DATABASE, connected

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
    assert "gw2optimizer_shards 1.0" in told
    assert "gw2optimizer_ready 1.0" in told
    assert 'gw2optimizer_discord_answers_total{method="POST",status="200"}' in told
    assert (taken.status, "METRICS_PORT" in taken.last_line) == (2, True)
    assert ended.status == 0
    assert "Traceback" not in ended.err


NASTY = "Zorgblat 'x'; DROP TABLE {builds} %s [token]"
PRIVATE = (
    *("Zorgblat", "nonsense", "interaction-token", "mia", "tom", "Local guild", CODE[2:-1], TOKEN),
    *(str(number) for number in (APPLICATION, GUILD, CHANNEL, PERSON, SOMEBODY)),
)


def lines_of(err: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in err.splitlines() if line.startswith("{")]


async def test_nothing_private_is_logged_or_told_whatever_people_do(server: DiscordServer, tmp_path: Path) -> None:
    port = find_port()
    settings = {"METRICS_PORT": str(port), "LOG_LEVEL": "debug", "LOG_SLOW_MS": "1"}
    async with connected(server, tmp_path, **settings) as running:
        saved: tuple[tuple[dict[str, Any], str], ...] = (
            ({"code": CODE, "name": NASTY}, CODE),
            ({"code": CODE, "name": NASTY * 5}, "100"),
            ({"code": f"[&nonsense{NASTY}"}, "nonsense"),
        )
        for options, said in saved:
            await (await server.slash("build", "save", **options)).wait_for(said)
        await (await server.press("account-learn:mine")).wait_for("yes, since")
        await (await server.slash("build", "save", code=CODE, name=f"Another {NASTY}")).wait_for("Another")
        await (await server.slash("build", "search", text=NASTY)).wait_for("content")
        await (await server.slash("build", "show", build=NASTY)).wait_for("Zorgblat")
        await (await server.point_at_message("Show builds", f"{CODE} {NASTY}")).wait_for(CODE)
        await (await server.press(f"publish:build:{NASTY}")).wait_for("")
        await server.drop_gateway()
        await server.ready.wait()
        with closing(sqlite3.connect(tmp_path / DATABASE)) as database:
            database.execute("ALTER TABLE builds RENAME TO elsewhere")
            database.commit()
        answer = await (await server.slash("build", "save", code=CODE, name=NASTY)).wait_for("the reference")
        _, told = await ask(port, "/metrics")
        ended = await running.end()
    assert [secret for secret in PRIVATE if secret in ended.err] == []
    assert [secret for secret in PRIVATE if secret in told] == []
    assert not re.search(r"\d{17,}", ended.err)
    assert re.search(r'gw2optimizer_events_noted_total{outcome="written"} [1-9]', told)
    noted = {path.name.partition("-")[0]: path.read_text() for path in (tmp_path / "data" / "learning").glob("*.jsonl")}
    assert sorted(noted) == ["counts", "taste"]
    for text in noted.values():
        assert [secret for secret in PRIVATE if secret in text] == []
        assert not re.search(r"\d{4,}", re.sub(r"\b[0-9a-f]{32}\b", "", text)), "pseudonyms and nothing else"
    reference = re.search(r"the reference `([0-9a-f]{8})`", json.dumps(answer))
    assert reference is not None
    by_request = {str(line["event"]): line for line in lines_of(ended.err) if line.get("request") == reference[1]}
    assert {"statement failed", "failed", "finished"} <= by_request.keys()
    assert "builds" in str(by_request["statement failed"]["statement"])
    assert by_request["finished"]["outcome"] == "failed"
    assert "OperationalError" in str(by_request["failed"]["exception"])
    assert 'gw2optimizer_database_statements_total{outcome="failed"}' in told
