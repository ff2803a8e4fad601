"""What every storage does with jobs, and what two processes do with the same ones."""

import asyncio
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.repositories.engine import create_engine
from bot.repositories.sql_unit import SqlUnits
from bot.repositories.unit import UnitFactory
from bot.repositories.unit_raids import Backlog
from tests.factories import START

SOON, LATER, MUCH_LATER = (START + timedelta(minutes=minutes) for minutes in (1, 10, 60))
KINDS = ("draw",)


async def test_kinds_that_nobody_here_can_do_are_left_to_others(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.jobs.put("dance", "a", SOON)
        await unit.jobs.put("draw", "a", SOON)
        assert await unit.jobs.lease(SOON, LATER, 10, ()) == ()
        assert [job.kind for job in await unit.jobs.lease(SOON, LATER, 10, ("draw", "tell"))] == ["draw"]
        assert [(job.kind, job.attempts) for job in await unit.jobs.lease(SOON, LATER, 10, ("dance",))] == [
            ("dance", 1)
        ]


async def test_a_job_is_due_at_its_time_and_done_once(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.jobs.put("draw", "a", SOON)
        await unit.jobs.put("draw", "b", LATER)
        assert await unit.jobs.lease(START, LATER, 10, KINDS) == ()
        (job,) = await unit.jobs.lease(SOON, LATER, 10, KINDS)
        assert (job.kind, job.key, job.attempts) == ("draw", "a", 1)
        assert [await unit.jobs.count_attempts("draw", key) for key in ("a", "b", "c")] == [1, 0, 0]
        assert await unit.jobs.lease(SOON, LATER, 10, KINDS) == ()
        await unit.jobs.finish(job)
        assert [one.key for one in await unit.jobs.lease(MUCH_LATER, MUCH_LATER, 10, KINDS)] == ["b"]


async def test_asking_twice_is_one_job_at_the_earlier_time(units: UnitFactory) -> None:
    async with units() as unit:
        for due in (LATER, SOON, MUCH_LATER):
            await unit.jobs.put("draw", "a", due)
        (job,) = await unit.jobs.lease(SOON, LATER, 10, KINDS)
        await unit.jobs.finish(job)
        assert await unit.jobs.lease(MUCH_LATER, MUCH_LATER, 10, KINDS) == ()


async def test_what_is_asked_while_it_is_done_is_done_again(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.jobs.put("draw", "a", SOON)
        (job,) = await unit.jobs.lease(SOON, MUCH_LATER, 10, KINDS)
        await unit.jobs.put("draw", "a", LATER)
        await unit.jobs.finish(job)
        assert await unit.jobs.lease(SOON, MUCH_LATER, 10, KINDS) == ()
        (again,) = await unit.jobs.lease(LATER, MUCH_LATER, 10, KINDS)
        assert (again.id, again.attempts) == (job.id, 1)


async def test_a_job_in_dead_hands_is_taken_over(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.jobs.put("draw", "a", SOON)
        await unit.jobs.lease(SOON, LATER, 10, KINDS)
        assert await unit.jobs.lease(LATER - timedelta(seconds=1), MUCH_LATER, 10, KINDS) == ()
        (job,) = await unit.jobs.lease(LATER, MUCH_LATER, 10, KINDS)
        assert job.attempts == 2


async def test_a_job_can_be_postponed_and_dropped(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.jobs.put("draw", "a", SOON)
        (job,) = await unit.jobs.lease(SOON, MUCH_LATER, 10, KINDS)
        await unit.jobs.postpone(job, LATER)
        assert await unit.jobs.lease(SOON, MUCH_LATER, 10, KINDS) == ()
        (again,) = await unit.jobs.lease(LATER, MUCH_LATER, 10, KINDS)
        assert again.attempts == 2
        await unit.jobs.drop("draw", "a")
        await unit.jobs.finish(again)
        assert await unit.jobs.lease(MUCH_LATER, MUCH_LATER, 10, KINDS) == ()


async def test_the_earliest_come_first_and_no_more_than_asked_for(units: UnitFactory) -> None:
    async with units() as unit:
        for key, due in (("c", LATER), ("a", SOON), ("b", SOON + timedelta(seconds=1))):
            await unit.jobs.put("draw", key, due)
        assert [job.key for job in await unit.jobs.lease(LATER, MUCH_LATER, 2, KINDS)] == ["a", "b"]


async def test_two_processes_never_take_the_same_job(own_postgres: AsyncEngine) -> None:
    url = own_postgres.url.render_as_string(hide_password=False)
    other = create_engine(url)
    units = [SqlUnits(own_postgres), SqlUnits(other)]
    async with units[0]() as unit:
        for number in range(40):
            await unit.jobs.put("draw", str(number), SOON)

    async def work(open_unit: UnitFactory) -> list[str]:
        done: list[str] = []
        while True:
            async with open_unit() as unit:
                jobs = await unit.jobs.lease(LATER, MUCH_LATER, 3, KINDS)
                await asyncio.sleep(0.01)
            done += [job.key for job in jobs]
            if not jobs:
                return done

    found = await asyncio.gather(*(work(units[number % 2]) for number in range(4)))
    await other.dispose()
    assert sorted(key for done in found for key in done) == sorted(map(str, range(40)))
    assert sum(1 for done in found if done) > 1


async def test_the_backlog_is_what_is_due_and_in_nobodys_hands(units: UnitFactory) -> None:
    async with units() as unit:
        for kind, key, due in (("draw", "a", SOON), ("draw", "b", LATER), ("tell", "a", LATER), ("tell", "b", SOON)):
            await unit.jobs.put(kind, key, due)
        assert await unit.jobs.find_backlog(START) == ()
        await unit.jobs.lease(SOON, MUCH_LATER, 10, ("tell",))
        assert await unit.jobs.find_backlog(LATER) == (Backlog("draw", 2, SOON), Backlog("tell", 1, LATER))
        (_, taken_over) = await unit.jobs.find_backlog(MUCH_LATER)
        assert taken_over == Backlog("tell", 2, SOON)
