"""What every storage does with what leaders found of lineups."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.lineup.traits import Traits
from bot.domain.modes import GameMode
from bot.domain.verdicts import Judged, Verdict
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import AWAY, HOME, START, make_raid
from tests.repositories.test_attendance_contract import keep

TRAITS = Traits(combos={"Blast": 0.125, "Leap": 0.0}, needs={"quickness": 0.5}, seated=1.0, spread=0.25)
WORKED = Verdict(worked=True, at=START, mode=GameMode.PVE, traits=TRAITS)


async def test_a_raid_has_the_last_verdict_until_it_is_taken_back(units: UnitFactory) -> None:
    raid = make_raid()
    failed = replace(WORKED, worked=False, at=START + timedelta(days=1), mode=GameMode.WVW)
    async with units() as unit:
        await keep(unit, raid)
        assert await unit.verdicts.find(raid.id) is None
        await unit.verdicts.put(raid.id, WORKED)
        assert await unit.verdicts.find(raid.id) == WORKED
        await unit.verdicts.put(raid.id, failed)
    async with units() as unit:
        assert await unit.verdicts.find(raid.id) == failed
        await unit.verdicts.drop(raid.id)
        await unit.verdicts.drop(raid.id)
        assert await unit.verdicts.find(raid.id) is None


async def test_a_raid_that_is_gone_has_no_verdict(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.verdicts.put(make_raid().id, WORKED)


async def test_the_latest_are_listed_where_it_may_be_learned(units: UnitFactory) -> None:
    old, first, last = (make_raid(starts_at=START + timedelta(days=day)) for day in (-9, 1, 2))
    elsewhere, unjudged = make_raid(guild=AWAY, starts_at=START + timedelta(days=3)), make_raid()
    async with units() as unit:
        await keep(unit, old, first, last, elsewhere, unjudged)
        for raid in (old, first, last, elsewhere):
            await unit.verdicts.put(raid.id, WORKED)
        everywhere = await unit.verdicts.list_judged(START, 9)
        assert [one.began for one in everywhere] == [one.starts_at for one in (elsewhere, last, first)]
        await unit.rules.set(AWAY, {"learns": False})
        assert await unit.verdicts.list_judged(START, 1) == (Judged(HOME, last.content, last.starts_at, WORKED),)
        assert len(await unit.verdicts.list_judged(START, 9)) == 2
