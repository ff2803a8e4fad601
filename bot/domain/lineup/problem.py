"""The problem: who offers to play what, and what the squad asks for. Plain data, nothing is sought here.

Amounts are whole numbers, in hundredths of what one build gives, so that equal lineups tie on every machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Final, Self

from bot.domain.lineup.nature import NO_WORTHS, UNKNOWN, Nature, Spread, Worths
from bot.domain.sizes import PLACES
from bot.errors import InvalidProblemError

if TYPE_CHECKING:
    from bot.domain.teams import Content

WHOLE: Final = 100
"""What one build gives that meets a need."""
BEST_LIKED: Final = 5


class Standing(IntEnum):
    """How firmly somebody has signed up; who is surer comes before all who are less sure."""

    SURE = 0
    LATE = 1
    TENTATIVE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A build that a player would play."""

    name: str
    supplies: Mapping[str, int] = field(default_factory=dict)
    """Hundredths by need."""
    roles: tuple[str, ...] = ()
    liking: int = BEST_LIKED
    """1 to 5."""
    skill: int = 50
    """0 to 100: how well the player plays it."""
    nature: Nature = UNKNOWN

    def is_called(self, name: str) -> bool:
        """Tell whether `name` is one of its roles or something that it supplies."""
        return name in self.roles or self.supplies.get(name, 0) > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """Where somebody must sit, if at all; what is None is left to the search. Counted from 1, `offer` from 0."""

    squad: int | None = None
    subgroup: int | None = None
    place: int | None = None
    offer: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """Somebody who signed up. A problem has its players in the order of their signing up."""

    name: str
    offers: tuple[Offer, ...]
    pin: Pin | None = None
    standing: Standing = Standing.SURE
    benched: int = 0
    """How often they were left out lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """How much of a need is asked for, what each hundredth that is missing weighs, and how much is too much."""

    need: str
    amount: int = 0
    weight: int = 1
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Want:
    """What a place wants: who sits there plays something that is called so, unless they are pinned to the place."""

    subgroup: int
    place: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What one squad asks for."""

    subgroups: int
    places: int = PLACES
    """In each subgroup."""
    last: int | None = None
    """In the last subgroup, where that has fewer."""
    size: int | None = None
    """Players in the squad, where that is less than all places."""
    each: tuple[Quota, ...] = ()
    """Of every subgroup."""
    whole: tuple[Quota, ...] = ()
    """Of the squad as one."""
    forbidden: tuple[frozenset[str], ...] = ()
    """Roles or supplies that must not all be found in one subgroup."""
    wants: tuple[Want, ...] = ()
    """At most one for each place; those of every squad."""
    spreads: tuple[Spread, ...] = ()
    worths: Worths = NO_WORTHS

    @classmethod
    def of(cls, content: "Content", worths: Worths = NO_WORTHS) -> Self:
        """Return the template of a kind of content; `worths` are those of its mode."""
        each, whole = (
            tuple(
                Quota(
                    need=demand.need.value,
                    amount=demand.amount * WHOLE,
                    weight=demand.weight,
                    at_most=None if demand.at_most is None else demand.at_most * WHOLE,
                )
                for demand in demands
            )
            for demands in (content.needs, content.squad_needs)
        )
        return cls(subgroups=content.subgroups, each=each, whole=whole, spreads=content.spreads, worths=worths)

    @property
    def capacity(self) -> int:
        """How many players fit."""
        seats = sum(self.count_places(number) for number in range(1, self.subgroups + 1))
        return seats if self.size is None else min(self.size, seats)

    def count_places(self, subgroup: int) -> int:
        """Return how many places a subgroup has, counted from 1."""
        return self.places if self.last is None or subgroup < self.subgroups else self.last


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a player sits: the subgroup, counted from 0 through all squads, and which of the offers is played."""

    group: int
    offer: int


Spots = tuple[Spot | None, ...]
"""The spot of each player; None is the bench."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that the search needs to know. Raises InvalidProblemError when it contradicts itself."""

    template: Template
    players: tuple[Player, ...]
    squads: int = 1
    together: tuple[tuple[int, int], ...] = ()
    """Pairs of players, by number: if both play, then in one subgroup."""
    apart: tuple[tuple[int, int], ...] = ()
    """If both play, then not in one subgroup."""
    current: Spots = ()
    """Where everybody sits now, if the lineup is to be mended and not made anew."""
    excluded: tuple[Spots, ...] = ()
    """Lineups that are known already: others play, or something else is played."""

    def __post_init__(self) -> None:
        for number, player in enumerate(self.players):
            _check_pin(self, number, player)
        _check_current(self)
        _check_places(self.template)
        for name in ("together", "apart"):
            for position, pair in enumerate(getattr(self, name)):
                if len(set(pair)) != len(pair) or not all(0 <= one < len(self.players) for one in pair):
                    raise InvalidProblemError(f"{name}[{position}]", "two different players")

    @property
    def groups(self) -> int:
        """How many subgroups there are in all squads."""
        return self.squads * self.template.subgroups

    def get_offer(self, player: int, spot: Spot) -> Offer:
        """Return what a player plays there."""
        return self.players[player].offers[spot.offer]


def get_played(spots: Spots) -> frozenset[tuple[int, int]]:
    """Return who plays which offer."""
    return frozenset((number, spot.offer) for number, spot in enumerate(spots) if spot is not None)


def _check_pin(problem: Problem, number: int, player: Player) -> None:
    pin = player.pin
    if pin is None:
        return
    limits = {
        "squad": (pin.squad, 1, problem.squads),
        "subgroup": (pin.subgroup, 1, problem.template.subgroups),
        "place": (pin.place, 1, problem.template.places),
        "build": (pin.offer, 0, len(player.offers) - 1),
    }
    for name, (value, least, most) in limits.items():
        if value is not None and not least <= value <= most:
            raise InvalidProblemError(f"players[{number}].pin.{name}", f"a number from {least} to {most}")


def _check_places(template: Template) -> None:
    if template.last is not None and not 1 <= template.last <= template.places:
        raise InvalidProblemError("template.last", f"a number from 1 to {template.places}")
    known: set[tuple[int, int]] = set()
    for position, want in enumerate(template.wants):
        at = want.subgroup, want.place
        if not (1 <= at[0] <= template.subgroups and 1 <= at[1] <= template.count_places(at[0])) or at in known:
            raise InvalidProblemError(f"template.wants[{position}]", "a place that there is, each once")
        known.add(at)


def _check_current(problem: Problem) -> None:
    if problem.current and len(problem.current) != len(problem.players):
        raise InvalidProblemError("current", "a spot or none for each player")
    for number, spot in enumerate(problem.current):
        offers = len(problem.players[number].offers)
        if spot is not None and not (0 <= spot.group < problem.groups and 0 <= spot.offer < offers):
            raise InvalidProblemError(
                f"players[{number}].current", "a subgroup that there is, and a build that is offered"
            )
