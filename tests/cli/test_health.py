"""When a running bot counts as well."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.app import Bot
from bot.cli.health import find_age_s, is_well
from bot.repositories.engine import create_engine


@dataclass
class Shard:
    """One connection to Discord, open or not."""

    closed: bool

    def is_closed(self) -> bool:
        return self.closed


def bot_with(closed: list[bool]) -> Bot:
    return cast("Bot", SimpleNamespace(shards={number: Shard(one) for number, one in enumerate(closed)}))


@pytest.mark.parametrize(("closed", "well"), [([False, False], True), ([False, True], False), ([], False)])
async def test_every_shard_is_connected(closed: list[bool], *, well: bool, own_sqlite: AsyncEngine) -> None:
    assert await is_well(bot_with(closed), own_sqlite) == well


async def test_the_database_answers(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite+aiosqlite:///{tmp_path}/no/such/folder.db")
    assert not await is_well(bot_with([False]), engine)
    await engine.dispose()


def test_a_bot_that_does_not_run_has_no_heartbeat(tmp_path: Path) -> None:
    assert find_age_s(tmp_path / "heartbeat") is None
