"""`gw2optimizer run` with a Redis and without: it answers, and `health` tells when the Redis is away."""

from pathlib import Path

from bot.cli.local_discord.server import DiscordServer
from bot.cli.readiness import WITHOUT_REDIS
from tests.cli.process import eventually, ran
from tests.cli.test_run import CODE, connected

NOBODY = "redis://:hidden@127.0.0.1:9/0"


async def test_without_its_redis_it_answers_and_says_so(server: DiscordServer, tmp_path: Path) -> None:
    async with connected(server, tmp_path, REDIS_URL=NOBODY) as running:
        answers = await server.slash("build", "save", code=CODE)
        await answers.wait_for(CODE)
        await eventually((tmp_path / "data" / "heartbeat").exists)
        told = await ran("health", folder=tmp_path)
        ended = await running.end()
    assert told.status == 0
    assert WITHOUT_REDIS in told.out
    assert "redis is away" in ended.err
    assert "hidden" not in ended.err
    assert "Traceback" not in ended.err


async def test_with_its_redis_it_is_well(server: DiscordServer, tmp_path: Path, redis_url: str) -> None:
    async with connected(server, tmp_path, REDIS_URL=redis_url) as running:
        await eventually((tmp_path / "data" / "heartbeat").exists)
        told = await ran("health", folder=tmp_path)
        ended = await running.end()
    assert (told.status, ended.status) == (0, 0)
    assert WITHOUT_REDIS not in told.out
    assert "redis is away" not in ended.err
    assert list(tmp_path.rglob("*.sqlite3-cache"))  # noqa: ASYNC240 - at once
