"""Who sees a build or a team, who seats, and what happens to a place."""

from dataclasses import replace

import pytest

from bot.domain.teams import Player, Seat
from bot.domain.viewer import GuildRole, Viewer
from bot.errors import InvalidPlaceError
from tests.factories import ALICE, AWAY, BOB, HOME, START, make_build, make_team, viewer

GUEST = Player(name="Zoë")
LEADER = viewer(BOB, HOME, GuildRole.LEADER)


@pytest.mark.parametrize(
    ("who", "private", "public"),
    [
        (viewer(ALICE, None), True, True),
        (viewer(ALICE, AWAY), True, True),
        (viewer(BOB, HOME), False, True),
        (viewer(BOB, AWAY), False, False),
        (viewer(BOB, None), False, False),
        (Viewer.anyone_in(HOME), False, True),
        (Viewer.anyone_in(None), False, False),
    ],
)
def test_visibility(who: Viewer, *, private: bool, public: bool) -> None:
    build, team = make_build(), make_team()
    assert build.is_visible_to(who) is team.is_visible_to(who) is private
    assert replace(build, published_in=frozenset({HOME})).is_visible_to(who) is public
    assert replace(team, guild=HOME).is_visible_to(who) is public


def test_what_was_deleted_is_visible_to_its_owner_only() -> None:
    build = make_build(published_in=frozenset({HOME}), deleted_at=START)
    team = make_team(guild=HOME, deleted_at=START)
    assert build.is_visible_to(viewer(ALICE))
    assert team.is_visible_to(viewer(ALICE))
    assert not build.is_visible_to(viewer(BOB))
    assert not team.is_visible_to(viewer(BOB))
    assert not team.can_seat(LEADER)


def test_leaders_lead_in_their_guild_only() -> None:
    team = make_team(guild=HOME)
    assert team.can_seat(LEADER)
    assert team.can_seat(viewer(ALICE, None))
    assert not team.can_seat(viewer(BOB, HOME, GuildRole.ADMIN | GuildRole.MODERATOR))
    assert not team.can_seat(viewer(BOB, AWAY, GuildRole.LEADER))
    assert not Viewer(BOB, None, GuildRole.LEADER).is_leader()


@pytest.mark.parametrize(("subgroup", "place"), [(0, 1), (3, 1), (1, 0), (1, 6)])
def test_places(subgroup: int, place: int) -> None:
    with pytest.raises(InvalidPlaceError):
        make_team().get_seat(subgroup, place)


def test_seats_are_kept_in_order_and_empty_ones_are_not() -> None:
    team = make_team().with_seat(Seat(2, 1, player=GUEST)).with_seat(Seat(1, 3, player=GUEST))
    assert [(seat.subgroup, seat.place) for seat in team.seats] == [(1, 3), (2, 1)]
    assert team.get_seat(2, 1).player == GUEST
    assert team.get_seat(2, 2) == Seat(2, 2)
    assert team.with_seat(Seat(2, 1)).seats == (Seat(1, 3, player=GUEST),)


def test_finds_a_member_by_id_and_no_guest() -> None:
    team = make_team().with_seat(Seat(1, 1, player=GUEST)).with_seat(Seat(1, 2, player=Player(user=BOB)))
    assert team.get_seat_of(BOB) == Seat(1, 2, player=Player(user=BOB))
    assert team.get_seat_of(ALICE) is None


def test_a_place_is_completed_without_loss() -> None:
    build, other = make_build(), make_build()
    held, named = Seat(1, 1, build=build), Seat(1, 1, player=GUEST)
    assert held.completed_by(named) == named.completed_by(held) == Seat(1, 1, build=build, player=GUEST)
    assert held.completed_by(held) == held
    assert held.completed_by(Seat(1, 1, build=other)) is None
    assert named.completed_by(Seat(1, 1, player=Player(user=BOB))) is None
    assert Seat(1, 1).completed_by(named) == named


def test_private_builds_are_hidden_and_stay_hidden() -> None:
    private, public = make_build(), make_build(published_in=frozenset({HOME}))
    seats = (Seat(1, 1, build=private, player=GUEST), Seat(1, 2, build=public))
    team = make_team(guild=HOME, seats=seats)
    assert team.seen_by(viewer(ALICE)) == team
    masked = team.seen_by(viewer(BOB))
    assert masked.seats == (Seat(1, 1, player=GUEST, hidden=True), Seat(1, 2, build=public))
    assert masked.seen_by(viewer(ALICE)) == masked
    assert not Seat(1, 1, hidden=True).is_empty()


@pytest.mark.parametrize("who", [{}, {"user": BOB, "name": "x"}])
def test_a_player_is_a_member_or_a_name(who: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="user or a name"):
        Player(**who)  # type: ignore[arg-type]


def test_a_named_player_is_cleaned() -> None:
    assert Player.named(" Zoe\u0308\n") == GUEST
