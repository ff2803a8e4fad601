"""The best lineup for a raid: proposed, accepted, out of date, asked for too often."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.app import Services
from bot.cli.compose import build_services
from bot.domain.gamedata import GameData
from bot.domain.ids import ChannelId, UserId
from bot.domain.lineup.advice import Why
from bot.domain.lineup.coverage import cover
from bot.domain.lineup.search import Progress, Reason
from bot.domain.raid_lineups import Terms
from bot.domain.raid_options import RoleGroup
from bot.domain.raids import Answer, Raid, RaidSeat, Roster
from bot.domain.teams import Player
from bot.domain.viewer import GuildRole
from bot.errors import NotAllowedError, NotFoundError, ProposalOutdatedError, TooOftenError
from bot.services.almanac import Almanac
from bot.services.raids.optimizing import LIFETIME, Proposed
from bot.services.raids.planning import DRAW
from bot.services.raids.signups import TELL
from tests.factories import ALICE, BOB, Clock, viewer
from tests.fakes import FakeUnits

LEADER = viewer(roles=GuildRole.LEADER)
ROLES = {1: ("dps",), 2: ("dps", "heal-alac"), 3: ("dps", "quick-dps"), 4: ("dps",), 5: ("dps",), 6: ("dps",)}
"""Six who sign up for five places; two of them could bring what is missing."""


@pytest.fixture
async def services(units: FakeUnits, game: GameData, clock: Clock) -> AsyncIterator[Services]:
    services = build_services(units, Almanac.of(game), clock=clock)
    yield services
    await services.optimizer.close()


@pytest.fixture
async def raid(services: Services) -> Raid:
    return await plan(services, ROLES)


async def plan(services: Services, people: Mapping[int, tuple[str, ...]], when: str = "friday 20:00") -> Raid:
    planned = await services.raids.plan(LEADER, "Run", when, "fractal", channel=ChannelId(77), zone="Europe/Paris")
    raid = await services.raids.open(LEADER, planned.short_id)
    for number, roles in people.items():
        await services.signups.choose(viewer(UserId(number)), raid.short_id, roles=roles)
    return raid


async def roster_of(services: Services, raid: Raid) -> Roster:
    return await services.raids.require(LEADER, raid.short_id)


async def put(units: FakeUnits, roster: Roster, *seats: RaidSeat) -> None:
    async with units() as unit:
        await unit.raids.set_seats(roster, seats)


def plays(proposed: Proposed, user: int) -> tuple[int, int] | None:
    """Return place and rank of somebody in a fractal's only subgroup."""
    found = {one.player.user: (one.place, one.rank) for one in proposed.proposal.sittings}
    return found.get(UserId(user))


async def test_the_best_lineup_is_proposed_and_nothing_changes_until_it_is_accepted(
    services: Services, units: FakeUnits, raid: Raid
) -> None:
    await put(units, await roster_of(services, raid), *(RaidSeat(1, n, Player(user=UserId(n))) for n in range(1, 6)))
    before = await roster_of(services, raid)
    heard: list[Progress] = []
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(), heard.append)
    assert heard
    assert proposed.study.outcome.reason is Reason.PROVED
    assert not proposed.study.gaps or all(gap.coverage.quota.need != "quickness" for gap in proposed.study.gaps)
    assert proposed.study.bench == {5: Why.LATER}
    assert (plays(proposed, 2), plays(proposed, 3)) == ((2, 1), (3, 1))
    assert await roster_of(services, raid) == before
    async with units() as unit:
        await unit.jobs.drop(DRAW, raid.short_id)
    accepted = await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    assert accepted.is_done
    after = await roster_of(services, raid)
    assert {(seat.player, seat.place, seat.rank) for seat in after.seats} == {
        (one.player, one.place, one.rank) for one in proposed.proposal.sittings
    }
    assert {("draw-raid", raid.short_id)} <= set(units.state.jobs)
    assert units.state.steps[-1].action == "optimize"
    assert (await services.lineups.require(LEADER, raid.short_id)).undoable is not None


async def test_who_stays_in_the_subgroup_keeps_the_place(services: Services, raid: Raid) -> None:
    before = {seat.player: seat.place for seat in (await roster_of(services, raid)).seats}
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    assert {one.player: one.place for one in proposed.proposal.sittings} == before


async def test_people_whose_place_changes_are_told(services: Services, units: FakeUnits, raid: Raid) -> None:
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    units.state.jobs.pop((TELL, raid.short_id), None)
    await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    changed = [seat.player for seat in (await roster_of(services, raid)).seats if not seat.told]
    assert ((TELL, raid.short_id) in units.state.jobs) == bool(changed)


async def test_what_changed_meanwhile_is_told_and_nothing_is_written(services: Services, raid: Raid) -> None:
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    await services.signups.answer(viewer(UserId(2)), raid.short_id, Answer.ABSENT)
    before = await roster_of(services, raid)
    refused = await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    assert not refused.is_done
    assert refused.answered == (UserId(2),)
    assert refused.roster == before == await roster_of(services, raid)
    with pytest.raises(ProposalOutdatedError):
        await services.raid_optimizer.propose_others(LEADER, proposed.proposal.token)


async def test_that_people_heard_of_their_seats_meanwhile_changes_nothing(
    services: Services, units: FakeUnits, raid: Raid
) -> None:
    roster = await roster_of(services, raid)
    await put(units, roster, *(replace(seat, told=False) for seat in roster.seats))
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    await put(units, await roster_of(services, raid), *(replace(seat, published=True) for seat in roster.seats))
    assert (await services.raid_optimizer.accept(LEADER, proposed.proposal.token)).is_done


@pytest.mark.parametrize("squads", [1, 2])
async def test_who_meets_which_need_is_found_out_of_what_was_kept(services: Services, squads: int) -> None:
    raid = await plan(services, dict.fromkeys(range(1, 9), ("dps", "heal-alac", "quick-dps")))
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(squads=squads))
    brought = await services.raid_optimizer.find_brought(LEADER, proposed.proposal.token)
    problem = replace(proposed.posed.problem, squads=squads)
    assert brought.squads == squads
    assert brought.needs == tuple(one for one in cover(problem, proposed.study.spots) if one.quota.amount)
    assert brought.players == proposed.posed.players
    with pytest.raises(NotFoundError):
        await services.raid_optimizer.find_brought(viewer(BOB, roles=GuildRole.LEADER), proposed.proposal.token)
    await services.signups.answer(viewer(UserId(2)), raid.short_id, Answer.ABSENT)
    with pytest.raises(ProposalOutdatedError):
        await services.raid_optimizer.find_brought(LEADER, proposed.proposal.token)


async def test_a_proposal_is_its_askers_and_for_a_day(services: Services, clock: Clock, raid: Raid) -> None:
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    for other in (viewer(BOB, roles=GuildRole.LEADER), viewer(BOB)):
        with pytest.raises(NotFoundError):
            await services.raid_optimizer.accept(other, proposed.proposal.token)
    clock.now += LIFETIME
    with pytest.raises(NotFoundError):
        await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    assert await services.raid_optimizer.purge() == 1


async def test_accepting_twice_at_once_or_later_acts_once(services: Services, units: FakeUnits, raid: Raid) -> None:
    await put(units, await roster_of(services, raid), *(RaidSeat(1, n, Player(user=UserId(n))) for n in range(1, 6)))
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    token, steps = proposed.proposal.token, len(units.state.steps)
    accept = services.raid_optimizer.accept
    both = await asyncio.gather(accept(LEADER, token), accept(LEADER, token))
    later = await accept(LEADER, token)
    assert [one.is_done for one in (*both, later)] == [True] * 3
    assert len(units.state.steps) == steps + 1


async def test_a_leader_who_is_none_any_more_accepts_nothing(services: Services, raid: Raid) -> None:
    other = viewer(BOB, roles=GuildRole.LEADER)
    proposed = await services.raid_optimizer.propose(other, raid.short_id, Terms())
    with pytest.raises(NotAllowedError):
        await services.raid_optimizer.accept(viewer(BOB), proposed.proposal.token)


async def test_members_have_nothing_optimized_and_strangers_find_no_raid(services: Services, raid: Raid) -> None:
    with pytest.raises(NotAllowedError):
        await services.raid_optimizer.propose(viewer(BOB), raid.short_id, Terms())
    with pytest.raises(NotFoundError):
        await services.raid_optimizer.propose(viewer(BOB, guild=None), raid.short_id, Terms())


async def test_late_and_maybe_are_as_the_leader_chooses(services: Services) -> None:
    raid = await plan(services, {1: ("dps",), 2: ("heal-alac",), 3: ("quick-dps",)})
    await services.signups.answer(viewer(UserId(2)), raid.short_id, Answer.LATE)
    await services.signups.answer(viewer(UserId(3)), raid.short_id, Answer.MAYBE)
    usual = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    assert (plays(usual, 2) is not None, plays(usual, 3)) == (True, None)
    other = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(late=False, maybe=True))
    assert (plays(other, 2), plays(other, 3) is not None) == (None, True)


async def test_pins_and_guests_stay(services: Services, units: FakeUnits, raid: Raid) -> None:
    roster = await roster_of(services, raid)
    pinned = RaidSeat(1, 4, Player(user=UserId(6)), pinned=True)
    guest, unknown = RaidSeat(1, 1, Player(name="Gus")), RaidSeat(1, 2, Player(user=UserId(99)))
    await put(units, roster, pinned, guest, unknown)
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    at = {one.player: one.place for one in proposed.proposal.sittings}
    assert (at[Player(user=UserId(6))], at[Player(name="Gus")], at[Player(user=UserId(99))]) == (4, 1, 2)
    accepted = await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    assert [seat.player for seat in accepted.roster.seats if seat.pinned] == [Player(user=UserId(6))]


async def test_no_more_of_a_role_sit_than_the_leader_allows(services: Services, units: FakeUnits, raid: Raid) -> None:
    async with units() as unit:
        await unit.raids.save(replace(raid, options=replace(raid.options, limits=((RoleGroup.DPS, 2),))))
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    seated = [one.player.user for one in proposed.proposal.sittings if one.rank == 0]
    assert len(seated) == 2
    assert Why.RULE in proposed.study.bench.values()


async def test_what_the_leader_likes_is_locked(services: Services, raid: Raid) -> None:
    first = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    healer = next(one for one in first.proposal.sittings if one.player == Player(user=UserId(2)))
    locked = (replace(healer, place=5),)
    again = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(locked=locked))
    assert plays(again, 2) == (5, healer.rank)


async def test_others_are_proposals_too(services: Services, raid: Raid) -> None:
    first = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    _, others = await services.raid_optimizer.propose_others(LEADER, first.proposal.token)
    played = {frozenset((one.player, one.rank) for one in found.proposal.sittings) for found in (first, *others)}
    assert len(played) == len(others) + 1 > 1
    assert (await services.raid_optimizer.accept(LEADER, others[0].proposal.token)).is_done
    outdated = await services.raid_optimizer.accept(LEADER, first.proposal.token)
    assert (outdated.is_done, outdated.led) == (False, (LEADER.user,))


async def test_of_two_squads_the_first_is_seated(services: Services) -> None:
    people = dict.fromkeys(range(1, 11), ("dps", "heal-alac", "quick-dps"))
    raid = await plan(services, people)
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(squads=2))
    assert {one.squad for one in proposed.proposal.sittings} == {1, 2}
    accepted = await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    assert {entry.signup.player for entry in accepted.roster.waiting()} == {one.player for one in accepted.further}
    assert [one.squad for one in accepted.further] == [2] * 5
    again = await services.raid_optimizer.accept(LEADER, proposed.proposal.token)
    assert again.further == accepted.further


async def test_every_squad_has_as_many_places_as_the_raid_also_where_the_last_subgroup_is_short(
    services: Services, units: FakeUnits
) -> None:
    raid = await plan(services, dict.fromkeys(range(1, 18), ("dps", "heal-alac", "heal-quick")))
    async with units() as unit:
        await unit.raids.save(replace(raid, size=8, subgroups=2))
    for squads in (2, None):
        terms = Terms(squads=squads)
        proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, terms)
        sits = Counter((one.squad, one.subgroup) for one in proposed.proposal.sittings)
        assert sits == {(1, 1): 5, (1, 2): 3, (2, 1): 5, (2, 2): 3}
        assert {one.place for one in proposed.proposal.sittings if one.subgroup == 2} == {1, 2, 3}
        assert len(proposed.study.bench) == 1
        assert proposed.study.gaps == ()
        assert (await services.raid_optimizer.accept(LEADER, proposed.proposal.token)).is_done
        assert len((await roster_of(services, raid)).seats) == 8


async def test_minimal_change_moves_nobody_without_need(services: Services, raid: Raid) -> None:
    first = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    await services.raid_optimizer.accept(LEADER, first.proposal.token)
    await services.signups.answer(viewer(UserId(4)), raid.short_id, Answer.ABSENT)
    mended = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(mends=True))
    before = {seat.player: (seat.place, seat.rank) for seat in (await roster_of(services, raid)).seats}
    assert {one.player: (one.place, one.rank) for one in mended.proposal.sittings}.items() >= before.items()


async def test_who_was_left_out_before_comes_first(services: Services, clock: Clock) -> None:
    await plan(services, dict.fromkeys(range(1, 7), ("dps",)))
    clock.now += timedelta(days=10)
    raid = await plan(services, dict.fromkeys((1, 2, 3, 4, 5, 6), ("dps",)))
    _, question, posed = await services.raid_optimizer._ask(LEADER, raid.short_id, Terms())
    assert [player.benched for player in question.problem.players] == [0, 0, 0, 0, 0, 1]
    assert posed.players[5] == Player(user=UserId(6))


async def test_who_asks_too_often_is_told_when_to_come_back(services: Services, clock: Clock, raid: Raid) -> None:
    for _ in range(6):
        await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    with pytest.raises(TooOftenError) as refused:
        await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    assert clock.now < refused.value.until
    clock.now = refused.value.until
    await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())


async def test_stopping_is_for_who_began(services: Services, raid: Raid) -> None:
    assert not services.raid_optimizer.stop(LEADER, raid.short_id)
    stopped: list[bool] = []

    def stop(_progress: Progress) -> None:
        stopped.append(services.raid_optimizer.stop(viewer(BOB, roles=GuildRole.LEADER), raid.short_id))
        stopped.append(services.raid_optimizer.stop(LEADER, raid.short_id))

    await services.raid_optimizer.propose(LEADER, raid.short_id, Terms(), stop)
    assert stopped[:2] == [False, True]


async def test_erasing_somebody_forgets_proposals_that_name_them(services: Services, raid: Raid) -> None:
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    await services.accounts.delete_everything(viewer(UserId(3)))
    with pytest.raises(NotFoundError):
        await services.raid_optimizer.require(LEADER, proposed.proposal.token)
    assert LEADER.user == ALICE


async def test_a_place_is_kept_for_what_the_leader_wants_there(
    services: Services, units: FakeUnits, raid: Raid
) -> None:
    await put(units, await roster_of(services, raid), RaidSeat(1, 1, wants="heal-alac"), RaidSeat(1, 2, wants="tank"))
    proposed = await services.raid_optimizer.propose(LEADER, raid.short_id, Terms())
    assert plays(proposed, 2) == (1, 1)
    assert [(want.place, want.name) for _, want in proposed.study.empty] == [(2, "tank")]
    assert Why.WANTED in proposed.study.bench.values()
    assert (await services.raid_optimizer.accept(LEADER, proposed.proposal.token)).is_done
    seats = {seat.place: seat for seat in (await roster_of(services, raid)).seats}
    assert (seats[1].wants, seats[2].wants, seats[2].player) == ("heal-alac", "tank", None)
