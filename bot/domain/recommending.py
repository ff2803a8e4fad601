"""What somebody may play next, out of what others show in their guild; told by numbers that single nobody out."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.domain.ids import BuildId, GuildId, UserId
from bot.domain.learning.kinds import BuildKind
from bot.domain.modes import GameMode
from bot.domain.needs import Need, needs_of_role
from bot.domain.search.terms import NO_MODE, Facet, facet_of, value_of

LEAST: Final = 5
"""Of fewer people no number is told."""
SHOWN: Final = 5
_TOLD: Final = (Facet.MODE, Facet.PROFESSION, Facet.ELITE, Facet.ROLE)
"""What makes a kind; a build has some dozen terms besides."""


class Basis(StrEnum):
    """By what suggestions are in order."""

    MODEL = "model"
    """What goes with what they play, by a model that is better in this guild than what is popular there."""
    POPULAR = "popular"
    """How many people here play it."""
    KNOWN = "known"
    """Likes and uses alone: nobody here plays any of it yet, or nothing is to be learned here."""


@dataclass(frozen=True, slots=True)
class Use:
    """A kind of build that somebody showed in a guild, or was seated with there."""

    user: UserId
    guild: GuildId
    kind: BuildKind
    at: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """A build of somebody else's that is public in the guild."""

    build: BuildId
    kind: BuildKind
    meets: frozenset[Need]
    """As far as terms tell: by its roles, and by what it holds for five."""
    standing: int
    """Twice its likes and its uses."""


def kind_of(terms: Iterable[str]) -> BuildKind:
    """Return the kind of a build by what it is found by."""
    values: dict[Facet, list[str]] = {}
    for term in sorted(term for term in terms if facet_of(term) in _TOLD):
        values.setdefault(facet_of(term), []).append(value_of(term))
    mode = next(iter(values.get(Facet.MODE, ())), NO_MODE)
    return BuildKind(
        mode=None if mode == NO_MODE else GameMode(mode),
        profession=_name(values.get(Facet.PROFESSION, ())),
        elite=_name(values.get(Facet.ELITE, ())),
        roles=tuple(values.get(Facet.ROLE, ())),
    )


def needs_of(terms: Collection[str]) -> frozenset[Need]:
    """Return the needs that a build surely meets, by what it is found by; it may meet more."""
    roles = (value_of(term) for term in terms if facet_of(term) is Facet.ROLE)
    held = {need for need in Need if need.is_met_once() and Facet.SUPPLY.term(need) in terms}
    return frozenset(held.union(*map(needs_of_role, roles)))


def count_people(uses: Iterable[Use]) -> Mapping[BuildKind, int]:
    """Return how many people use each kind."""
    people: dict[BuildKind, set[UserId]] = {}
    for use in uses:
        people.setdefault(use.kind, set()).add(use.user)
    return {kind: len(users) for kind, users in people.items()}


def choose(
    offered: Iterable[Offered],
    scores: Mapping[BuildKind, float],
    besides: Collection[BuildKind],
    *,
    lacks: Collection[Need] = (),
    count: int = SHOWN,
) -> tuple[Offered, ...]:
    """Return the best known build of each of the kinds with the highest scores; of equal ones the better known first.

    Those that meet a need of `lacks` come before all others. `offered` has the best known first; of `besides` none is
    chosen.
    """
    best: dict[BuildKind, Offered] = {}
    for one in offered:
        if one.kind not in besides:
            best.setdefault(one.kind, one)

    def place(one: Offered) -> tuple[bool, float, int]:
        return one.meets.isdisjoint(lacks), -scores.get(one.kind, 0), -one.standing

    return tuple(sorted(best.values(), key=place)[:count])


def _name(slugs: Iterable[str]) -> str | None:
    """Return the first as the game spells it: names of professions and of elite specializations are single words."""
    return next((slug.capitalize() for slug in slugs), None)
