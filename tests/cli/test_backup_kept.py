"""`gw2optimizer restore` and what is kept for a while: nothing of before it is shown after it."""

import os
from pathlib import Path

import pytest

from bot.cli.backup import backup, restore
from bot.cli.caching import open_answers
from bot.cli.compose import build_services
from bot.gateways.cache.cache import TieredCache
from bot.gateways.gamedata.editions import load_bundled
from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.services.almanac import Almanac
from tests.cli.test_run import CODE
from tests.factories import viewer
from tests.servers import outside, postgres_tools

ANNA = viewer()


async def listed(url: str, *, publish: str | None = None) -> tuple[set[str], int]:
    """Return what a bot lists, and how often it found that kept; it is another process each time."""
    engine = create_engine(url)
    try:
        async with open_answers(engine) as cache:
            services = build_services(SqlUnits(engine), Almanac(load_bundled()), cache=cache)
            if publish is not None:
                saved = await services.builds.save(ANNA, CODE, name=publish)
                await services.builds.publish(ANNA, saved.build.short_id)
            page = await services.builds.list_public(ANNA)
        assert isinstance(cache, TieredCache)
        return {build.name for build in page.items}, cache.counts["hits_redis"] + cache.counts["hits_disk"]
    finally:
        await engine.dispose()


@pytest.mark.parametrize("tier", ["redis", "disk"])
async def test_what_was_kept_before_is_not_shown_after(
    tier: str, own_postgres_url: str, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", own_postgres_url)
    monkeypatch.setenv("PATH", f"{postgres_tools()}{os.pathsep}{os.environ['PATH']}")
    if tier == "redis":
        monkeypatch.setenv("REDIS_URL", redis_url)
    file = tmp_path / "kept.backup"
    assert await listed(own_postgres_url, publish="of then") == ({"of then"}, 0)
    outside(backup, file)
    assert (await listed(own_postgres_url, publish="of later"))[0] == {"of then", "of later"}
    assert await listed(own_postgres_url) == ({"of then", "of later"}, 1), "kept, from one process to the next"
    outside(lambda: restore(file, replace=True))
    assert await listed(own_postgres_url) == ({"of then"}, 0)
