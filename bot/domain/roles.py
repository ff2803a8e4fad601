"""Which roles a build suits, in the field's words: suggested from what it holds and how much of it heals.

A build code holds no gear, so whether somebody heals must come from traits and skills. A suggestion stands below what
the author declares.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.domain.facts import GameFacts
from bot.domain.gamedata import GameData
from bot.domain.modes import GameMode
from bot.domain.supplies.grants import Grant, Source
from bot.domain.supplies.kinds import Kind, To
from bot.domain.supplies.reach import Reach

_MENDING = frozenset((Kind.HEALING, Kind.BARRIER))
_STRIPPING = frozenset((Kind.STRIP, Kind.CORRUPT))
_OWN = frozenset(("trait", "skill"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """When a role is suggested: all that is asked for must be so."""

    id: str
    modes: frozenset[GameMode]
    healing: float | None = None
    """At least this many points of healing."""
    healing_below: float | None = None
    holds: frozenset[str] = frozenset()
    holds_none: frozenset[str] = frozenset()
    cleanses: int = 0
    """At least so many sources that cleanse allies."""
    strips: int = 0
    """At least so many sources that take boons from foes or corrupt them."""
    fallback: bool = False
    """Suggested where no other role is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRules:
    """The table of roles, and what makes a healer."""

    roles: tuple[RoleRule, ...] = ()
    declared: tuple[str, ...] = ()
    """Roles that no skill or trait tells of: only the author can say them."""
    trait_points: float = 1.0
    """For each trait that heals allies or shields them, or makes one's healing stronger."""
    cleanse_points: float = 0.5
    """For each trait that cleanses allies."""
    skill_points: float = 0.25
    """For each skill that heals or shields allies."""
    skills_counted: int = 4
    stronger: frozenset[int] = frozenset()
    """Traits that make one's healing of others stronger, though no fact says so."""

    @property
    def words(self) -> tuple[str, ...]:
        """All roles that an author can choose from, in the order in which they are named."""
        return (*(rule.id for rule in self.roles), *self.declared)


@dataclass(frozen=True, slots=True)
class Measures:
    """What the roles are judged by."""

    healing: float
    cleanses: int
    strips: int


def measure(reach: Reach, grants: Iterable[Grant], game: GameData, facts: GameFacts, rules: RoleRules) -> Measures:
    """Count what heals, cleanses and strips; a name counts once, however many versions of it there are."""
    points = {
        trait: rules.trait_points for trait in reach.traits if trait in rules.stronger or _is_mending(trait, facts)
    }
    mending: set[str | None] = set()
    cleansing: set[str | None] = set()
    strips: set[str | None] = set()
    for grant in grants:
        if grant.source.type not in _OWN:
            continue
        if grant.kind in _STRIPPING:
            strips.add(grant.source.name)
        elif grant.to is To.ALLIES and grant.kind in _MENDING:
            _note(grant.source, rules.trait_points, points, mending)
        elif grant.to is To.ALLIES and grant.kind is Kind.CLEANSE:
            cleansing.add(grant.source.name)
            _note(grant.source, rules.cleanse_points, points, set())
    skills = rules.skill_points * min(len(mending), rules.skills_counted)
    return Measures(_sum_lines(points, reach.lines, game) + skills, len(cleansing), len(strips))


def _note(source: Source, worth: float, points: dict[int, float], skills: set[str | None]) -> None:
    if source.type == "trait":
        points[source.id] = max(worth, points.get(source.id, 0))
    else:
        skills.add(source.name)


def _sum_lines(points: Mapping[int, float], lines: Iterable[int], game: GameData) -> float:
    """Add up the points of traits.

    A line's minor traits come with it and count as one; those of an elite line not at all, for that is seldom chosen
    in order to heal.
    """
    total = 0.0
    for line in (game.specializations[number] for number in lines):
        total += sum(points.get(trait, 0) for trait in line.major)
        if not line.elite:
            total += max((points.get(trait, 0) for trait in line.minor), default=0)
    return total


def suggest_roles(measures: Measures, held: Collection[str], mode: GameMode, rules: RoleRules) -> tuple[str, ...]:
    """Return the roles that a build suits in `mode`, in the table's order; at least the one that is left over."""
    there = [rule for rule in rules.roles if mode in rule.modes]
    found = tuple(rule.id for rule in there if not rule.fallback and _suits(rule, measures, held))
    return found or tuple(rule.id for rule in there if rule.fallback)


def _suits(rule: RoleRule, measures: Measures, held: Collection[str]) -> bool:
    return (
        (rule.healing is None or measures.healing >= rule.healing)
        and (rule.healing_below is None or measures.healing < rule.healing_below)
        and rule.holds.issubset(held)
        and rule.holds_none.isdisjoint(held)
        and measures.cleanses >= rule.cleanses
        and measures.strips >= rule.strips
    )


def _is_mending(trait: int, facts: GameFacts) -> bool:
    thing = facts.traits.get(trait)
    return thing is not None and any(fact.what == "mending" for fact in thing.facts)
