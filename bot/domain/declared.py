"""What an author says a build is for, above what is read from it: what follows from it, and where it is in doubt.

A declared role stands in place of those suggested and gives what a build of that role holds, marked as declared. What
hangs on a choice that no code holds is settled by it. Whether the code bears it out is told to the author alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.giving import Giving
from bot.domain.roles import RoleRule, RoleRules
from bot.domain.supplies import Evidence
from bot.domain.support import Support, get_held

HEALING, CLEANSE, STRIP = "Healing", "Cleanse", "Boon Strip"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A declared role, and what it takes and is not found in the build."""

    role: str
    missing: tuple[str, ...]
    """Boons by their ids, and the names of supplies: HEALING, CLEANSE, STRIP."""


def declare(giving: Giving, roles: Sequence[str], rules: RoleRules) -> Giving:
    """Return what a build gives by its author's word too; `roles` are those they declare, if any."""
    if not roles:
        return giving
    boons = frozenset(boon for rule in _find_rules(giving, roles, rules) for boon in rule.holds)
    told = frozenset(boon for rule in rules.roles for boon in rule.holds)
    support = [_settle(one, boons, told) for one in giving.support]
    known = {one.boon for one in support}
    support += [Support(boon, 0.0, True, Evidence.DECLARED, ()) for boon in boons - known]
    ordered = tuple(sorted(support, key=lambda one: one.boon))
    return replace(giving, roles=tuple(roles), support=ordered, held=get_held(ordered), bare=giving)


def find_doubts(giving: Giving, rules: RoleRules) -> tuple[Doubt, ...]:
    """Return the declared roles that the build itself does not bear out, with what is missing."""
    if giving.bare is None:
        return ()
    doubts = (
        Doubt(rule.id, tuple(_find_missing(rule, giving.bare))) for rule in _find_rules(giving, giving.roles, rules)
    )
    return tuple(doubt for doubt in doubts if doubt.missing)


def is_declared(giving: Giving, boon: str) -> bool:
    """Tell whether a boon is held by the author's word alone."""
    return any(one.boon == boon and one.evidence is Evidence.DECLARED for one in giving.support)


def _find_rules(giving: Giving, roles: Sequence[str], rules: RoleRules) -> list[RoleRule]:
    return [rule for rule in rules.roles if rule.id in roles and giving.mode in rule.modes]


def _settle(support: Support, declared: frozenset[str], told: frozenset[str]) -> Support:
    """Let the author's word decide what is not sure: which boon it is that roles speak of."""
    if support.boon in declared:
        unsure = not support.held or support.evidence is Evidence.UNKNOWN
        return replace(support, held=True, evidence=Evidence.DECLARED) if unsure else support
    if declared and support.boon in told and support.evidence is Evidence.UNKNOWN:
        return replace(support, held=False)
    return support


def _find_missing(rule: RoleRule, bare: Giving) -> Iterator[str]:
    yield from sorted(rule.holds - set(bare.held))
    measures = bare.measures
    if rule.healing is not None and measures.healing < rule.healing:
        yield HEALING
    if measures.cleanses < rule.cleanses:
        yield CLEANSE
    if measures.strips < rule.strips:
        yield STRIP
