"""Statistics: counts of builds and raids. Nobody is in those of a server, and in one's own nobody but oneself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.domain.attendance import Presence
from bot.domain.gamedata import GameData
from bot.domain.ids import BuildId, SpecializationId
from bot.domain.professions import Profession
from bot.domain.search.terms import Facet, slug_of

WEEKS: Final = 12
"""How many weeks are counted, the one that has just begun among them."""
FEW: Final = 5
"""Where fewer people than this were noted in a week, their marks are not counted up: that would single them out."""

Terms = Mapping[str, int]
"""How many builds have each of the terms asked for."""


@dataclass(frozen=True, slots=True)
class Calling:
    """What builds are called by: an elite specialization, or a profession where they have none; and how many are."""

    profession: Profession
    elite: SpecializationId | None
    count: int


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many builds play a role; one that plays two counts in both."""

    role: str
    count: int


@dataclass(frozen=True, slots=True)
class Presences:
    """What was noted of all who came or did not in one week."""

    counts: Mapping[Presence, int]
    people: int
    """How many different people that was noted of."""


@dataclass(frozen=True, slots=True)
class Week:
    """The raids of one week that took place, drafts and those called off aside."""

    start: datetime
    """Its Monday at 0:00, in the zone that was asked for."""
    raids: int = 0
    presences: Mapping[Presence, int] = field(default_factory=dict)
    """Empty where nothing was saved, and where `is_small`."""
    is_small: bool = False
    """Whether something was noted, of fewer than FEW people."""


@dataclass(frozen=True, slots=True)
class Played:
    """How often somebody had a place with a choice: what a build is called, and its role."""

    title: str
    role: str | None
    count: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A build, and how much there is of what it is ranked by."""

    build: BuildId
    count: int


def list_weeks(now: datetime, zone: ZoneInfo) -> tuple[datetime, ...]:
    """Return when the last WEEKS weeks began there, the oldest first."""
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())  # wall time: a day in which clocks are turned is a day
    return tuple(monday - timedelta(weeks=back) for back in reversed(range(WEEKS)))


def count_weeks(
    starts: Sequence[datetime], raids: Mapping[int, int], presences: Mapping[int, Presences]
) -> tuple[Week, ...]:
    """Return the weeks that began at `starts`, with what was counted of each by its number."""
    weeks = []
    for number, start in enumerate(starts):
        noted = presences.get(number)
        is_small = noted is not None and noted.people < FEW
        counts = {} if noted is None or is_small else noted.counts
        weeks.append(Week(start, raids.get(number, 0), counts, is_small))
    return tuple(weeks)


def calling_terms(game: GameData) -> tuple[str, ...]:
    """Return the terms by which `count_callings` counts."""
    elites = (Facet.ELITE.term(slug_of(line.name)) for line in game.specializations.values() if line.elite)
    return (*(_term(profession) for profession in Profession), *elites)


def count_callings(counts: Terms, game: GameData) -> tuple[Calling, ...]:
    """Return how many builds are called by what, those without any aside: by profession, then the most first.

    `game` has the English names, which terms are made of.
    """
    callings = []
    for profession in Profession:
        elites = [
            Calling(profession, line.id, counts.get(Facet.ELITE.term(slug_of(line.name)), 0))
            for line in game.specializations.values()
            if line.elite and line.profession is profession
        ]
        plain = counts.get(_term(profession), 0) - sum(one.count for one in elites)
        found = [one for one in (*elites, Calling(profession, None, plain)) if one.count > 0]
        callings += sorted(found, key=lambda one: (-one.count, one.elite or 0))
    return tuple(callings)


def role_terms(roles: Iterable[str]) -> tuple[str, ...]:
    """Return the terms by which `count_roles` counts."""
    return tuple(Facet.ROLE.term(role) for role in roles)


def count_roles(counts: Terms, roles: Iterable[str]) -> tuple[RoleCount, ...]:
    """Return how many builds play each role, the most first, those without any aside."""
    found = [RoleCount(role, counts.get(Facet.ROLE.term(role), 0)) for role in roles]
    return tuple(sorted((one for one in found if one.count), key=lambda one: (-one.count, one.role)))


def _term(profession: Profession) -> str:
    return Facet.PROFESSION.term(slug_of(profession.display))
