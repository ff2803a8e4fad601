"""Seating while people sign up: as many as can sit do, the earlier first, and nobody loses a seat."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import UserId
from bot.domain.needs import Demand, Need
from bot.domain.seating import Demands, Lineup, Offer, Seated, Signup, seat, worth
from bot.domain.teams import Player

WORDS = ("healing", "quickness", "alacrity")
DEMANDS = Demands(
    subgroup=(Demand(Need.HEALING, weight=3), Demand(Need.QUICKNESS, weight=2)), squad=(Demand(Need.ALACRITY),)
)


def player(number: int) -> Player:
    return Player(user=UserId(number))


def signup(number: int, *offers: str) -> Signup:
    return Signup(player(number), tuple(Offer(frozenset(offer.split())) for offer in offers) or (Offer(),))


def lineup(*wants: str | None, subgroups: int = 1) -> Lineup:
    size = len(wants) // subgroups
    return Lineup({(index // size + 1, index % size + 1): wanted for index, wanted in enumerate(wants)})


def seat_all(places: Lineup, signups: list[Signup], demands: Demands = Demands()) -> list[Lineup]:  # noqa: B008 - frozen
    """Return the lineup after each of the sign-ups."""
    known: dict[Player, Signup] = {}
    steps: list[Lineup] = []
    for one in signups:
        places = seat(places, [one], known, demands)
        known[one.player] = one
        steps.append(places)
    return steps


def who(places: Lineup) -> set[Player]:
    return {seated.player for seated in places.seated.values()}


def can_all_sit(wants: list[str | None], people: list[Signup]) -> bool:
    """Try every place for everybody: slow and plain."""
    if not people:
        return True
    first, *others = people
    return any(
        can_all_sit(wants[:index] + wants[index + 1 :], others)
        for index, wanted in enumerate(wants)
        if any(offer.suits(wanted) for offer in first.offers)
    )


offers = st.frozensets(st.sampled_from(WORDS), max_size=2).map(Offer)
wanted = st.one_of(st.none(), st.sampled_from(WORDS))
crowds = st.lists(st.lists(offers, min_size=1, max_size=3), max_size=7).map(
    lambda found: [Signup(player(number), tuple(each)) for number, each in enumerate(found, 1)]
)
layouts = st.lists(wanted, min_size=2, max_size=4).map(lambda wants: lineup(*wants, *wants[::-1], subgroups=2))
demands = st.builds(
    Demands,
    st.lists(st.builds(Demand, st.sampled_from([Need(word) for word in WORDS])), max_size=3).map(tuple),
    st.lists(st.builds(Demand, st.sampled_from([Need(word) for word in WORDS])), max_size=2).map(tuple),
)


@settings(deadline=None)
@given(places=layouts, crowd=crowds, asked=demands)
def test_who_comes_first_sits_if_anybody_can(places: Lineup, crowd: list[Signup], asked: Demands) -> None:
    wants, sitting = list(places.wants.values()), list[Signup]()
    for step, one in zip(seat_all(places, crowd, asked), crowd, strict=True):
        if can_all_sit(wants, [*sitting, one]):
            sitting.append(one)
        assert who(step) == {someone.player for someone in sitting}


@settings(deadline=None)
@given(places=layouts, crowd=crowds, asked=demands)
def test_everybody_sits_once_where_they_fit(places: Lineup, crowd: list[Signup], asked: Demands) -> None:
    people = {one.player: one for one in crowd}
    for step in seat_all(places, crowd, asked):
        assert len(who(step)) == len(step.seated)
        assert step.seated.keys() <= step.wants.keys()
        assert all(
            people[seated.player].offers[seated.rank].suits(step.wants[at]) for at, seated in step.seated.items()
        )


@settings(deadline=None)
@given(places=layouts, crowd=crowds, asked=demands, pinned=st.data())
def test_the_pinned_stay_where_they_are(
    places: Lineup, crowd: list[Signup], asked: Demands, pinned: st.DataObject
) -> None:
    guests = {at: Seated(Player(name=f"guest {at}"), pinned=True) for at in places.wants if pinned.draw(st.booleans())}
    for step in seat_all(places.with_seated(guests), crowd, asked):
        assert {at: step.seated[at] for at in guests} == guests


@settings(deadline=None)
@given(places=layouts, crowd=crowds, asked=demands)
def test_all_at_once_is_one_after_the_other(places: Lineup, crowd: list[Signup], asked: Demands) -> None:
    steps = seat_all(places, crowd, asked)
    assert seat(places, crowd, {}, asked) == (steps[-1] if steps else places)


def test_a_flexible_player_moves_to_let_one_more_in() -> None:
    flexible, only_heal = signup(1, "alacrity", "healing"), signup(2, "healing")
    places = lineup("healing", "alacrity")
    first, second = seat_all(places.with_seated({}), [signup(1, "healing", "alacrity"), only_heal])
    assert first.seated == {(1, 1): Seated(player(1), 0)}
    assert second.seated == {(1, 1): Seated(player(2)), (1, 2): Seated(player(1), 1)}
    assert who(seat_all(places, [flexible, only_heal])[-1]) == {player(1), player(2)}


def test_a_row_of_moves() -> None:
    crowd = [signup(1, "healing", "alacrity"), signup(2, "alacrity", "quickness"), signup(3, "healing")]
    *_, last = seat_all(lineup("healing", "alacrity", "quickness"), crowd)
    assert who(last) == {player(1), player(2), player(3)}


def test_somebody_switches_to_what_is_missing() -> None:
    crowd = [signup(1, "", "healing"), signup(2, "")]
    asked = Demands(subgroup=(Demand(Need.HEALING),))
    first, second = seat_all(lineup(None, None), crowd, asked)
    assert first.seated == {(1, 1): Seated(player(1), 1)}
    assert second.seated[1, 1] == Seated(player(1), 1)


def test_two_healers_share_out_among_the_subgroups() -> None:
    crowd = [signup(1, "healing"), signup(2, "healing"), signup(3), signup(4)]
    *_, last = seat_all(lineup(None, None, None, None, subgroups=2), crowd, DEMANDS)
    healers = {at[0] for at, seated in last.seated.items() if seated.player in {player(1), player(2)}}
    assert healers == {1, 2}


def test_the_best_liked_offer_stays_where_no_other_helps() -> None:
    (only,) = seat_all(lineup(None), [signup(1, "alacrity", "quickness")])
    assert only.seated == {(1, 1): Seated(player(1), 0)}


def test_a_full_lineup_lets_nobody_in() -> None:
    *_, last = seat_all(lineup(None, None), [signup(number) for number in range(1, 6)])
    assert who(last) == {player(1), player(2)}


@pytest.mark.parametrize("size", [10, 50])
def test_demands_are_met_as_far_as_people_can(size: int) -> None:
    subgroups = size // 5
    crowd = [signup(number, "", "healing quickness") for number in range(1, size + 1)]
    *_, last = seat_all(lineup(*[None] * size, subgroups=subgroups), crowd, DEMANDS)
    assert worth(last, {one.player: one for one in crowd}, DEMANDS) == subgroups * 5
    assert sum(seated.rank for seated in last.seated.values()) == subgroups


def test_what_is_met_does_not_get_less() -> None:
    crowd = [signup(1, "healing", "quickness"), signup(2, "quickness"), *(signup(number) for number in range(3, 12))]
    people = {one.player: one for one in crowd}
    steps = seat_all(lineup(*[None] * 10, subgroups=2), crowd, DEMANDS)
    met = [worth(step, people, DEMANDS) for step in steps]
    assert met == sorted(met)


def test_places_are_taken_in_order() -> None:
    (at,) = seat_all(lineup(None, None), [signup(1)])[0].seated
    assert at == (1, 1)
