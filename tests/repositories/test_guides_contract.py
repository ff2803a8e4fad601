"""What every storage does with the guide for the admins of a guild."""

from datetime import timedelta

from bot.domain.guide import GuideState
from bot.repositories.unit import UnitFactory
from tests.factories import AWAY, HOME, START


async def test_a_guide_turns_from_state_to_state(units: UnitFactory) -> None:
    async with units() as unit:
        assert not await unit.guilds.turn_guide(HOME, None, GuideState.DUE), "there is no such guild"
        await unit.guilds.ensure(HOME, START)
        await unit.guilds.ensure(AWAY, START)
        assert await unit.guilds.find_guide(HOME) is None
        assert await unit.guilds.turn_guide(HOME, None, GuideState.DUE)
        assert not await unit.guilds.turn_guide(HOME, None, GuideState.DUE)
        assert await unit.guilds.turn_guide(HOME, GuideState.DUE, GuideState.WAITING)
    async with units(reads_only=True) as unit:
        assert await unit.guilds.find_guide(HOME) is GuideState.WAITING
        assert await unit.guilds.list_guided(GuideState.WAITING) == (HOME,)
        assert await unit.guilds.list_guided(GuideState.DUE) == ()


async def test_who_comes_back_is_greeted_anew_and_nothing_is_left_of_who_does_not(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.guilds.turn_guide(HOME, None, GuideState.DONE)
        await unit.guilds.mark_left(HOME, START)
        assert await unit.guilds.find_guide(HOME) is None
        await unit.guilds.ensure(HOME, START)
        assert await unit.guilds.turn_guide(HOME, None, GuideState.WAITING)
        await unit.guilds.mark_left(HOME, START)
        assert await unit.guilds.erase(HOME, START + timedelta(hours=1))
        assert await unit.guilds.list_guided(GuideState.WAITING) == ()
