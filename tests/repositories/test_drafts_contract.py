"""What every storage does with imports that wait for their confirmation."""

from datetime import timedelta

import pytest

from bot.domain.sketch import Draft
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, BOB, START

ODD = Draft("22222222", ("a\x00b \ud800 \u202e 🔥", ""), START)


async def _keep(units: UnitFactory, draft: Draft) -> None:
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.drafts.keep(ALICE, draft)


async def test_returns_what_was_kept_last_whatever_is_in_it(units: UnitFactory) -> None:
    await _keep(units, Draft("33333333", ("first",), START - timedelta(hours=2)))
    await _keep(units, ODD)
    async with units() as unit:
        assert await unit.drafts.find(ALICE) == ODD
        assert await unit.drafts.find(BOB) is None


async def test_forgets_what_is_old(units: UnitFactory) -> None:
    await _keep(units, ODD)
    async with units() as unit:
        assert await unit.drafts.purge(START) == 0
        assert await unit.drafts.purge(START + timedelta(seconds=1)) == 1
        assert await unit.drafts.find(ALICE) is None


async def test_needs_an_account_and_goes_with_it(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.drafts.keep(BOB, ODD)
    await _keep(units, ODD)
    async with units() as unit:
        await unit.accounts.delete(ALICE)
        assert await unit.drafts.find(ALICE) is None
