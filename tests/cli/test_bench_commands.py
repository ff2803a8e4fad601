"""`bench commands` on a small scale: two bots as processes, a few commands each."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import crowd
from bot.cli.load import contest
from bot.cli.load.acts import SHARES, mix
from bot.cli.load.driving import Run, Taken
from bot.cli.load.faulting import PHASES, break_redis
from bot.cli.load.people import open_people
from bot.cli.load.soaking import Alive, Soak, soak

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


async def test_a_short_soak_leaves_nothing_behind(sqlite_url: str, tmp_path: Path) -> None:
    async with open_people(sqlite_url, SMALL) as people:
        found = await soak(people, 3, 2.4, 10.0, tmp_path, {"DATABASE_URL": sqlite_url}, rest=0.5)
    assert len(found.taken) == 24
    assert not [one for one in found.taken if not one.is_right]
    assert found.left_behind() == {}
    assert "tasks" in "".join(found.to_lines())


def test_what_is_in_hand_for_a_moment_is_not_left_behind_and_what_stays_is() -> None:
    before = Alive(Counter(jobs=1, beats=1), objects=1, threads=1, sockets=1)
    looks = [replace(before, tasks=Counter(tasks)) for tasks in ({"jobs": 3, "beats": 1, "draw": 1}, {"jobs": 2})]
    after = looks[0].still(looks[1])
    assert Soak((), (1.0,) * 12, before, after, 0.0).left_behind() == {"jobs": 1}
    assert Soak((), (1.0,) * 12, before, after.still(before), 0.0).left_behind() == {}


async def test_no_command_fails_and_nothing_stale_is_shown_while_redis_is_away(
    own_postgres_url: str, redis_url: str, tmp_path: Path
) -> None:
    async with open_people(own_postgres_url, SMALL) as people:
        phases = await break_redis(people, 3, 0.7, tmp_path, own_postgres_url, redis_url, at_once=3)
    assert [phase.name for phase in phases] == list(PHASES)
    assert not [one for phase in phases for one in phase.run.failed]
    assert [(phase.seen.failed, phase.seen.stale) for phase in phases] == [(0, 0)] * len(PHASES)
    assert sum(phase.seen.lists for phase in phases) > 3


def test_shares_are_of_a_hundred() -> None:
    assert sum(share for _, share in SHARES) == 100


def test_at_the_end_it_is_told_which_targets_hold_with_the_most_people_at_once() -> None:
    def run(acknowledged: float, finished: float) -> Run:
        return Run((Taken("show", acknowledged, finished, is_right=True),), 1.0, 0.1)

    bare = contest.Figures(memory_mib=60, loaded_mib=60, runs={1: run(1, 1), 200: run(0.1, 0.2)})
    this = contest.Figures(memory_mib=150, loaded_mib=170, runs={1: run(9, 9), 200: run(0.2, 0.5)})
    table = list(contest.to_lines(bare, this))
    assert any(line.startswith("200 at once: finished p50, ms") and "2.5 x" in line for line in table)
    assert table[-4:] == [
        "holds   200 at once: acknowledged p99, ms: 200.00 of at most 1000",
        "holds   200 at once: acknowledged p50, times the bare bot's: 2.00 of at most 2",
        "MISSED  200 at once: finished p50, times the bare bot's: 2.50 of at most 2",
        "holds   memory in all guilds, before the load, MiB: 150.00 of at most 150",
    ]
