"""Jobs are done side by side, and one that fails costs the others nothing."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.errors import StorageUnavailableError
from bot.services import jobs as module
from bot.services.jobs import ATTEMPTS, BATCH, LEASE, LIMIT_S, Jobs
from bot.services.tracing import get_id
from tests.factories import START, Clock
from tests.fakes import FakeUnits
from tests.meters_twin import MetersTwin

pytestmark = pytest.mark.still

HOURS = timedelta(hours=1)


@pytest.fixture
def jobs(units: FakeUnits, clock: Clock) -> Jobs:
    return Jobs(units, clock)


async def put(units: FakeUnits, *keys: str, kind: str = "draw") -> None:
    async with units() as unit:
        for key in keys:
            await unit.jobs.put(kind, key, START)


def left(units: FakeUnits) -> list[str]:
    return sorted(key for _, key in units.state.jobs)


async def draw(_: str) -> bool:
    return True


async def refuse(_: str) -> bool:
    return False


async def break_down(key: str) -> bool:
    raise KeyError(key)


async def test_each_goes_to_the_handler_of_its_kind_and_is_forgotten(jobs: Jobs, units: FakeUnits) -> None:
    done: list[str] = []

    async def tell(key: str) -> bool:
        done.append(key)
        return True

    await put(units, "a")
    await put(units, "b", kind="tell")
    assert await jobs.work({"draw": draw, "tell": tell}) == 2
    assert done == ["b"]
    assert left(units) == []
    assert await jobs.work({"draw": draw}) == 0


async def test_a_batch_is_done_side_by_side(jobs: Jobs, units: FakeUnits) -> None:
    together = asyncio.Barrier(BATCH)

    async def meet(_: str) -> bool:
        await together.wait()
        return True

    await put(units, *map(str, range(BATCH + 1)))
    assert await asyncio.wait_for(jobs.work({"draw": meet}), 30) == BATCH
    assert len(left(units)) == 1


@pytest.mark.parametrize("fails", [refuse, break_down])
async def test_what_fails_comes_again_and_costs_the_others_nothing(
    jobs: Jobs, units: FakeUnits, clock: Clock, fails: module.Handler
) -> None:
    async def one_fails(key: str) -> bool:
        return await (fails if key == "b" else draw)(key)

    await put(units, "a", "b", "c")
    await jobs.work({"draw": one_fails})
    assert left(units) == ["b"]
    assert await jobs.work({"draw": draw}) == 0
    clock.now += timedelta(seconds=5)
    assert await jobs.work({"draw": draw}) == 1
    assert left(units) == []


@pytest.mark.parametrize("fails", [refuse, break_down])
async def test_a_job_is_given_up_after_so_many_attempts_and_said_once(
    jobs: Jobs, units: FakeUnits, clock: Clock, fails: module.Handler
) -> None:
    await put(units, "a")
    with capture_logs() as logs:
        for _ in range(ATTEMPTS):
            assert await jobs.work({"draw": fails}) == 1
            clock.now += HOURS
    assert left(units) == []
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["job given up"]


async def test_a_job_without_end_is_ended_and_counts_as_an_attempt(
    jobs: Jobs, units: FakeUnits, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hang(key: str) -> bool:
        return await (asyncio.Event().wait() if key == "a" else draw(key))

    monkeypatch.setattr(module, "LIMIT_S", 0.01)
    await put(units, "a", "b")
    assert await asyncio.wait_for(jobs.work({"draw": hang}), 30) == 2
    assert left(units) == ["a"]


async def test_what_nobody_here_can_do_is_left_to_a_later_version(jobs: Jobs, units: FakeUnits, clock: Clock) -> None:
    await put(units, "a", kind="dance")
    for _ in range(ATTEMPTS + 1):
        assert await jobs.work({"draw": draw}) == 0
        clock.now += HOURS
    assert await jobs.work({"dance": draw}) == 1


async def test_storage_that_goes_away_meanwhile_is_told_and_the_job_comes_again(
    jobs: Jobs, units: FakeUnits, clock: Clock
) -> None:
    async def lose_storage(_: str) -> bool:
        units.is_away = True
        return True

    await put(units, "a", "b")
    with pytest.raises(StorageUnavailableError):
        await jobs.work({"draw": lose_storage})
    units.is_away = False
    clock.now += LEASE
    assert await jobs.work({"draw": draw}) == 2


def test_a_job_ends_before_its_lease() -> None:
    assert timedelta(seconds=LIMIT_S) < LEASE


async def test_each_try_is_noted_by_how_it_ended(units: FakeUnits, clock: Clock) -> None:
    meters = MetersTwin()
    jobs = Jobs(units, clock, meters)
    await put(units, "a")
    await put(units, "b", kind="wait")
    await put(units, "c", kind="break")
    handlers = {"draw": draw, "wait": refuse, "break": break_down}
    for _ in range(ATTEMPTS):
        await jobs.work(handlers)
        clock.now += HOURS
    assert meters.jobs.count(("draw", "done")) == 1
    assert meters.jobs.count(("wait", "again")) == meters.jobs.count(("break", "failed")) == ATTEMPTS - 1
    assert meters.jobs.count(("wait", "given_up")) == meters.jobs.count(("break", "given_up")) == 1


async def test_each_job_has_an_id_of_its_own_in_the_logs(units: FakeUnits, jobs: Jobs) -> None:
    seen: list[str] = []

    async def note(_: str) -> bool:
        seen.append(get_id())
        return get_id() == seen[-1]

    await put(units, "a", "b")
    await jobs.work({"draw": note})
    assert len(set(seen)) == 2
    assert left(units) == []
