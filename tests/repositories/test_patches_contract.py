"""What every storage does with the log of editions, and with when a build was checked."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.patches import LoggedEdition
from bot.repositories.unit import UnitFactory
from tests.factories import START, make_build, make_template
from tests.repositories.test_builds_contract import find, keep

LATER = START + timedelta(hours=1)
OTHER = make_template(specialization=62)


def logged(hours: int, *, fetched: bool = True) -> LoggedEdition:
    since = START + timedelta(hours=hours)
    return LoggedEdition(since, 200_000 + hours, since if fetched else None, bytes([hours]) * 3)


async def test_editions_come_back_the_oldest_first(units: UnitFactory) -> None:
    entries = [logged(2), logged(1, fetched=False), logged(3)]
    async with units() as unit:
        assert await unit.editions.list_all() == ()
        for entry in entries:
            await unit.editions.add(entry, keep=10)
    async with units(reads_only=True) as unit:
        assert await unit.editions.list_all() == (entries[1], entries[0], entries[2])


async def test_the_oldest_give_way(units: UnitFactory) -> None:
    async with units() as unit:
        for hours in range(5):
            await unit.editions.add(logged(hours), keep=2)
        assert await unit.editions.list_all() == (logged(3), logged(4))


async def test_checking_a_build_is_no_change_of_it(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    async with units() as unit:
        await unit.builds.mark_checked(build.id, LATER)
    assert await find(units, build) == replace(build, checked_at=LATER)


async def test_a_change_of_words_does_not_undo_a_check_that_came_meanwhile(units: UnitFactory) -> None:
    build = make_build()
    await keep(units, build)
    async with units() as unit:
        await unit.builds.mark_checked(build.id, LATER)
        assert await unit.builds.replace(build, build.changed(LATER, notes="words"))
    found = await find(units, build)
    assert found
    assert (found.notes, found.checked_at) == ("words", LATER)


async def test_another_code_is_as_of_the_day_that_it_came(units: UnitFactory) -> None:
    build = make_build(checked_at=START)
    await keep(units, build)
    async with units() as unit:
        await unit.builds.replace(build, build.changed(LATER, template=OTHER, code=OTHER.chat_code()))
    found = await find(units, build)
    assert found
    assert found.checked_at == LATER
