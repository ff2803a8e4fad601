"""When a running bot counts as well, and what is told of one that is not."""

import asyncio
from dataclasses import dataclass
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot
from bot.cli import readiness
from bot.cli.readiness import NOT_MIGRATED, WITHOUT_DATABASE, WITHOUT_DISCORD, WITHOUT_REDIS, Readiness, Readying
from bot.repositories.engine import create_engine


@dataclass
class Shard:
    """One connection to Discord, open or not."""

    closed: bool

    def is_closed(self) -> bool:
        return self.closed


def bot_with(*closed: bool, degraded: bool = False) -> Bot:
    services = SimpleNamespace(cache=SimpleNamespace(is_degraded=degraded))
    shards = {number: Shard(one) for number, one in enumerate(closed)}
    return cast("Bot", SimpleNamespace(shards=shards, services=services))


@pytest.mark.parametrize(
    ("closed", "faults"),
    [
        ((False, False), ()),
        ((False, True, True), (f"{WITHOUT_DISCORD}: shards 1, 2",)),
        ((True,), (WITHOUT_DISCORD,)),
        ((), (WITHOUT_DISCORD,)),
    ],
)
async def test_every_shard_is_connected(
    closed: tuple[bool, ...], faults: tuple[str, ...], own_sqlite: AsyncEngine
) -> None:
    assert await Readying(bot_with(*closed), own_sqlite).look() == Readiness(faults)


async def test_the_database_answers() -> None:
    engine = create_engine("postgresql+asyncpg://nobody@127.0.0.1:9/nowhere")
    assert (await Readying(bot_with(False), engine).look()).faults == (WITHOUT_DATABASE,)
    await engine.dispose()


async def test_the_schema_is_looked_at_again_when_it_changes(own_sqlite: AsyncEngine) -> None:
    readying = Readying(bot_with(False), own_sqlite)
    assert (await readying.look()).is_ready
    for version, faults in (("0001", (NOT_MIGRATED,)), ("9999_of_a_later_version", ())):
        async with own_sqlite.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
        assert (await readying.look()).faults == faults


async def test_a_database_that_hangs_is_asked_once(own_sqlite: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "PATIENCE_S", 0.01)
    readying, asked, hung = Readying(bot_with(False), own_sqlite), 0, asyncio.Event()

    async def hang() -> bool:
        nonlocal asked
        asked += 1
        return await hung.wait()

    monkeypatch.setattr(readying, "_is_migrated", hang)
    assert {(await readying.look()).faults for _ in range(3)} == {(WITHOUT_DATABASE,)}
    assert asked == 1
    hung.set()
    await asyncio.sleep(0)
    assert (await readying.look()).is_ready


async def test_without_redis_it_is_ready_and_says_so(own_sqlite: AsyncEngine) -> None:
    found = await Readying(bot_with(False, degraded=True), own_sqlite).look()
    assert (found.is_ready, found.flaws) == (True, (WITHOUT_REDIS,))
