"""Fills the open places of a team from builds that people keep: a problem for the optimizer, and what its answer means.

A place is a player of the problem: what sits in it already is its only offer, and an open one is offered every kind of
build that there is. So one build can come to several places, as a plan may ask for, and nothing that is seated moves.
Builds that meet the same needs and wishes and have the same combos are of one kind, which the optimizer need not tell
apart.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.domain.builds import Build
from bot.domain.giving import Giving
from bot.domain.ids import UserId
from bot.domain.lineup.fine import reduce
from bot.domain.lineup.nature import NO_WORTHS, UNKNOWN, Nature, Worths
from bot.domain.lineup.offers import RoleTable, nature_of, supplies_of
from bot.domain.lineup.problem import BEST_LIKED, WHOLE, Offer, Pin, Player, Problem, Quota, Spots, Template
from bot.domain.needs import Need
from bot.domain.sizes import PLACES
from bot.domain.teams import Content, Seat, Team

At = tuple[int, int]

_SQUAD: Final = "squad-"
"""What names of needs begin with where the squad is asked as one: what is seated already is not counted there again."""
_SUPPORT: Final = {Need.HEALING.value: 2, Need.QUICKNESS.value: 1, Need.ALACRITY.value: 1, Need.STABILITY.value: 1}
"""What is liked less beyond what is asked for, in steps: who supports others deals less damage."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A build that could be seated, with what it gives in the content's mode; the better known come first."""

    build: Build
    giving: Giving

    def suits(self, wish: str, roles: RoleTable) -> bool:
        """Tell whether it can be played where `wish` is: by its roles, or by all that the role stands for."""
        asked = roles.get_supplies((wish,))
        return wish in self.giving.roles or bool(asked and asked.keys() <= supplies_of(self.giving).keys())


@dataclass(frozen=True, slots=True)
class Fill:
    """A place that is to be filled."""

    before: Seat
    build: Build
    meets: tuple[Need, ...]
    """What is asked for and the build meets, the weightiest first."""
    roles: tuple[str, ...]

    @property
    def after(self) -> Seat:
        """What the place holds then."""
        return replace(self.before, build=self.build)


@dataclass(frozen=True, slots=True)
class _Kind:
    supplies: Mapping[str, int]
    nature: Nature
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """A player of the problem: a place, or one of those that are open to anything, which has no number yet."""

    seat: Seat | None
    kinds: tuple[_Kind, ...] = ()
    """In the order of its offers; none where nothing is to be filled."""


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What the optimizer is asked, and what its players stand for."""

    problem: Problem
    _team: Team
    _places: tuple[_Place, ...]
    _weights: Mapping[str, int]

    def is_solved(self) -> bool:
        """Tell whether there is nothing to fill, or nothing to fill it with."""
        return not any(place.kinds for place in self._places)

    def read(self, spots: Spots) -> tuple[Fill, ...]:
        """Return what a lineup of the problem seats, by place; the same build again only when there is no other."""
        used = Counter(seat.build.id for seat in self._team.seats if seat.build is not None)
        free = {number: [*_free(self._team, number)] for number in range(1, self._team.subgroups + 1)}
        found = []
        for place, spot in zip(self._places, spots, strict=True):
            if spot is None or not place.kinds:
                continue
            seat = place.seat or free[spot.group + 1].pop(0)
            candidates = [one for kind in self._alike(place, spot.offer) for one in kind.candidates]
            chosen = min((one for one in candidates if _is_for(one, seat)), key=lambda one: used[one.build.id])
            used[chosen.build.id] += 1
            found.append(Fill(seat, chosen.build, self._meets(chosen), chosen.giving.roles))
        return tuple(sorted(found, key=lambda fill: (fill.before.subgroup, fill.before.place)))

    def _alike(self, place: _Place, offer: int) -> Iterable[_Kind]:
        """Yield the kind that the optimizer chose, then those that do as well: they only bring more of what may be."""
        chosen = place.kinds[offer]
        yield chosen
        capped = {quota.need for quota in _quotas(self.problem.template) if quota.at_most is not None}
        for kind in place.kinds:
            more = kind.supplies.keys() - chosen.supplies.keys()
            is_alike = chosen.supplies.keys() <= kind.supplies.keys() and more.isdisjoint(capped)
            if (
                kind is not chosen
                and is_alike
                and kind.nature == chosen.nature
                and _like(kind.supplies) == _like(chosen.supplies)
            ):
                yield kind

    def _meets(self, candidate: Candidate) -> tuple[Need, ...]:
        met = [Need(need) for need in supplies_of(candidate.giving) if need in self._weights]
        return tuple(sorted(met, key=lambda need: -self._weights[need]))


def pose(
    team: Team,
    content: Content,
    seated: Mapping[At, Giving],
    pool: Sequence[Candidate],
    roles: RoleTable,
    worths: Worths = NO_WORTHS,
) -> Puzzle:
    """Return the puzzle of a team as the viewer sees it.

    `seated` is what the builds give that sit already; `pool` is who could come, the better known first; `worths` is
    what combos are worth. A member who sits without a build is only offered builds of their own.
    """
    asked = Template.of(content, worths)
    places = [*_fixed_and_wished(team, pool, roles, asked), *_open(team, pool, asked)]
    kept = [(place.seat, _now(place.seat, seated, roles)) for place in places if place.seat and not place.kinds]
    template = _allow(replace(asked, subgroups=team.subgroups), kept)
    players = tuple(_player(place, seated, roles) for place in places)
    weights = {quota.need: quota.weight for quota in _quotas(asked) if quota.amount}
    return Puzzle(Problem(template=template, players=players), team, tuple(places), weights)


def _fixed_and_wished(team: Team, pool: Sequence[Candidate], roles: RoleTable, asked: Template) -> Iterable[_Place]:
    for seat in team.seats:
        fitting = [one for one in pool if _is_for(one, seat)]
        if seat.build is not None or seat.hidden or (seat.player is not None and seat.player.user is None):
            yield _Place(seat)
        elif seat.wish is not None:
            wish = seat.wish
            yield _Place(seat, _kinds([one for one in fitting if one.suits(wish, roles)], asked))
        else:
            yield _Place(seat, _kinds(fitting, asked))


def _open(team: Team, pool: Sequence[Candidate], asked: Template) -> Iterable[_Place]:
    kinds = _kinds(pool, asked)
    return [_Place(None, kinds)] * (team.size - len(team.seats)) if kinds else []


def _is_for(candidate: Candidate, seat: Seat) -> bool:
    user: UserId | None = seat.player.user if seat.player is not None else None
    return user is None or candidate.build.owner == user


def _free(team: Team, subgroup: int) -> Iterable[Seat]:
    taken = {seat.place for seat in team.seats if seat.subgroup == subgroup}
    return (Seat(subgroup, place) for place in range(1, PLACES + 1) if place not in taken)


def _kinds(pool: Iterable[Candidate], asked: Template) -> tuple[_Kind, ...]:
    each, whole = {quota.need for quota in asked.each}, {quota.need for quota in asked.whole}
    kinds: dict[tuple[frozenset[str], Nature], _Kind] = {}
    for candidate in pool:
        given = supplies_of(candidate.giving)
        supplies = {need: amount for need, amount in given.items() if need in each}
        supplies |= {f"{_SQUAD}{need}": amount for need, amount in given.items() if need in whole}
        nature = reduce(_get_nature(candidate.build, candidate.giving), asked)
        kinds.setdefault((frozenset(supplies), nature), _Kind(supplies, nature)).candidates.append(candidate)
    return tuple(kinds.values())


def _player(place: _Place, seated: Mapping[At, Giving], roles: RoleTable) -> Player:
    offers = tuple(
        Offer(name="", supplies=kind.supplies, liking=_like(kind.supplies), nature=kind.nature) for kind in place.kinds
    )
    if place.seat is None:
        return Player(name="", offers=offers)
    at = place.seat.subgroup, place.seat.place
    pin, build, giving = Pin(subgroup=at[0], place=at[1]), place.seat.build, seated.get(at)
    nature = UNKNOWN if build is None or giving is None else _get_nature(build, giving)
    now = Offer(name="", supplies=_now(place.seat, seated, roles), nature=nature)
    return Player(name="", offers=offers or (now,), pin=pin)


def _get_nature(build: Build, giving: Giving) -> Nature:
    """Return what a build is; its gear is not looked at, so its damage is unknown."""
    return nature_of(build.template.profession, giving, None)


def _now(seat: Seat, seated: Mapping[At, Giving], roles: RoleTable) -> dict[str, int]:
    """Return what a place supplies as it is: by its build, else by its wish."""
    giving = seated.get((seat.subgroup, seat.place))
    if giving is not None:
        return supplies_of(giving)
    return {} if seat.wish is None else roles.get_supplies((seat.wish,))


def _like(supplies: Mapping[str, int]) -> int:
    return BEST_LIKED - sum(steps for need, steps in _SUPPORT.items() if {need, f"{_SQUAD}{need}"} & supplies.keys())


def _allow(template: Template, kept: Sequence[tuple[Seat, Mapping[str, int]]]) -> Template:
    """Return the template with what is seated taken off what is asked of the squad, so that nothing seated has to go.

    Upper limits of a subgroup are widened to what is there.
    """
    there: Counter[tuple[int | None, str]] = Counter()
    for seat, supplies in kept:
        for need in supplies:
            there.update({(None, need): WHOLE, (seat.subgroup, need): WHOLE})
    numbers = range(1, template.subgroups + 1)
    each = (_widen(quota, max(there[number, quota.need] for number in numbers)) for quota in template.each)
    whole = (_take_off(quota, there[None, quota.need]) for quota in template.whole)
    return replace(template, each=tuple(each), whole=tuple(whole))


def _take_off(quota: Quota, there: int) -> Quota:
    at_most = None if quota.at_most is None else max(0, quota.at_most - there)
    return replace(quota, need=f"{_SQUAD}{quota.need}", amount=max(0, quota.amount - there), at_most=at_most)


def _quotas(template: Template) -> tuple[Quota, ...]:
    return *template.whole, *template.each


def _widen(quota: Quota, there: int) -> Quota:
    return quota if quota.at_most is None else replace(quota, at_most=max(quota.at_most, there))
