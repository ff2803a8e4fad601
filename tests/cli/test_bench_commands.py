"""`bench commands` on a small scale: two bots as processes, a few commands each."""

from pathlib import Path

import pytest

from bot.cli import crowd
from bot.cli.load import contest
from bot.cli.load.acts import SHARES, mix
from bot.cli.load.people import open_people

SMALL = crowd.Size(builds=200, guilds=3)


@pytest.fixture(autouse=True)
def few_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowd, "TEMPLATES", 20)


async def test_both_bots_answer_all_kinds_of_commands(sqlite_url: str, tmp_path: Path) -> None:
    async with open_people(sqlite_url, SMALL) as people:
        for module, settings in ((contest.BARE, {}), (contest.THIS, {"DATABASE_URL": sqlite_url})):
            async with contest.opened(module, tmp_path / module[-1], range(1, 4), settings) as (driver, seconds):
                run = await driver.crowd(mix(people, 1), at_once=5, seconds=1)
                assert not run.failed, run.failed[0]
                assert 0 < run.acknowledged_ms(0.5) <= run.finished_ms(0.5)
                assert 0 < run.cpu_s < 10
                assert 10 < driver.running.memory_mib() < 1_000
                assert seconds > 0
    async with open_people(sqlite_url, SMALL) as again:
        assert len(again.places) == 3  # nothing of the load stayed


def test_shares_are_of_a_hundred() -> None:
    assert sum(share for _, share in SHARES) == 100
