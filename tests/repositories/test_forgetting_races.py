"""Who is erased while something of theirs is under way leaves nothing behind either."""

import asyncio

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.raids import Answer, Entry, Roster
from bot.domain.viewer import Viewer
from bot.repositories.sql_unit import SqlUnits
from bot.services.accounts import Accounts
from tests.factories import ALICE, BOB, HOME, START, make_raid

WAITS_S = 0.3
"""So long the one who erases is seen to wait; too short a time lets a bug pass, and never fails without one."""


async def test_a_sign_up_that_is_under_way_is_waited_for_and_erased_too(own_postgres: AsyncEngine) -> None:
    units, raid = SqlUnits(own_postgres), make_raid(BOB)
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.raids.add(raid)
    accounts, me = Accounts(units, lambda: START), Viewer(ALICE)
    async with units() as unit:
        await unit.raids.find(raid.short_id, hold=True)
        await unit.raids.put_entries(Roster(raid), [Entry(ALICE, Answer.SIGNED, 1, START, name="Alice")])
        erasing = asyncio.create_task(accounts.delete_everything(me))
        done, _ = await asyncio.wait([erasing], timeout=WAITS_S)
        assert not done
    await erasing
    assert (await accounts.show(me)).held == {}
