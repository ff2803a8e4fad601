"""What every storage does with proposals to fill teams."""

from datetime import timedelta

import pytest

from bot.domain.ids import BuildId, TeamId
from bot.domain.proposals import Proposal
from bot.errors import ConflictError
from bot.repositories.unit import UnitFactory
from tests.factories import ALICE, BOB, START, make_team, new_id


def make_proposal(team: TeamId, key: str = "k7m3qx2a", hours: int = 0) -> Proposal:
    return Proposal(
        key=key,
        team=team,
        frame="abc",
        marks={(1, 2): "def", (10, 5): "0"},
        fills={(1, 1): BuildId(new_id()), (2, 5): BuildId(new_id())},
        made_at=START + timedelta(hours=hours),
    )


async def _keep(units: UnitFactory) -> Proposal:
    team = make_team()
    proposal = make_proposal(team.id)
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
        await unit.accounts.ensure(BOB, START)
        await unit.teams.add(team)
        await unit.proposals.keep(ALICE, proposal)
    return proposal


async def test_returns_what_was_kept_to_whom_it_was_made(units: UnitFactory) -> None:
    proposal = await _keep(units)
    async with units(reads_only=True) as unit:
        assert await unit.proposals.find(ALICE, proposal.key) == proposal
        assert await unit.proposals.find(BOB, proposal.key) is None
        assert await unit.proposals.find(ALICE, "22222222") is None


async def test_goes_with_its_team(units: UnitFactory) -> None:
    proposal = await _keep(units)
    async with units() as unit:
        await unit.teams.mark_deleted(proposal.team, START)
        await unit.teams.purge_deleted(START + timedelta(hours=1))
        assert await unit.proposals.find(ALICE, proposal.key) is None


async def test_goes_with_its_account(units: UnitFactory) -> None:
    proposal = await _keep(units)
    async with units() as unit:
        await unit.accounts.delete(ALICE)
        await unit.accounts.ensure(ALICE, START)
        assert await unit.proposals.find(ALICE, proposal.key) is None


async def test_old_ones_are_purged(units: UnitFactory) -> None:
    proposal = await _keep(units)
    newer = make_proposal(proposal.team, "k7m3qx2b", hours=2)
    async with units() as unit:
        await unit.proposals.keep(ALICE, newer)
        assert await unit.proposals.purge(START + timedelta(hours=1)) == 1
        assert await unit.proposals.find(ALICE, proposal.key) is None
        assert await unit.proposals.find(ALICE, newer.key) == newer


async def test_needs_the_team(units: UnitFactory) -> None:
    async with units() as unit:
        await unit.accounts.ensure(ALICE, START)
    with pytest.raises(ConflictError):
        async with units() as unit:
            await unit.proposals.keep(ALICE, make_proposal(TeamId(new_id())))
