"""Raids that become smaller and larger: nobody is lost, nobody sits twice, limits hold."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.raid_options import RoleGroup, Standing, group_of
from bot.domain.raid_resize import reseated, resized
from bot.domain.raids import Answer, Choice, Entry, RaidSeat, Roster
from bot.domain.seating import Demands
from bot.domain.sizes import PLACES
from bot.domain.teams import Player
from tests.factories import START, make_raid

ROLES = ("heal", "heal-alac", "quick-dps", "dps", "kiter")
choices = st.lists(st.sampled_from(ROLES), max_size=3, unique=True)
people = st.lists(st.tuples(st.sampled_from(Answer), choices, st.sampled_from(Standing)), max_size=14)
limits = st.dictionaries(st.sampled_from(RoleGroup), st.integers(0, 3), max_size=3)


def roster_of(said: list[tuple[Answer, list[str], Standing]], guests: int) -> Roster:
    entries = tuple(
        Entry(
            UserId(number),
            answer,
            number,
            START + timedelta(seconds=number),
            tuple(Choice(role=one) for one in roles),
            standing,
        )
        for number, (answer, roles, standing) in enumerate(said, 1)
    )
    raid = make_raid()
    places = list(raid.places())[:guests]
    seats = tuple(RaidSeat(*at, Player(name=f"guest {number}")) for number, at in enumerate(places))
    return reseated(Roster(raid, seats, entries), raid, Demands())


def count(roster: Roster, group: RoleGroup) -> int:
    played = (roster.choice_at(seat) for seat in roster.seats)
    return sum(choice is not None and group_of(choice.role) is group for choice in played)


@settings(deadline=None, max_examples=60)
@given(said=people, guests=st.integers(0, 3), size=st.integers(1, 10), most=limits)
def test_nobody_is_lost_and_limits_hold(
    said: list[tuple[Answer, list[str], Standing]], guests: int, size: int, most: dict[RoleGroup, int]
) -> None:
    before = roster_of(said, guests)
    raid = replace(before.raid, size=size, subgroups=-(-size // PLACES))
    demands = Demands(most=tuple(most.items()))
    change = resized(before, raid, demands)
    after = change.roster
    assert {entry.user for entry in after.entries} == {entry.user for entry in before.entries}
    assert set(after.lineup().wants) == set(raid.places())
    sitting = [seat.player for seat in after.seats if seat.player is not None]
    assert len(set(sitting)) == len(sitting)
    named = {player.name for player in sitting if player.name}
    assert len(named) + len(change.guests) == guests
    lost = set(before.seat_by_user) - set(after.seat_by_user)
    assert set(change.displaced) == lost
    assert lost <= {entry.user for entry in after.waiting()}
    for group, allowed in most.items():
        assert count(after, group) <= max(allowed, count(before, group))


@settings(deadline=None, max_examples=60)
@given(said=people, size=st.integers(1, 10))
def test_back_to_the_former_size_all_sit_again(said: list[tuple[Answer, list[str], Standing]], size: int) -> None:
    before = roster_of(said, 0)
    smaller = resized(before, replace(before.raid, size=size, subgroups=-(-size // PLACES)), Demands()).roster
    again = resized(smaller, before.raid, Demands()).roster
    assert set(again.seat_by_user) == set(before.seat_by_user)
