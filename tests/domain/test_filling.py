"""Filling teams: what the optimizer chooses is as good as the best of all that could be chosen."""

from collections.abc import Iterable, Mapping
from itertools import combinations_with_replacement, product
from time import monotonic

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.filling import At, Candidate, pose
from bot.domain.lineup.offers import nature_of, supplies_of, worths_of
from bot.domain.lineup.search import Limit, Watch, optimize
from bot.domain.modes import GameMode
from bot.domain.needs import Demand, Need
from bot.domain.sizes import PLACES
from bot.domain.teams import Content, Player, Seat, Team
from bot.domain.template import BuildTemplate
from config.combos import load_combo_rules
from config.role_supplies import load_role_table
from tests.domain.giving import giving_of
from tests.factories import ALICE, BOB, make_build, make_team

CODES = (
    "[&DQEuKzEvPhZLFwAAehYAAEkBAAAWAQAAGBYAAAAAAAAAAAAAAAAAAAAAAAACBQBmAAA=]",  # heal-quick
    "[&DQctPRg9OzsjDwAAggEAAIEBAACDAQAA7RIAAAAAAAAAAAAAAAAAAAAAAAADWQBWAGYAAA==]",  # alac-dps
    "[&DQQeOSA6NzqhAAAApQEAALUAAACsAQAALhYAACcAAAAAAAAAAAAAAAAAAAADMwBaAAUABGf3AADd9gAAm/YAAOj2AAA=]",  # dps
    "[&DQIEHyQ9EiryEqcA3BKtANcSrwCvAAAAwhLuAAAAAAAAAAAAAAAAAAAAAAACWgAjAAA=]",  # quick-dps
)
OWNERS = (ALICE, BOB, ALICE, BOB)
POOL = tuple(
    Candidate(make_build(owner, code[-9:], template=BuildTemplate.from_chat_code(code)), giving_of(code))
    for owner, code in zip(OWNERS, CODES, strict=True)
)
ROLES = load_role_table()
CONTENT = Content(
    "fractal",
    None,
    1,
    (Demand(Need.QUICKNESS, 1, 10), Demand(Need.ALACRITY, 1, 9), Demand(Need.HEALING, 1, 8), Demand(Need.FURY, 2, 3)),
    (Demand(Need.HEALING, 0, at_most=1),),
)
_BUILDS = st.sampled_from([None, *(one.build for one in POOL)])
_PLAYERS = st.sampled_from([None, Player(name="Otti"), Player(user=BOB)])
_WISHES = st.sampled_from([None, "heal-quick", "alac-dps", "dps", "tank"])


@st.composite
def teams(draw: st.DrawFn) -> Team:
    seats, members = [], set()
    for place in range(1, PLACES + 1):
        player = draw(_PLAYERS)
        if player in members:
            player = None
        members |= {player} if player is not None and player.user else set()
        seat = Seat(1, place, draw(_BUILDS), player, wish=draw(_WISHES))
        seats += [] if seat.is_empty() else [seat]
    return make_team(content="fractal", subgroups=1, seats=tuple(seats))


def _choices(team: Team, place: int, pool: Iterable[Candidate]) -> list[Candidate | None]:
    """Return what could be played in a place; None where it stays as it is."""
    seat = team.get_seat(1, place)
    guest = seat.player is not None and seat.player.user is None
    fitting = [] if seat.build is not None or guest else list(pool)
    if seat.player is not None and seat.player.user is not None:
        fitting = [one for one in fitting if one.build.owner == seat.player.user]
    if seat.wish is not None:
        fitting = [one for one in fitting if one.suits(seat.wish, ROLES)]
    return [*fitting] or [None]


def _is_fillable(team: Team, place: int, pool: Iterable[Candidate]) -> bool:
    return _choices(team, place, pool) != [None]


def _met(team: Team, chosen: Mapping[int, Candidate | None], pool: Iterable[Candidate]) -> int | None:
    """Return by how much the demands are met; None where there are more healers than allowed and than there were.

    A wish that a build could fulfil counts for nothing by itself: a build that there is is worth more than a plan.
    """
    given: list[Iterable[str]] = []
    before = 0
    for place in range(1, PLACES + 1):
        seat, candidate = team.get_seat(1, place), chosen[place]
        seated = next((one for one in POOL if seat.build is not None and one.build.id == seat.build.id), None)
        now = supplies_of(seated.giving) if seated else ROLES.get_supplies((seat.wish,)) if seat.wish else {}
        before += "healing" in now and not _is_fillable(team, place, pool)
        given.append(supplies_of(candidate.giving) if candidate else {} if _is_fillable(team, place, pool) else now)
    if sum("healing" in one for one in given) > max(1, before):
        return None
    return sum(
        demand.weight * min(demand.amount, sum(demand.need.value in one for one in given)) for demand in CONTENT.needs
    )


@settings(deadline=None, max_examples=60)
@given(teams(), st.sets(st.sampled_from(POOL), max_size=4))
def test_the_choice_meets_as_much_as_any_and_moves_nothing(team: Team, offered: set[Candidate]) -> None:
    pool = [one for one in POOL if one in offered]
    by_build = {one.build.id: one for one in POOL}
    seated: dict[At, object] = {
        (1, seat.place): by_build[seat.build.id].giving for seat in team.seats if seat.build is not None
    }
    puzzle = pose(team, CONTENT, seated, pool, ROLES)  # type: ignore[arg-type]
    spots = optimize(puzzle.problem, Limit(5), 0, Watch(monotonic)).best
    assert all(spot is not None for place, spot in zip(puzzle._places, spots, strict=True) if not place.kinds)
    fills = puzzle.read(spots)
    chosen: dict[int, Candidate | None] = dict.fromkeys(range(1, PLACES + 1))
    for fill in fills:
        assert fill.before == team.get_seat(*(fill.before.subgroup, fill.before.place))
        chosen[fill.before.place] = by_build[fill.build.id]
        assert chosen[fill.before.place] in _choices(team, fill.before.place, pool)
    options = [[*_choices(team, place, pool), None] for place in range(1, PLACES + 1)]
    best = max(met for choice in product(*options) if (met := _met(team, dict(enumerate(choice, 1)), pool)) is not None)
    assert _met(team, chosen, pool) == best


def test_combos_decide_where_nothing_else_does() -> None:
    worths = worths_of(load_combo_rules(), GameMode.PVE)
    puzzle = pose(make_team(subgroups=1, seats=()), Content("open", None, 1, (), ()), {}, POOL[:3], ROLES, worths)
    natures = {one.build.id: nature_of(one.build.template.profession, one.giving, None) for one in POOL[:3]}
    fills = puzzle.read(optimize(puzzle.problem, Limit(5), 0, Watch(monotonic)).best)
    choices = combinations_with_replacement(natures.values(), PLACES)
    assert worths.rate(natures[fill.build.id] for fill in fills) == max(map(worths.rate, choices)) > 0
