"""What every storage does with proposed lineups."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.ids import UserId
from bot.domain.raid_lineups import Sitting, Terms
from bot.domain.raid_options import Standing
from bot.domain.raid_proposals import RaidProposal
from bot.domain.raids import Answer, Entry, Raid, RaidSeat, RaidStatus, Roster
from bot.domain.teams import Player
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, AWAY, BOB, CAROL, HOME, START, make_raid

SITTINGS = (Sitting(1, 2, 3, Player(user=ALICE), 1), Sitting(2, 1, 1, Player(name="a\u202e 🔥")))
TERMS = Terms(squads=None, maybe=True, mends=True, locked=SITTINGS[:1])


async def _raid(units: UnitFactory) -> Raid:
    raid = make_raid()
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        await unit.raids.add(raid)
    return raid


def _proposal(raid: Raid, token: str = "22222222") -> RaidProposal:
    return RaidProposal(
        token=token,
        raid=raid.id,
        ref=raid.short_id,
        by=ALICE,
        mark="a-b_c123",
        terms=TERMS,
        sittings=SITTINGS,
        made_at=START,
    )


async def test_returns_what_was_kept(units: UnitFactory) -> None:
    proposal = _proposal(await _raid(units))
    async with units() as unit:
        assert await unit.raid_proposals.add(proposal)
        assert not await unit.raid_proposals.add(replace(proposal, mark="other"))
    async with units() as unit:
        assert await unit.raid_proposals.find("22222222") == proposal
        assert await unit.raid_proposals.find("33333333") is None


async def test_needs_its_raid(units: UnitFactory) -> None:
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.raid_proposals.add(_proposal(make_raid()))


async def test_forgets_those_of_a_raid_and_what_is_old(units: UnitFactory) -> None:
    one, other = await _raid(units), await _raid(units)
    async with units() as unit:
        for number, raid in enumerate((one, one, other, other)):
            await unit.raid_proposals.add(_proposal(raid, f"2222222{number}"))
        await unit.raid_proposals.drop_named((one.short_id,))
        assert await unit.raid_proposals.find("22222220") is None
        assert await unit.raid_proposals.purge(START) == 0
        assert await unit.raid_proposals.purge(START + timedelta(seconds=1)) == 2
    async with units() as unit:
        await unit.raid_proposals.add(_proposal(one))
        await unit.raid_proposals.drop_named((one.short_id, "gone"))
        assert await unit.raid_proposals.find("22222222") is None


async def test_counts_how_often_people_were_left_out(units: UnitFactory) -> None:
    now, day = START, timedelta(days=1)
    held, locked, called_off, coming, old = (
        make_raid(starts_at=at, status=status)
        for at, status in (
            (now - day, RaidStatus.OPEN),
            (now - 2 * day, RaidStatus.LOCKED),
            (now - day, RaidStatus.CANCELED),
            (now + day, RaidStatus.OPEN),
            (now - 99 * day, RaidStatus.OPEN),
        )
    )
    people = (
        Entry(ALICE, Answer.SIGNED, 1, START),
        Entry(BOB, Answer.LATE, 2, START),
        Entry(CAROL, Answer.MAYBE, 3, START),
        Entry(UserId(7), Answer.SIGNED, 4, START, standing=Standing.ASKED),
    )
    async with units() as unit:
        await unit.guilds.ensure(HOME, START)
        for raid in (held, locked, called_off, coming, old):
            await unit.raids.add(raid)
            await unit.raids.put_entries(Roster(raid), people)
        await unit.raids.set_seats(Roster(held), [RaidSeat(1, 1, Player(user=ALICE))])
        assert await unit.raids.count_left_out(HOME, now - 60 * day, now) == {ALICE: 1, BOB: 2}
        assert await unit.raids.count_left_out(AWAY, now - 60 * day, now) == {}
