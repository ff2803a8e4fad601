"""What every storage does with linked game accounts."""

from dataclasses import replace

import pytest

from bot.domain.game_account import GameLink
from bot.domain.ids import UserId
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, BOB, CAROL, START

LINK = GameLink(sealed="s1", secret="old", game_id="guid", name="Mia.1234", linked_at=START)


async def _keep(units: UnitFactory, *owners: UserId, link: GameLink = LINK) -> None:
    async with units() as unit:
        for owner in owners:
            await unit.accounts.ensure(owner, START)
            await unit.links.keep(owner, link)


async def test_a_person_has_one_which_the_next_replaces(units: UnitFactory) -> None:
    await _keep(units, ALICE)
    newer = replace(LINK, sealed="s2", name="Mia.9999", game_id="other")
    await _keep(units, ALICE, link=newer)
    async with units() as unit:
        assert await unit.links.find(ALICE) == newer
        assert await unit.links.find(BOB) is None
        assert await unit.links.delete(ALICE)
        assert not await unit.links.delete(ALICE)
        assert await unit.links.find(ALICE) is None


async def test_needs_an_account_and_goes_with_it(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.links.keep(BOB, LINK)
    await _keep(units, ALICE)
    async with units() as unit:
        await unit.accounts.delete(ALICE)
        assert await unit.links.find(ALICE) is None


async def test_counts_the_others_with_the_same_game_account(units: UnitFactory) -> None:
    await _keep(units, ALICE, BOB)
    await _keep(units, CAROL, link=replace(LINK, game_id="another"))
    async with units() as unit:
        assert [await unit.links.count_others(who, "guid") for who in (ALICE, BOB, CAROL)] == [1, 1, 2]


async def test_lists_what_another_secret_sealed_batch_by_batch(units: UnitFactory) -> None:
    await _keep(units, CAROL, ALICE, BOB)
    async with units() as unit:
        first = await unit.links.list_sealed_otherwise("new", limit=2)
        assert [owner for owner, _ in first] == [ALICE, BOB]
        assert [owner for owner, _ in await unit.links.list_sealed_otherwise("new", limit=2, after=BOB)] == [CAROL]
        assert await unit.links.list_sealed_otherwise("old", limit=2) == ()
        assert dict(await unit.links.count_by_secret()) == {"old": 3}


async def test_seals_anew_only_what_did_not_change(units: UnitFactory) -> None:
    await _keep(units, ALICE)
    async with units() as unit:
        assert not await unit.links.reseal(ALICE, replace(LINK, sealed="before"), "s3", "new")
        assert await unit.links.reseal(ALICE, LINK, "s3", "new")
        assert await unit.links.find(ALICE) == replace(LINK, sealed="s3", secret="new")
        assert not await unit.links.reseal(BOB, LINK, "s3", "new")
